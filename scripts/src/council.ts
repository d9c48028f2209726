import type { TrustedDocumentSettings } from '@connected-lives/gateway/documents/trusted-documents';
import { type RunningGateway, startGateway } from '@connected-lives/gateway/gateway';
import type { RateLimitSettings } from '@connected-lives/gateway/limits/rate-limit';
import { OverHttpSubgraph } from '@connected-lives/gateway/transport/over-http';
import { feedOverHttp, type TokenSource } from '@connected-lives/kit/feed-over-http';
import type { FeedSource } from '@connected-lives/kit/feed-source';
import { serveOverHttp } from '@connected-lives/kit/http-service';
import { createLogger } from '@connected-lives/kit/log';
import type { RunningService } from '@connected-lives/kit/service';
import type { ServiceName } from '@connected-lives/kit/service-name';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import type { TokenVerifier } from '@connected-lives/kit/token';
import type { TracerProvider as Tracers } from '@opentelemetry/api';
import type { DatabaseSettings } from './config.ts';
import type { GatewayChoice } from './gateway/config.ts';
import { graphiqlFor } from './graphiql.ts';
import { explainPort, explainPorts } from './listen.ts';
import { startNamedService } from './start-named-service.ts';

export interface CouncilOptions {
  /** Of migrated databases. */
  readonly urls: DatabaseSettings;
  readonly supergraphSdl: string;
  readonly verifier: TokenVerifier;
  /** Together: services are called directly. Apart: each over HTTP, as if on its own host. */
  readonly arrangement: 'together' | 'apart';
  /** How services that are apart may follow each other's events. */
  readonly serviceToken: TokenSource;
  /** Of the gateway, and of the services when they are apart. 0, or none, for any free one. */
  readonly ports?: Partial<Readonly<Record<'gateway' | ServiceName, number>>>;
  /** Where GraphiQL gets the token of a demo person. Without it there is no such page. */
  readonly demoTokenUrl?: string;
  readonly rateLimit?: RateLimitSettings;
  /** The stored operations. In production nothing else is answered, but for analysts. */
  readonly trustedDocuments?: TrustedDocumentSettings;
  /** What else was set of the gateway. */
  readonly gateway?: GatewayChoice;
  /** Where the spans of the gateway and of the services go, when they are wanted. */
  readonly tracers?: Tracers | undefined;
  readonly logLevel: string;
  readonly production?: boolean;
  readonly clock?: () => Date;
}

export interface RunningCouncil {
  /** Where the graph answers. */
  readonly url: string;
  readonly services: Readonly<Record<ServiceName, RunningService>>;
  /** Ends live streams, waits for what is being answered, and closes every connection. */
  stop(): Promise<void>;
}

/** One service of a council, as the gateway and the other services deal with it. */
interface Member {
  readonly service: RunningService;
  readonly subgraph: Subgraph;
  readonly feed: FeedSource;
  /** Afterwards the gateway must not ask any more. */
  stop(): Promise<void>;
}

/**
 * The three services and the gateway: what `npm start` runs, and what the end-to-end tests and the
 * bench run, in either arrangement.
 */
export async function startCouncil(options: CouncilOptions): Promise<RunningCouncil> {
  const members: Record<ServiceName, Promise<Member>> = {
    people: startMember('people', options, (name) => members[name]),
    practice: startMember('practice', options, (name) => members[name]),
    finance: startMember('finance', options, (name) => members[name]),
  };
  const stopMembers = async (): Promise<void> => {
    const stops = Object.values(members).map(async (member) => (await member).stop());
    // One that did not start has nothing to stop, and has said so already.
    await Promise.allSettled(stops);
  };
  try {
    const started = {
      people: await members.people,
      practice: await members.practice,
      finance: await members.finance,
    };
    const gateway = await startGatewayOver(started, options);
    return {
      url: gateway.url,
      services: {
        people: started.people.service,
        practice: started.practice.service,
        finance: started.finance.service,
      },
      async stop() {
        await gateway.stop();
        await stopMembers();
      },
    };
  } catch (error) {
    await stopMembers();
    throw error;
  }
}

async function startMember(
  name: ServiceName,
  options: CouncilOptions,
  memberOf: (name: ServiceName) => Promise<Member>,
): Promise<Member> {
  const { urls, arrangement, verifier, serviceToken, ports = {}, tracers, clock } = options;
  const logger = createLogger(name, options.logLevel);
  const service = await startNamedService(name, {
    databaseUrl: urls[name].app,
    replicaUrl: urls[name].replica,
    logger,
    tracers,
    clock,
    sources: sourcesOf(memberOf),
  });
  if (arrangement === 'together') {
    const { subgraph, feed } = service;
    return { service, subgraph, feed, stop: () => service.stop() };
  }
  try {
    const http = await serveOverHttp(service, { port: ports[name] ?? 0, verifier, logger });
    const subgraph = new OverHttpSubgraph(name, http.url);
    return {
      service,
      subgraph,
      feed: feedOverHttp(http.url, serviceToken),
      async stop() {
        await subgraph.stop();
        // At once: the others' feeds that this one follows end only when their followers do.
        await Promise.all([http.stop(), service.stop()]);
      },
    };
  } catch (error) {
    await service.stop();
    throw explainPort(error, ports[name] ?? 0, `${name.toUpperCase()}_PORT`);
  }
}

/** The services start together, so each waits for another's feed where it first reads it. */
function sourcesOf(
  memberOf: (name: ServiceName) => Promise<Member>,
): Record<ServiceName, () => FeedSource> {
  const looksOf = async (name: ServiceName): Promise<FeedSource> => {
    const { looks } = (await memberOf(name)).feed;
    if (looks === undefined) {
      throw new Error(`The looks of ${name} cannot be read.`);
    }
    return looks;
  };
  const later = (name: ServiceName) => (): FeedSource => ({
    page: async (...args) => (await memberOf(name)).feed.page(...args),
    peek: async (...args) => (await memberOf(name)).feed.peek(...args),
    looks: {
      page: async (...args) => (await looksOf(name)).page(...args),
      peek: async (...args) => (await looksOf(name)).peek(...args),
    },
  });
  return { people: later('people'), practice: later('practice'), finance: later('finance') };
}

async function startGatewayOver(
  members: Readonly<Record<ServiceName, Member>>,
  options: CouncilOptions,
): Promise<RunningGateway> {
  const { supergraphSdl, verifier, demoTokenUrl, ports = {}, production = false } = options;
  const { rateLimit, trustedDocuments, tracers, gateway: choice } = options;
  try {
    return await startGateway({
      ...choice,
      supergraphSdl,
      subgraphs: Object.values(members).map(({ subgraph }) => subgraph),
      peopleFeed: members.people.feed,
      verifier,
      logger: createLogger('gateway', options.logLevel),
      tracer: tracers?.getTracer('gateway'),
      port: ports.gateway ?? 0,
      production,
      ...(demoTokenUrl !== undefined && { graphiql: await graphiqlFor(demoTokenUrl) }),
      ...(rateLimit !== undefined && { rateLimit }),
      ...(trustedDocuments !== undefined && { trustedDocuments }),
    });
  } catch (error) {
    throw explainPorts(error, { PORT: ports.gateway, METRICS_PORT: choice?.metricsPort });
  }
}
