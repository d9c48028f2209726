import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import type { Warning } from '../people/person-recorded.type.ts';
import type { PeopleTables } from '../tables.ts';
import { SCORE_MIN } from './compare-records.ts';

interface Compared {
  readonly score: number;
  readonly birthDatesDiffer: boolean;
  readonly nhsNumbersDiffer: boolean;
}

/**
 * What speaks for two people where somebody says it is one. Whoever knows them may know better, so
 * nothing is refused for it; a slip of the finger is undone at once.
 */
export async function warningsOfPair(
  { db }: Pick<Transaction<PeopleTables>, 'db'>,
  keptId: string,
  mergedId: string,
): Promise<Warning[]> {
  const { rows } = await sql<Compared>`
    select compared.score,
      coalesce(kept.date_of_birth <> merged.date_of_birth, false) as "birthDatesDiffer",
      coalesce(kept.nhs_number <> merged.nhs_number, false) as "nhsNumbersDiffer"
    from person as kept
    cross join person as merged
    cross join lateral compare_people(kept, merged, exists (
      select from address as here join address as there using (postcode)
      where here.person_id = kept.id and there.person_id = merged.id
        and here.until_on is null and there.until_on is null)) as compared
    where kept.id = ${keptId}::uuid and merged.id = ${mergedId}::uuid`.execute(db);
  return rows.flatMap(({ score, birthDatesDiffer, nhsNumbersDiffer }) => [
    ...warn(birthDatesDiffer, 'The dates of birth differ.'),
    ...warn(nhsNumbersDiffer, 'The NHS numbers differ.'),
    ...warn(
      score < SCORE_MIN,
      'These records are less alike than any that duplicatesToLookAt shows.',
    ),
  ]);
}

function warn(wrong: boolean, message: string): Warning[] {
  return wrong ? [{ field: 'mergedId', message }] : [];
}
