import type { GraphiqlSettings } from '@connected-lives/gateway/edge/graphiql-page';
import { demoPeople } from './demo-people.ts';
import { EXAMPLES } from './example-operations.ts';

/** The page at the gateway's address: who to be, and operations to begin with. */
export function graphiqlFor(devTokenUrl: string): GraphiqlSettings {
  return {
    devTokenUrl,
    demoPeople: demoPeople().map(({ name, label, actor }) => ({
      name,
      label: `${actor.name}: ${label}`,
    })),
    examples: EXAMPLES,
  };
}
