import type { Logger } from '@connected-lives/kit/log';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import type { Departures } from '../rights/departures.ts';
import type { Executor } from '../executor.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import type { Observer } from '../observe/observer.ts';
import type { Load } from './load.ts';
import type { SignIn } from './sign-in.ts';

/** What every protocol at the edge needs. */
export interface EdgeParts {
  /** That of the newest supergraph: read it once for each operation. */
  readonly executor: Executor;
  readonly live: LiveStreams;
  readonly signIn: SignIn;
  readonly departures: Departures;
  /** Whether it is known who left which team. */
  readonly departuresKnown: boolean;
  readonly load: Load;
  readonly documents: TrustedDocuments;
  readonly rateLimit: RateLimit;
  /** The same for machines whose users have no token. */
  readonly publicRateLimit: RateLimit;
  /** How many proxies of the council's own stand before the gateway, when that was said. */
  readonly trustedProxies: number | undefined;
  /** Whether a client may look at the plan of what it asked. */
  readonly showPlans: boolean;
  readonly observer: Observer;
  readonly logger: Logger;
}
