import type { Logger } from '@connected-lives/kit/log';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { Answer } from '../answer.ts';
import { refusalOf } from '../errors/answer-fault.ts';
import { liveEnds, liveReaders, operationLabel, operations } from '../metrics.ts';
import type { Departures } from '../departures/departures.ts';
import type { Executor, ReadyOperation } from '../executor.ts';
import { LiveSource } from './live-source.ts';
import type { Reader } from './reader.ts';

/** `setTimeout` knows no longer wait: 24 days. */
const TIMER_MS_MAX = 2 ** 31 - 1;
const LAST_WORDS_MS = 2_000;
/** A WebSocket closes at the same moment, with a code that says why: it must not be empty by then. */
const SOCKET_FIRST_MS = 50;

/**
 * All live streams of this gateway. Viewers with the same rights who ask for the same thing share
 * one source, so that a board on five hundred screens is read once for each change.
 */
export class LiveStreams {
  readonly #graph: { readonly executor: Executor };
  readonly #logger: Logger;
  readonly #mayShare: (subgraph: Subgraph) => boolean;
  /** All sources, and those that others may join by what they must have in common. */
  readonly #sources = new Set<LiveSource>();
  readonly #shared = new Map<string, LiveSource>();
  readonly #readers = new Map<Reader, VerifiedToken>();
  readonly #departures: Departures;

  /**
   * `graph` names the executor of the newest supergraph; `mayShare` says whether a subgraph can be
   * told of several viewers at once.
   */
  constructor(
    graph: { readonly executor: Executor },
    logger: Logger,
    mayShare: (subgraph: Subgraph) => boolean,
    departures: Departures,
  ) {
    this.#graph = graph;
    this.#logger = logger;
    this.#mayShare = mayShare;
    this.#departures = departures;
    departures.onDeparture(() => this.#endUnbelieved());
  }

  /** Opens a stream that ends when the viewer's token does. `abandon` cuts off who never reads. */
  async open(
    asked: ReadyOperation,
    viewer: VerifiedToken,
    requestId: string,
    abandon: () => void,
  ): Promise<Reader> {
    const { executor } = this.#graph;
    // The supergraph may have changed since it was prepared.
    const operation = asked.schema === executor.schema ? asked : executor.renew(asked);
    const key = this.#sharingKey(operation, viewer);
    const shared = key === undefined ? undefined : this.#shared.get(key);
    const source =
      shared === undefined || shared.ended
        ? this.#add(new LiveSource(executor, this.#logger, requestId, viewer, operation), key)
        : shared;
    let expiry: NodeJS.Timeout | undefined;
    let joined: Reader | undefined;
    const reader = await source.join(viewer, (why) => {
      clearTimeout(expiry);
      if (why === 'slow') {
        // Time for last words, should the client read again after all.
        setTimeout(abandon, LAST_WORDS_MS).unref();
      }
      if (joined !== undefined && this.#readers.delete(joined)) {
        liveReaders.dec();
        liveEnds.inc({ why });
      }
    });
    joined = reader;
    if (reader.ended === undefined) {
      this.#readers.set(reader, viewer);
      liveReaders.inc();
      operations.inc({
        operation: operationLabel(operation.prepared.name),
        kind: 'subscription',
        outcome: 'answered',
      });
      expiry = setTimeout(
        () => reader.end('expired', TOKEN_EXPIRED),
        Math.min(Math.max(viewer.expiresAt - Date.now(), 0) + SOCKET_FIRST_MS, TIMER_MS_MAX),
      );
      expiry.unref();
      if (!this.#departures.believes(viewer)) {
        // The news came while the stream was being opened.
        reader.end('revoked', RIGHTS_CHANGED);
      }
    }
    return reader;
  }

  /**
   * Goes over to the newest supergraph. A stream goes on while its operation is still one that may
   * be asked and shared as it was; else it completes, with a word of what happened.
   */
  followGraph(): void {
    for (const source of this.#sources) {
      const { operation } = source;
      let renewed: ReadyOperation | undefined;
      try {
        renewed = this.#graph.executor.renew(operation);
      } catch (fault) {
        this.#logger.info(
          { code: refusalOf(fault, this.#logger).code },
          'stream ended by a change',
        );
      }
      if (renewed === undefined || renewed.prepared.own !== operation.prepared.own) {
        source.complete(GRAPH_CHANGED);
      } else if (!source.goOnWith(renewed)) {
        // It goes on as it was planned, and whoever comes later gets what is planned now.
        this.#stopSharing(source);
      }
    }
  }

  #add(source: LiveSource, key: string | undefined): LiveSource {
    this.#sources.add(source);
    if (key !== undefined) {
      this.#shared.set(key, source);
    }
    source.signal.addEventListener('abort', () => {
      this.#sources.delete(source);
      this.#stopSharing(source);
    });
    return source;
  }

  #stopSharing(source: LiveSource): void {
    for (const [key, each] of this.#shared) {
      if (each === source) {
        this.#shared.delete(key);
      }
    }
  }

  /** Ends the streams of those who left a team that their token still names. */
  #endUnbelieved(): void {
    for (const [reader, viewer] of this.#readers) {
      if (!this.#departures.believes(viewer)) {
        reader.end('revoked', RIGHTS_CHANGED);
      }
    }
  }

  /** Completes every stream: the gateway is going away, and clients subscribe again elsewhere. */
  endAll(): void {
    for (const reader of this.#readers.keys()) {
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
    const { subgraphs } = this.#graph.executor;
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

const RIGHTS_CHANGED = Answer.ofErrors([
  {
    message: 'What you may see has changed since you signed in. Sign in again.',
    extensions: { code: 'RIGHTS_CHANGED' },
  },
]);

const GRAPH_CHANGED = Answer.ofErrors([
  {
    message:
      'The graph has changed, and this stream with it. Look at the changes and subscribe again.',
    extensions: { code: 'GRAPH_CHANGED' },
  },
]);
