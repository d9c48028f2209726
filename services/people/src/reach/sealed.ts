import type { Kysely } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/** What closes records to everybody who is not named, now. */
export function selectSealed(db: Kysely<PeopleTables>) {
  return db
    .selectFrom('closure')
    .select('personId')
    .where('why', '=', 'SEALED')
    .where('untilAt', 'is', null);
}

export async function isSealed(db: Kysely<PeopleTables>, personId: string): Promise<boolean> {
  const sealed = await selectSealed(db).where('personId', '=', personId).executeTakeFirst();
  return sealed !== undefined;
}
