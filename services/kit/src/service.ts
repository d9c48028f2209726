import type { GraphQLSchema } from 'graphql';
import { AccessLog } from './access-log.ts';
import { type EventConsumer, Following, type ServiceName } from './consumer.ts';
import type { ServiceContext, ServiceParts } from './context.ts';
import { type DatabaseDefinition, openOrm } from './database.ts';
import { EventFeed } from './event-feed.ts';
import type { FeedSource } from './feed-source.ts';
import { InProcessSubgraph } from './in-process.ts';
import type { Logger } from './log.ts';
import { createPool } from './pool.ts';
import type { OperationRequest } from './subgraph.ts';

export type { ServiceName };

/** All that makes one service, said once in its `….service.ts`. */
export interface ServiceDefinition<DB, L> {
  readonly name: ServiceName;
  readonly database: DatabaseDefinition;
  readonly schema: GraphQLSchema;
  /** The subgraph's schema as composition reads it. */
  readonly sdl: string;
  readonly createLoaders: (ctx: ServiceContext<DB>) => L;
  readonly consumers: readonly EventConsumer<DB>[];
  /** The table whose own id is the person's. */
  readonly personTable?: string;
}

export interface ServiceSettings {
  /** As the app role, under row-level security. */
  readonly databaseUrl: string;
  /** A read replica for queries. */
  readonly readDatabaseUrl?: string;
  readonly logger: Logger;
  readonly clock?: () => Date;
  /** The feeds of the other services. A function, because they start together. */
  readonly sources: Partial<Record<ServiceName, () => FeedSource>>;
  /** Connections in each pool. */
  readonly poolSize?: number;
}

export interface RunningService {
  readonly name: ServiceName;
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly subgraph: InProcessSubgraph<never, never>;
  readonly feed: EventFeed;
  /** What one operation may use: for tests and for jobs of the service itself. */
  contextFor<DB, L>(request: OperationRequest): ServiceContext<DB, L>;
  ready(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts a service on its migrated database. The order of starting services does not matter. */
export async function startService<DB, L>(
  definition: ServiceDefinition<DB, L>,
  settings: ServiceSettings,
): Promise<RunningService> {
  const { name, schema, sdl } = definition;
  const { databaseUrl, readDatabaseUrl, logger: log, poolSize = 12 } = settings;
  const orm = await openOrm(definition.database, databaseUrl, poolSize);
  const pool = createPool(databaseUrl, name, poolSize);
  const readPool =
    readDatabaseUrl === undefined ? pool : createPool(readDatabaseUrl, `${name} reads`, poolSize);
  const feed = new EventFeed(pool, log);
  await feed.start();

  const followings = new Map(
    definition.consumers.map((consumer) => [
      consumer.from,
      new Following<DB>({
        service: name,
        consumer,
        source: lazySource(consumer.from, settings),
        pool,
        log,
        learned: () => feed.wakeSoon(),
      }),
    ]),
  );
  const parts: ServiceParts = {
    name,
    orm,
    pool,
    readPool,
    feed,
    accessLog: new AccessLog(pool),
    log,
    now: settings.clock ?? (() => new Date()),
    catchUp: async (from) => followings.get(from)?.catchUp(),
    personTable: definition.personTable,
  };
  const subgraph = new InProcessSubgraph(schema, parts, definition.createLoaders);
  followings.forEach((following) => following.start());

  return {
    name,
    schema,
    sdl,
    subgraph: subgraph as unknown as InProcessSubgraph<never, never>,
    feed,
    contextFor: ((request: OperationRequest) => subgraph.contextFor(request)) as never,
    ready: () => subgraph.ready(),
    async stop() {
      await Promise.all([...followings.values()].map((following) => following.stop()));
      await feed.stop();
      await Promise.all([pool.end(), readPool === pool ? undefined : readPool.end(), orm.close()]);
    },
  };
}

function lazySource(from: ServiceName, settings: ServiceSettings): FeedSource {
  const source = settings.sources[from];
  if (source === undefined) {
    throw new Error(`This service follows ${from}, so it needs its feed.`);
  }
  return {
    page: (...args) => source().page(...args),
    peek: (...args) => source().peek(...args),
  };
}
