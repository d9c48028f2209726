import type { AddressInfo } from 'node:net';
import type { Logger } from '@connected-lives/kit/log';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import type { TokenVerifier } from '@connected-lives/kit/token';
import type { EdgeParts } from './edge/edge-parts.ts';
import { createGraphiqlFiles, type GraphiqlSettings } from './edge/graphiql-page.ts';
import { createEdgeServer } from './edge/http-server.ts';
import { subgraphFetchSeconds } from './metrics.ts';
import { SignIn } from './edge/sign-in.ts';
import { Executor } from './executor.ts';
import type { Limits } from './limits/limits.ts';
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
  readonly weights?: Readonly<Record<string, number>>;
}

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  readonly executor: Executor;
  /** Stops within ten seconds: what is under way is finished, live streams are ended. */
  stop(): Promise<void>;
}

const DRAIN_MS = 10_000;

/** Opens the council's graph to the world: the only way in for clients. */
export async function startGateway(settings: GatewaySettings): Promise<RunningGateway> {
  const { logger, production } = settings;
  const executor = new Executor({
    supergraphSdl: settings.supergraphSdl,
    subgraphs: settings.subgraphs,
    limits: settings.limits ?? {},
    weights: settings.weights ?? {},
    introspection: settings.allowIntrospection ?? !production,
    suggestions: !production,
    failed: (subgraph, requestId, fault) =>
      logger.error({ subgraph, requestId, fault: nameOf(fault) }, 'subgraph failed'),
    fetched: (subgraph, outcome, seconds) =>
      subgraphFetchSeconds.observe({ subgraph, outcome }, seconds),
  });
  const parts: EdgeParts = {
    executor,
    logger,
    signIn: new SignIn(settings.verifier),
    // Another process believes tokens only, and a request carries one viewer's.
    live: new LiveStreams(executor, logger, (subgraph) => !(subgraph instanceof OverHttpSubgraph)),
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
    executor,
    stop: () => edge.stop(DRAIN_MS),
  };
}

/** Messages of faults may quote a record, so the log gets what kind of fault it was. */
function nameOf(fault: unknown): string {
  if (!(fault instanceof Error)) {
    return typeof fault;
  }
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' ? `${fault.name} ${code}` : fault.name;
}
