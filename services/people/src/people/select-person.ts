import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/** The columns the graph shows of a person, ready to be returned as they are. */
export function selectPerson(db: Kysely<PeopleTables>) {
  return db
    .selectFrom('person')
    .select([
      'id',
      'teamId',
      'givenName',
      'familyName',
      'preferredName',
      'dateOfBirth',
      'district',
      'communicationNeeds',
      sql<string>`given_name || ' ' || family_name`.as('name'),
      sql<string | null>`regexp_replace(nhs_number, '(...)(...)(....)', '\\1 \\2 \\3')`.as(
        'nhsNumber',
      ),
    ]);
}
export type PersonRow = Awaited<
  ReturnType<ReturnType<typeof selectPerson>['executeTakeFirstOrThrow']>
>;
