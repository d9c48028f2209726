import type { Logger } from '@connected-lives/kit/log';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { Answer } from '../answer.ts';
import { liveReaders } from '../metrics.ts';
import type { Executor, ReadyOperation } from '../executor.ts';
import { LiveSource } from './live-source.ts';
import type { Reader } from './reader.ts';

/** `setTimeout` knows no longer wait: 24 days. */
const TIMER_MS_MAX = 2 ** 31 - 1;
const LAST_WORDS_MS = 2_000;

/**
 * All live streams of this gateway. Viewers with the same rights who ask for the same thing share
 * one source, so that a board on five hundred screens is read once for each change.
 */
export class LiveStreams {
  readonly #executor: Executor;
  readonly #logger: Logger;
  readonly #mayShare: (subgraph: Subgraph) => boolean;
  readonly #sources = new Map<string, LiveSource>();
  readonly #readers = new Set<Reader>();

  /** `mayShare` says whether a subgraph can be told of several viewers at once. */
  constructor(executor: Executor, logger: Logger, mayShare: (subgraph: Subgraph) => boolean) {
    this.#executor = executor;
    this.#logger = logger;
    this.#mayShare = mayShare;
  }

  /** Opens a stream that ends when the viewer's token does. `abandon` cuts off who never reads. */
  async open(
    operation: ReadyOperation,
    viewer: VerifiedToken,
    requestId: string,
    abandon: () => void,
  ): Promise<Reader> {
    const key = this.#sharingKey(operation, viewer);
    const shared = key === undefined ? undefined : this.#sources.get(key);
    const source =
      shared === undefined || shared.ended
        ? new LiveSource(this.#executor, this.#logger, requestId, viewer)
        : shared;
    if (key !== undefined && source !== shared) {
      this.#sources.set(key, source);
      source.signal.addEventListener('abort', () => {
        if (this.#sources.get(key) === source) {
          this.#sources.delete(key);
        }
      });
    }
    let expiry: NodeJS.Timeout | undefined;
    let joined: Reader | undefined;
    const reader = await source.join(operation, viewer, (why) => {
      clearTimeout(expiry);
      if (why === 'slow') {
        // Time for last words, should the client read again after all.
        setTimeout(abandon, LAST_WORDS_MS).unref();
      }
      if (joined !== undefined && this.#readers.delete(joined)) {
        liveReaders.dec();
      }
    });
    joined = reader;
    if (reader.ended === undefined) {
      this.#readers.add(reader);
      liveReaders.inc();
      expiry = setTimeout(
        () => reader.end('expired', TOKEN_EXPIRED),
        Math.min(Math.max(viewer.expiresAt - Date.now(), 0), TIMER_MS_MAX),
      );
      expiry.unref();
    }
    return reader;
  }

  /** Completes every stream: the gateway is going away, and clients subscribe again elsewhere. */
  endAll(): void {
    for (const reader of this.#readers) {
      reader.end('complete');
    }
  }

  /**
   * What two viewers must have in common to be given the same answers: the question, and everything
   * that row-level security compares. A person's own answer, a replay from a cursor, and citizens
   * (who see what is about themselves) are never shared.
   */
  #sharingKey(
    { prepared, variables }: ReadyOperation,
    { actor }: VerifiedToken,
  ): string | undefined {
    const subgraphs = this.#executor.subgraphs;
    if (
      prepared.own ||
      actor.role === 'citizen' ||
      prepared.resumes(variables) ||
      !subgraphs.every((subgraph) => this.#mayShare(subgraph))
    ) {
      return undefined;
    }
    const { source, name } = prepared;
    return JSON.stringify([actor.role, actor.teamIds.toSorted(), name, variables, source]);
  }
}

const TOKEN_EXPIRED = Answer.ofErrors([
  {
    message: 'The access token of this stream has expired. Sign in again.',
    extensions: { code: 'TOKEN_EXPIRED' },
  },
]);
