import type { GraphQLSchema } from 'graphql';
import { AccessLog } from './access-log.ts';
import { logFailed } from './access-log-gap.ts';
import { Sealer } from './access-log-sealer.ts';
import { consumerName, type EventConsumer, Following } from './consumer.ts';
import type { ServiceContext, ServiceParts } from './context.ts';
import { type DatabaseDefinition, openOrm } from './database.ts';
import { EventFeed } from './event-feed.ts';
import type { FeedSource } from './feed-source.ts';
import { InProcessSubgraph } from './in-process.ts';
import { Jobs, type ServiceJob } from './job.ts';
import type { Logger } from './log.ts';
import { createPool } from './pool.ts';
import type { ServiceName } from './service-name.ts';
import type { OperationRequest } from './subgraph.ts';
import type { Tracer } from './trace.ts';

/** All that makes one service, said once in its `….service.ts`. */
export interface ServiceDefinition<DB, L> {
  readonly name: ServiceName;
  readonly database: DatabaseDefinition;
  readonly schema: GraphQLSchema;
  /** The subgraph's schema as composition reads it. */
  readonly sdl: string;
  readonly createLoaders: (ctx: ServiceContext<DB>) => L;
  readonly consumers: readonly EventConsumer<DB>[];
  /** What it does by itself now and then. */
  readonly jobs?: readonly ServiceJob<DB>[];
  /** The table whose own id is the person's. */
  readonly personTable?: string;
}

export interface ServiceSettings {
  /** As the app role, under row-level security. */
  readonly databaseUrl: string;
  /** A read replica for queries. */
  readonly readDatabaseUrl?: string;
  readonly logger: Logger;
  readonly tracer?: Tracer | undefined;
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
  const wake = (): void => feed.wakeSoon();
  const sealer = new Sealer(pool, log, wake);

  const followings = new Map(
    definition.consumers.map((consumer) => [
      consumerName(name, consumer),
      new Following<DB>({
        service: name,
        consumer,
        source: lazySource(
          consumer,
          consumer.from === name ? () => feed : settings.sources[consumer.from],
        ),
        pool,
        log,
        learned: wake,
      }),
    ]),
  );
  const parts: ServiceParts = {
    name,
    orm,
    pool,
    readPool,
    feed,
    accessLog: new AccessLog(pool, (gap) => void logFailed(pool, gap, log).then(wake)),
    log,
    tracer: settings.tracer,
    now: settings.clock ?? (() => new Date()),
    catchUp: async (from) => followings.get(consumerName(name, { from }))?.catchUp(),
    personTable: definition.personTable,
  };
  const jobs = new Jobs<DB>(definition.jobs ?? [], { pool, log, now: parts.now, done: wake });
  const subgraph = new InProcessSubgraph(schema, parts, definition.createLoaders);
  followings.forEach((following) => following.start());
  sealer.start();
  jobs.start();

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
      await jobs.stop();
      await sealer.stop();
      await feed.stop();
      await Promise.all([pool.end(), readPool === pool ? undefined : readPool.end(), orm.close()]);
    },
  };
}

function lazySource(
  { from, about }: Pick<EventConsumer<never>, 'from' | 'about'>,
  source: (() => FeedSource) | undefined,
): FeedSource {
  const find = (): FeedSource => {
    const found = about === 'looks' ? source?.().looks : source?.();
    if (found === undefined) {
      throw new Error(`This service follows ${from}, so it needs its feed.`);
    }
    return found;
  };
  if (source === undefined) {
    return find();
  }
  return {
    page: (...args) => find().page(...args),
    peek: (...args) => find().peek(...args),
  };
}
