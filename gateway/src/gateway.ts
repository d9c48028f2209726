import type { AddressInfo } from 'node:net';
import type { Logger } from '@connected-lives/kit/log';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import type { TokenVerifier } from '@connected-lives/kit/token';
import type { EdgeParts } from './edge/edge-parts.ts';
import { createGraphiqlFiles, type GraphiqlSettings } from './edge/graphiql-page.ts';
import { createEdgeServer } from './edge/http-server.ts';
import type { TrustedDocumentSettings } from './documents/trusted-documents.ts';
import { SignIn } from './edge/sign-in.ts';
import { EventLoopLag } from './edge/event-loop-lag.ts';
import { Load, type LoadSettings } from './edge/load.ts';
import { CurrentGraph } from './current-graph.ts';
import type { Executor } from './executor.ts';
import type { Limits } from './limits/limits.ts';
import { RateLimit, type RateLimitSettings } from './limits/rate-limit.ts';
import { LiveStreams } from './live/live-streams.ts';
import { OverHttpSubgraph } from './transport/over-http.ts';

export interface GatewaySettings {
  readonly supergraphSdl: string;
  readonly subgraphs: readonly Subgraph[];
  readonly verifier: TokenVerifier;
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
  /** Fields that may take fifteen seconds instead of two, by `Type.field`. */
  readonly slowFields?: readonly string[];
  readonly weights?: Readonly<Record<string, number>>;
  /** What one viewer may ask for in a minute. */
  readonly rateLimit?: RateLimitSettings;
  /** Stored operations. With them, a gateway in production answers no others, but for explorers. */
  readonly trustedDocuments?: TrustedDocumentSettings;
}

const NO_DOCUMENTS: TrustedDocumentSettings = { manifest: new Map(), mayExplore: [] };

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
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
  const { logger, production } = settings;
  const graph = new CurrentGraph(
    settings.supergraphSdl,
    {
      subgraphs: settings.subgraphs,
      limits: settings.limits ?? {},
      weights: settings.weights ?? {},
      introspection: settings.allowIntrospection ?? !production,
      suggestions: !production,
      ...(settings.slowFields !== undefined && { slowFields: settings.slowFields }),
      trustedDocuments: settings.trustedDocuments ?? NO_DOCUMENTS,
      enforceTrustedDocuments: production && settings.trustedDocuments !== undefined,
    },
    logger,
  );
  const lag = new EventLoopLag();
  const parts: EdgeParts = {
    get executor() {
      return graph.executor;
    },
    logger,
    load: new Load(settings.load ?? {}, () => lag.ms),
    signIn: new SignIn(settings.verifier),
    get documents() {
      return graph.documents;
    },
    rateLimit: await RateLimit.open(settings.rateLimit ?? {}),
    showPlans: !production,
    // Another process believes tokens only, and a request carries one viewer's.
    live: new LiveStreams(graph, logger, (subgraph) => !(subgraph instanceof OverHttpSubgraph)),
  };
  const edge = createEdgeServer(parts, {
    allowedOrigins: settings.allowedOrigins ?? [],
    files: settings.graphiql === undefined ? new Map() : createGraphiqlFiles(settings.graphiql),
  });
  const host = settings.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    edge.server.once('error', reject);
    edge.server.listen(settings.port, host, resolve);
  });
  const { port } = edge.server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`,
    port,
    get executor() {
      return graph.executor;
    },
    reload(supergraphSdl, trustedDocuments) {
      graph.take(supergraphSdl, trustedDocuments);
      parts.live.followGraph();
    },
    async stop() {
      await edge.stop(DRAIN_MS);
      lag.stop();
    },
  };
}
