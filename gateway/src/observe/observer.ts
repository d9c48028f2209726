import type { Logger } from '@connected-lives/kit/log';
import { readTraceparent, type Tracer } from '@connected-lives/kit/trace';
import { OperationWatch, type WatchedOperation } from './operation-watch.ts';
import { createVariablesHash, type VariablesHash } from './variables-hash.ts';

export interface ObserverSettings {
  readonly logger: Logger;
  /** Makes the spans. Without one there are none, and nothing is spent on them. */
  readonly tracer?: Tracer | undefined;
  /** Subgraphs in other processes. */
  readonly remote?: ReadonlySet<string>;
  /** From how many milliseconds on an operation is logged as slow: a thousand unless said otherwise. */
  readonly slowOperationMs?: number | undefined;
  /** Makes the hashes of variables the same in several processes. A secret. */
  readonly variablesHashKey?: string | undefined;
}

/** What is known of an operation besides itself. */
export interface Occasion {
  readonly requestId: string;
  /** The header of W3C Trace Context that a client sent. */
  readonly traceparent?: unknown;
  /** One event of a live stream, and not a request. */
  readonly event?: boolean;
}

const SLOW_OPERATION_MS = 1_000;
const NOT_REMOTE: ReadonlySet<string> = new Set();

/** Watches operations: spans, metrics, and a line in the log for those that were slow or failed. */
export class Observer {
  readonly logger: Logger;
  readonly tracer: Tracer | undefined;
  readonly remote: ReadonlySet<string>;
  readonly slowOperationMs: number;
  readonly hashOf: VariablesHash;

  constructor(settings: ObserverSettings) {
    this.logger = settings.logger;
    this.tracer = settings.tracer;
    this.remote = settings.remote ?? NOT_REMOTE;
    this.slowOperationMs = settings.slowOperationMs ?? SLOW_OPERATION_MS;
    this.hashOf = createVariablesHash(settings.variablesHashKey);
  }

  /** Begins to watch an operation that is about to run. Whoever begins also says how it ended. */
  begin(operation: WatchedOperation, { requestId, traceparent, event }: Occasion): OperationWatch {
    const parent = this.tracer === undefined ? undefined : readTraceparent(traceparent);
    return new OperationWatch(this, operation, requestId, parent, event ?? false);
  }
}
