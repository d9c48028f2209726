import type { Logger } from '@connected-lives/kit/log';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { refusalOf } from '../errors/answer-fault.ts';
import { liveEnds, liveReaders, operationLabel, operations } from '../metrics.ts';
import type { Departures } from '../rights/departures.ts';
import type { RightsNews } from '../rights/rights-news.ts';
import type { Executor, ReadyOperation } from '../executor.ts';
import { GRAPH_CHANGED, RIGHTS_CHANGED } from './last-words.ts';
import { LiveSource, type SourceSettings } from './live-source.ts';
import { OwnRights } from './own-rights.ts';
import type { Reader } from './reader.ts';
import { ClientTie, type StreamClient } from './stream-client.ts';
import type { Arrival } from './seats.ts';
import { SharedSources } from './shared-sources.ts';
import { mayShare, resumesAfter, sharingKey } from './sharing-key.ts';

/** When a wall of screens comes back at once, who resumes from the same event is told together. */
const GATHER_MS = 50;

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
  /** Those of them whose stream was opened. */
  readonly #told = new WeakSet<Reader>();
  #ending = false;
  readonly #departures: Departures;
  readonly #news: RightsNews;
  readonly #ownRights: OwnRights;

  /** `graph` names the newest executor; for what is a viewer's own one waits `rightsWaitMs`. */
  constructor(
    graph: { readonly executor: Executor },
    logger: Logger,
    departures: Departures,
    news: RightsNews,
    rightsWaitMs?: number,
  ) {
    this.#graph = graph;
    this.#logger = logger;
    this.#ownRights = new OwnRights(logger, rightsWaitMs);
    this.#departures = departures;
    departures.onDeparture(() => this.#endUnbelieved());
    this.#news = news;
    news.onChange((whom) => this.#part(whom));
  }

  /** Opens a stream that ends when the viewer leaves, or their token does. */
  async open(asked: ReadyOperation, client: StreamClient): Promise<Reader> {
    const { viewer, requestId, traceparent } = client;
    const own = mayShare(asked, viewer)
      ? await this.#ownRights.read(this.#graph.executor.subgraphs, viewer.actor)
      : undefined;
    // From here to the seat nothing is awaited: news of the viewer's rights finds them in a source.
    const { executor } = this.#graph;
    // The supergraph may have changed since it was prepared.
    const operation = asked.schema === executor.schema ? asked : executor.renew(asked);
    const key = own === undefined ? undefined : sharingKey(operation, viewer, own);
    const arrival = { viewer, seen: resumesAfter(operation), traceparent };
    const source =
      (key === undefined ? undefined : this.#shared.find(key, arrival.seen)) ??
      this.#add(requestId, arrival, operation, key);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const reader = this.#seat(source, arrival, client, end);
    try {
      await Promise.race([source.opened(), ended]);
    } catch (fault) {
      if (reader.ended === undefined) {
        reader.end('left');
        throw fault;
      }
      // It was ended for another reason while it was being opened, which its last words say.
    }
    if (reader.ended === undefined) {
      this.#told.add(reader);
      liveReaders.inc();
      const { name } = operation.prepared;
      operations.inc({
        operation: operationLabel(name),
        kind: 'subscription',
        outcome: 'answered',
      });
    }
    return reader;
  }

  /** From here on whatever ends the stream finds its reader, also while it is being opened. */
  #seat(source: LiveSource, arrival: Arrival, client: StreamClient, ended: () => void): Reader {
    const { viewer } = arrival;
    const tie = new ClientTie(client);
    const reader: Reader = source.seat(arrival, (why) => {
      tie.release(why);
      this.#readers.delete(reader);
      if (this.#told.delete(reader)) {
        liveReaders.dec();
        liveEnds.inc({ why });
      }
      ended();
    });
    this.#readers.set(reader, viewer);
    tie.hold(reader);
    if (this.#ending) {
      reader.end('complete');
    } else if (!this.#departures.believes(viewer)) {
      reader.breakOff('revoked', RIGHTS_CHANGED);
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
        reader.breakOff('revoked', RIGHTS_CHANGED);
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
    this.#ending = true;
    for (const reader of this.#readers.keys()) {
      reader.end('complete');
    }
  }
}
