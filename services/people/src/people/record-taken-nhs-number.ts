import { Refusal } from '@connected-lives/kit/refusal';
import { sql } from 'kysely';
import type { PeopleContext } from '../people.context.ts';

/**
 * For what a use case rejects with. Whoever tries a number learns from the refusal that somebody has
 * it: that is a look at them, and stands in their list.
 */
export async function recordTakenNhsNumber(
  ctx: PeopleContext,
  nhsNumber: string | null | undefined,
  fault: unknown,
): Promise<never> {
  if (fault instanceof Refusal && fault.code === 'NHS_NUMBER_TAKEN') {
    const { rows } = await sql<{ personId: string | null }>`
      select record_with_nhs_number(${(nhsNumber ?? '').replaceAll(' ', '')}) as person_id`.execute(
      ctx.db,
    );
    rows.forEach((row) => ctx.saw(row));
  }
  throw fault;
}
