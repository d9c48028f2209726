import { isNhsNumber } from '@connected-lives/people/people/nhs-number';
import type pg from 'pg';
import { PlainError } from '../plain-error.ts';
import { readAsService } from './read-as-service.ts';

export interface Found {
  readonly id: string;
  readonly name: string;
  readonly nhsNumber: string | null;
  /** Records that turned out to be this person's too. */
  readonly mergedIds: readonly string[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One person by id or NHS number, with every record that was merged into theirs. */
export async function findPerson(people: pg.Client, given: string): Promise<Found> {
  const byNhsNumber = isNhsNumber(given);
  if (!byNhsNumber && !UUID.test(given)) {
    throw new PlainError(`${given} is neither the id of a person nor an NHS number.`);
  }
  const { rows } = await readAsService(people, () =>
    people.query<Found>(
      `select kept.id, kept.given_name || ' ' || kept.family_name as name,
       kept.nhs_number as "nhsNumber",
       array(select id from person as merged where merged.merged_into_id = kept.id) as "mergedIds"
     from person as asked
     join person as kept on kept.id = coalesce(asked.merged_into_id, asked.id)
     where asked.${byNhsNumber ? 'nhs_number' : 'id'} = $1`,
      [given.replaceAll(' ', '').toLowerCase()],
    ),
  );
  const [found] = rows;
  if (found === undefined) {
    throw new PlainError(
      `The council knows nobody with the ${byNhsNumber ? 'NHS number' : 'id'} ${given}.`,
    );
  }
  return found;
}
