import type { FeedSource } from '@connected-lives/kit/feed-source';
import { listen } from '@connected-lives/kit/http/listen';
import type { Logger } from '@connected-lives/kit/log';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import type { TokenVerifier } from '@connected-lives/kit/token';
import type { Tracer } from '@connected-lives/kit/trace';
import type { EdgeParts } from './edge/edge-parts.ts';
import { createGraphiqlFiles, type GraphiqlSettings } from './edge/graphiql-page.ts';
import { createEdgeServer } from './edge/http-server.ts';
import { serveMetrics } from './edge/metrics-server.ts';
import type { TrustedDocumentSettings } from './documents/trusted-documents.ts';
import { SignIn } from './edge/sign-in.ts';
import { EventLoopLag } from './edge/event-loop-lag.ts';
import { Load, type LoadSettings } from './edge/load.ts';
import { CurrentGraph } from './current-graph.ts';
import { Departures } from './rights/departures.ts';
import { RightsFollower } from './rights/follow-rights.ts';
import { RightsNews } from './rights/rights-news.ts';
import type { Executor } from './executor.ts';
import type { Timeouts } from './executor-settings.ts';
import type { Limits } from './limits/limits.ts';
import { RateLimit, type RateLimitSettings } from './limits/rate-limit.ts';
import { LiveStreams } from './live/live-streams.ts';
import { Observer } from './observe/observer.ts';
import { OverHttpSubgraph } from './transport/over-http.ts';

export interface GatewaySettings {
  readonly supergraphSdl: string;
  readonly subgraphs: readonly Subgraph[];
  readonly verifier: TokenVerifier;
  /** The events of the people service, which tell whose rights change. Without it nobody's do. */
  readonly peopleFeed?: FeedSource;
  readonly logger: Logger;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** In production the graph does not describe itself, and refusals guess nothing. */
  readonly production: boolean;
  readonly allowIntrospection?: boolean;
  readonly graphiql?: GraphiqlSettings;
  /** Origins whose pages may use the gateway from a browser, besides its own. */
  readonly allowedOrigins?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** How much may be under way before new operations are refused. */
  readonly load?: Partial<LoadSettings>;
  /** How long subgraphs and whole operations may take. */
  readonly timeouts?: Partial<Timeouts>;
  /** Fields that may take fifteen seconds instead of two, by `Type.field`. */
  readonly slowFields?: readonly string[];
  readonly weights?: Readonly<Record<string, number>>;
  /** What one viewer may ask for in a minute. */
  readonly rateLimit?: RateLimitSettings;
  /** What one machine may ask for in a minute without a token: 1,000 unless said otherwise. */
  readonly publicPointsPerMinute?: number;
  /**
   * How many proxies of the council's own stand before the gateway. Unless it is said, one on the
   * same machine is believed about whom it speaks for, and no other.
   */
  readonly trustedProxies?: number;
  /** Stored operations. With them, a gateway in production answers no others, but for explorers. */
  readonly trustedDocuments?: TrustedDocumentSettings;
  /** Makes the spans of OpenTelemetry. Without one there are none. */
  readonly tracer?: Tracer | undefined;
  /** From how many milliseconds on an operation is logged as slow: a thousand unless said otherwise. */
  readonly slowOperationMs?: number;
  /** A secret that makes the hashes of variables in the logs of several gateways comparable. */
  readonly variablesHashKey?: string;
  /**
   * Where Prometheus reads `/metrics`, on this machine only. Without one, that is the graph's own
   * port; in production, where every client reaches that, there is then no such page.
   */
  readonly metricsPort?: number | undefined;
}

const PUBLIC_POINTS_PER_MINUTE = 1_000;
const NO_DOCUMENTS: TrustedDocumentSettings = { manifest: new Map(), mayExplore: [] };

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  /** Null when the metrics are not shown. */
  readonly metricsUrl: string | null;
  readonly executor: Executor;
  /**
   * Takes another supergraph of the same subgraphs, and with it other stored operations if given. Throws, and goes on as before, when it is not
   * one; else what is under way finishes by the old one and what comes next uses the new.
   */
  reload(supergraphSdl: string, trustedDocuments?: TrustedDocumentSettings): void;
  /** Stops within ten seconds: what is under way is finished, live streams are ended. */
  stop(): Promise<void>;
}

const DRAIN_MS = 10_000;

/** Opens the council's graph to the world: the only way in for clients. */
export async function startGateway(settings: GatewaySettings): Promise<RunningGateway> {
  const { logger, production, metricsPort } = settings;
  const observer = new Observer({
    ...settings,
    remote: new Set(settings.subgraphs.filter(isRemote).map(({ name }) => name)),
  });
  const graph = new CurrentGraph(
    settings.supergraphSdl,
    {
      subgraphs: settings.subgraphs,
      limits: settings.limits ?? {},
      weights: settings.weights ?? {},
      introspection: settings.allowIntrospection ?? !production,
      suggestions: !production,
      ...settings.timeouts,
      observer,
      ...(settings.slowFields !== undefined && { slowFields: settings.slowFields }),
      trustedDocuments: settings.trustedDocuments ?? NO_DOCUMENTS,
      enforceTrustedDocuments: production && settings.trustedDocuments !== undefined,
    },
    logger,
  );
  const lag = new EventLoopLag();
  const departures = new Departures(() => Date.now());
  const news = new RightsNews();
  const follower =
    settings.peopleFeed && new RightsFollower(settings.peopleFeed, departures, news, logger);
  const parts: EdgeParts = {
    get executor() {
      return graph.executor;
    },
    logger,
    load: new Load(settings.load ?? {}, () => lag.ms),
    signIn: new SignIn(settings.verifier, departures),
    departures,
    get departuresKnown() {
      return follower?.upToDate ?? true;
    },
    get documents() {
      return graph.documents;
    },
    rateLimit: await RateLimit.open(settings.rateLimit ?? {}),
    publicRateLimit: await RateLimit.open({
      ...settings.rateLimit,
      pointsPerMinute: settings.publicPointsPerMinute ?? PUBLIC_POINTS_PER_MINUTE,
      counts: 'client',
    }),
    trustedProxies: settings.trustedProxies,
    showPlans: !production,
    live: new LiveStreams(graph, logger, departures, news, settings.timeouts?.subgraphTimeoutMs),
    observer,
  };
  const edge = createEdgeServer(parts, {
    allowedOrigins: settings.allowedOrigins ?? [],
    metrics: metricsPort === undefined && !production,
    files: settings.graphiql === undefined ? new Map() : createGraphiqlFiles(settings.graphiql),
  });
  const host = settings.host ?? '127.0.0.1';
  // Nobody gets in with an old token between the first request and the first page of the feed.
  await follower?.start();
  const metrics = metricsPort === undefined ? undefined : await serveMetrics(metricsPort);
  const port = await listen(edge.server, settings.port, host).catch(async (error: unknown) => {
    await Promise.all([metrics?.stop(), follower?.stop()]);
    throw error;
  });
  const url = `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;
  return {
    url,
    port,
    metricsUrl: metrics?.url ?? (production ? null : `${url}/metrics`),
    get executor() {
      return graph.executor;
    },
    reload(supergraphSdl, trustedDocuments) {
      graph.take(supergraphSdl, trustedDocuments);
      parts.live.followGraph();
    },
    async stop() {
      await edge.stop(DRAIN_MS);
      await Promise.all([metrics?.stop(), follower?.stop()]);
      lag.stop();
    },
  };
}

function isRemote(subgraph: Subgraph): boolean {
  return subgraph instanceof OverHttpSubgraph;
}
