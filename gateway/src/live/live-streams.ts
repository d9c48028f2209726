import type { Logger } from '@connected-lives/kit/log';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { refusalOf } from '../errors/answer-fault.ts';
import { liveEnds, liveReaders, operationLabel, operations } from '../metrics.ts';
import type { Departures } from '../rights/departures.ts';
import type { RightsNews } from '../rights/rights-news.ts';
import type { Executor, ReadyOperation } from '../executor.ts';
import { GRAPH_CHANGED, RIGHTS_CHANGED, TOKEN_EXPIRED } from './last-words.ts';
import { LiveSource, type SourceSettings } from './live-source.ts';
import { OwnRights } from './own-rights.ts';
import type { Reader } from './reader.ts';
import type { Arrival } from './seats.ts';
import { SharedSources } from './shared-sources.ts';
import { mayShare, resumesAfter, sharingKey } from './sharing-key.ts';

/** `setTimeout` knows no longer wait: 24 days. */
const TIMER_MS_MAX = 2 ** 31 - 1;
const LAST_WORDS_MS = 2_000;
/** A WebSocket closes at the same moment, with a code that says why: it must not be empty by then. */
const SOCKET_FIRST_MS = 50;
/** When a wall of screens comes back at once, who resumes from the same event is told together. */
const GATHER_MS = 50;

/** Who opens a stream, and over which connection. */
export interface StreamViewer {
  readonly viewer: VerifiedToken;
  readonly requestId: string;
  /** What the client sent of W3C Trace Context. */
  readonly traceparent: unknown;
  /** Cuts off who never reads. */
  readonly abandon: () => void;
}

/**
 * All live streams of this gateway. Viewers with the same rights who ask for the same thing share
 * one source, so that a board on five hundred screens is read once for each change.
 */
export class LiveStreams {
  readonly #graph: { readonly executor: Executor };
  readonly #logger: Logger;
  readonly #sources = new Set<LiveSource>();
  readonly #shared = new SharedSources();
  readonly #readers = new Map<Reader, VerifiedToken>();
  readonly #departures: Departures;
  readonly #news: RightsNews;
  readonly #ownRights: OwnRights;

  /** `graph` names the executor of the newest supergraph. */
  constructor(
    graph: { readonly executor: Executor },
    logger: Logger,
    departures: Departures,
    news: RightsNews,
  ) {
    this.#graph = graph;
    this.#logger = logger;
    this.#ownRights = new OwnRights(logger);
    this.#departures = departures;
    departures.onDeparture(() => this.#endUnbelieved());
    this.#news = news;
    news.onChange((whom) => this.#part(whom));
  }

  /** Opens a stream that ends when the viewer's token does. */
  async open(
    asked: ReadyOperation,
    { viewer, requestId, traceparent, abandon }: StreamViewer,
  ): Promise<Reader> {
    const own = mayShare(asked, viewer)
      ? await this.#ownRights.read(this.#graph.executor.subgraphs, viewer.actor)
      : undefined;
    // From here to the joining nothing is awaited: news of the viewer's rights finds them in a source.
    const { executor } = this.#graph;
    // The supergraph may have changed since it was prepared.
    const operation = asked.schema === executor.schema ? asked : executor.renew(asked);
    const key = own === undefined ? undefined : sharingKey(operation, viewer, own);
    const arrival = { viewer, seen: resumesAfter(operation), traceparent };
    const source =
      (key === undefined ? undefined : this.#shared.find(key, arrival.seen)) ??
      this.#add(requestId, arrival, operation, key);
    let expiry: NodeJS.Timeout | undefined;
    let joined: Reader | undefined;
    const reader = await source.join(arrival, (why) => {
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
        this.#shared.remove(source);
      }
    }
  }

  #add(
    requestId: string,
    first: Arrival,
    operation: ReadyOperation,
    key: string | undefined,
  ): LiveSource {
    const { executor } = this.#graph;
    const settings: SourceSettings = {
      executor,
      logger: this.#logger,
      hearNews: () => this.#news.hearAll(),
      gatherMs: key === undefined || first.seen === undefined ? 0 : GATHER_MS,
      progressed: () => this.#shared.bringTogether(source),
    };
    const source: LiveSource = new LiveSource(settings, requestId, first, operation);
    this.#sources.add(source);
    if (key !== undefined) {
      this.#shared.add(key, source, first.seen);
    }
    source.signal.addEventListener('abort', () => {
      this.#sources.delete(source);
      this.#shared.remove(source);
    });
    return source;
  }

  /** Ends the streams of those who left a team that their token still names. */
  #endUnbelieved(): void {
    for (const [reader, viewer] of this.#readers) {
      if (!this.#departures.believes(viewer)) {
        reader.end('revoked', RIGHTS_CHANGED);
      }
    }
  }

  /**
   * Takes somebody whose rights have changed out of the sources they share: each event is read under
   * the rights of one reader. A source that is theirs alone goes on, and nobody joins it any more.
   */
  #part(practitionerId: string): void {
    this.#ownRights.changed(practitionerId);
    for (const source of this.#sources) {
      if (source.isOnlyFor(practitionerId)) {
        this.#shared.remove(source);
      } else {
        source.part(practitionerId);
      }
    }
  }

  /** Completes every stream: the gateway is going away, and clients subscribe again elsewhere. */
  endAll(): void {
    for (const reader of this.#readers.keys()) {
      reader.end('complete');
    }
  }
}
