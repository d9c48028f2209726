import type { Standing, Viewer } from './viewers.ts';
import type { World } from './world.ts';

export interface RootField {
  readonly document: string;
  readonly variables?: (
    world: World,
    viewer: Viewer,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Whoever has one of these standings gets an answer; everybody else gets nothing or a refusal. */
  readonly answers: readonly Standing[];
  /** What an answer says when it says nothing. */
  readonly nothing: unknown;
  /** A refusal that shows that the record was in reach: the budget was missing, not the person. */
  readonly reachedCodes?: readonly string[];
  /** Whoever has no token gets an answer too. */
  readonly public?: boolean;
}
