import { Migrator } from '@mikro-orm/migrations';
import {
  type Constructor,
  defineConfig,
  type EntityName,
  MikroORM,
  type Options,
  UnderscoreNamingStrategy,
} from '@mikro-orm/postgresql';
import type { Migration } from '@mikro-orm/migrations';
import { CHAIN_TABLES } from './access-chain.ts';
import { FOUNDATION_TABLES } from './foundation.ts';
import { REACH_TABLES } from './reach.ts';

/** The tables of one service and how they came to be. */
export interface DatabaseDefinition {
  readonly entities: readonly EntityName[];
  /** In order; the class name is the name in the migrations table and never changes. */
  readonly migrations: readonly Constructor<Migration>[];
  /** Tables that SQL functions own and no entity maps, such as a ledger. */
  readonly unmapped?: readonly string[];
}

/** MikroORM for one database. Connects at the first query. */
export function openOrm(definition: DatabaseDefinition, url: string, max = 10): Promise<MikroORM> {
  return MikroORM.init(ormOptions(definition, url, max));
}

export function ormOptions(definition: DatabaseDefinition, url: string, max = 10): Options {
  return defineConfig({
    clientUrl: url,
    entities: [...definition.entities] as never[],
    extensions: [Migrator],
    namingStrategy: UnderscoreNamingStrategy,
    pool: { min: 0, max },
    // With batched updates, MikroORM 7.2 loses concurrent updates of versioned rows.
    useBatchUpdates: false,
    driverOptions: { options: '-c transaction_timeout=15000 -c statement_timeout=15000' },
    logger: () => undefined,
    discovery: { warnWhenNoEntities: false },
    schemaGenerator: {
      skipTables: [
        ...FOUNDATION_TABLES,
        ...REACH_TABLES,
        ...CHAIN_TABLES,
        ...(definition.unmapped ?? []),
      ],
      // Audit triggers and SQL functions belong to the migrations; the tests look at them there.
      ignoreTriggers: true,
      ignoreRoutines: true,
    },
    migrations: {
      migrationsList: definition.migrations.map((migration) => ({
        name: migration.name,
        class: migration,
      })),
      snapshot: false,
      transactional: true,
      allOrNothing: true,
    },
  }) as Options;
}
