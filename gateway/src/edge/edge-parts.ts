import type { Logger } from '@connected-lives/kit/log';
import type { Executor } from '../executor.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import type { SignIn } from './sign-in.ts';

/** What every protocol at the edge needs. */
export interface EdgeParts {
  readonly executor: Executor;
  readonly live: LiveStreams;
  readonly signIn: SignIn;
  readonly logger: Logger;
}
