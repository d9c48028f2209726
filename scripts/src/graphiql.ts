import type { GraphiqlSettings } from '@connected-lives/gateway/edge/graphiql-page';
import { demoPeople } from './demo-people.ts';
import { readExamples } from './example-operations.ts';

/** The page at the gateway's address: who to be, and operations to begin with. */
export async function graphiqlFor(devTokenUrl: string): Promise<GraphiqlSettings> {
  return {
    devTokenUrl,
    demoPeople: demoPeople().map(({ name, label, actor }) => ({
      name,
      label: `${actor.name}: ${label}`,
    })),
    examples: await readExamples(),
  };
}
