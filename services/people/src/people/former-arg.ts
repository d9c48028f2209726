import { Arg } from 'type-graphql';

/** The argument of a list about a person that shows what is so now, and what was so when asked to. */
export function FormerArg(description: string): ReturnType<typeof Arg> {
  return Arg('former', () => Boolean, { defaultValue: false, description });
}

export interface FormerArgs {
  /** Whether what has ended, or was decided or recorded anew since, comes too. */
  readonly former: boolean;
}
