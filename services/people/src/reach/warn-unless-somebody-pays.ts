import { sql } from 'kysely';
import type { PeopleContext } from '../people.context.ts';
import type { Warning } from '../people/person-recorded.type.ts';

type Reads = PeopleContext['db'];

const PAID_FOR = 'The council pays for this person.';

/**
 * What to look at again when a record is sealed of somebody for whom the council pays: whoever is not
 * named is shut out, and pays no more. Officers of finance are no practitioners, and there is no list
 * of them: they are in their access tokens. What is known is who came as one and looked at somebody,
 * which all do who pay. So one of those is enough; of anybody else it is said that nobody knows.
 */
export async function warnUnlessSomebodyPays(
  db: Reads,
  personId: string,
  named: readonly string[],
): Promise<Warning[]> {
  if (!(await isPaidFor(db, personId)) || (await cameAsFinance(db, named))) {
    return [];
  }
  const message = (await areAllSomebodyElse(db, named))
    ? `${PAID_FOR} Name an officer of finance, or nobody pays.`
    : `${PAID_FOR} Nobody whom you name has been here as an officer of finance. See that one of them is, by the id of their access token, or nobody pays.`;
  return [{ field: 'practitionerIds', message }];
}

async function isPaidFor(db: Reads, personId: string): Promise<boolean> {
  const { paidFor } = await db
    .selectFrom('person')
    .select('paidFor')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return paidFor;
}

async function cameAsFinance(db: Reads, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ came: boolean }>`
    select came_as_finance(${ids}::uuid[]) as came`.execute(db);
  return rows[0]?.came === true;
}

/** Practitioners, and people in the viewer's reach: of others nothing is told by it. */
async function areAllSomebodyElse(db: Reads, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    select count(*)::int as known from (
      select id from practitioner where id = any (${ids}::uuid[])
      union select id from person where id = any (${ids}::uuid[])) as somebody`.execute(db);
  return rows[0]?.known === new Set(ids.map((id) => id.toLowerCase())).size;
}
