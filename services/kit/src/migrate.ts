import { openOrm, type DatabaseDefinition } from './database.ts';

/** Brings one database up to date. Runs as the owner role, the only one that may change tables. */
export async function migrate(definition: DatabaseDefinition, ownerUrl: string): Promise<void> {
  const orm = await openOrm(definition, ownerUrl, 2);
  try {
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
}

/**
 * What the entities say and the migrations did not do, as SQL; '' when they agree. Finds a column
 * without a migration, a column without an entity and a policy that was dropped.
 */
export async function schemaDrift(
  definition: DatabaseDefinition,
  ownerUrl: string,
): Promise<string> {
  const orm = await openOrm(definition, ownerUrl, 2);
  try {
    return (await orm.schema.getUpdateSchemaSQL({ wrap: false })).trim();
  } finally {
    await orm.close();
  }
}
