import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import type { PeopleContext } from '../people.context.ts';
import { changePerson } from './change-person.ts';
import type { UpdatePersonDetailsInput } from './person-change.input.ts';
import type { PersonRecorded } from './person-recorded.type.ts';
import { recordTakenNhsNumber } from './record-taken-nhs-number.ts';

/**
 * Writes down what is known of a person. For the staff who reach them: the person themself asks for
 * a correction instead. `movePersonToTeam` hands them to another team.
 */
export function updatePersonDetails(
  ctx: PeopleContext,
  input: UpdatePersonDetailsInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'updatePersonDetails', input, async (tx) => {
    const { personId, idempotencyKey: _, ...change } = input;
    return { personId, warnings: await changePerson(tx, personId, change, ctx.now()) };
  }).catch((fault: unknown) => recordTakenNhsNumber(ctx, input.nhsNumber, fault));
}
