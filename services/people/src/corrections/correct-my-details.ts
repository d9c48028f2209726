import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { requireOneLine } from '@connected-lives/kit/unseen-characters';
import { IsEnum, Matches, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { isProtected } from '../addresses/protection.ts';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { requireNhsNumber } from '../people/nhs-number.ts';
import { requireOwnRecord } from '../rights/whose-to-write.ts';
import { CorrectableField, MAY_SAY_WHERE } from './correctable-field.ts';
import {
  CorrectionRequest,
  CorrectionState,
  WORDS_LENGTH_MAX,
} from './correction-request.entity.ts';
import { correctionAsked } from './correction-request.events.ts';
import { whatItSays } from './what-it-says.ts';

@InputType()
export class CorrectMyDetailsInput extends MutationInput {
  @Field(() => CorrectableField)
  @IsEnum(CorrectableField)
  readonly field!: CorrectableField;

  @Field(() => String, { description: 'What it should say.' })
  @MaxLength(WORDS_LENGTH_MAX)
  @Matches(/\S/, { message: 'Say what it should say' })
  readonly shouldSay!: string;

  @TextField(WORDS_LENGTH_MAX, 'Where it says it and what, for SOMETHING_ELSE.')
  readonly saysNow?: string | null;

  @TextField(WORDS_LENGTH_MAX, 'Why, when there is something to explain.')
  readonly reason?: string | null;
}

/** What a use case about a request answers with. Ids only, because the first answer is kept. */
export interface CorrectionRecorded {
  readonly id: string;
  readonly personId: string;
}

/**
 * A person asks to have their own record put right. The record stays as it is until somebody has
 * answered, and the request stays whatever the answer.
 */
export function correctMyDetails(
  ctx: PeopleContext,
  input: CorrectMyDetailsInput,
): Promise<CorrectionRecorded> {
  const personId = requireOwnRecord(ctx.actor);
  requireReadable(input);
  return onceOnly(ctx, 'correctMyDetails', input, async (tx) => {
    const { field, shouldSay, saysNow = null, reason = null } = input;
    const person = await holdPerson(tx, personId);
    const request = tx.em.create(CorrectionRequest, {
      personId,
      teamId: person.teamId,
      field,
      saysNow: (await whatItSays(tx, personId, field)) ?? saysNow,
      shouldSay,
      reason,
      askedAt: ctx.now(),
      state: CorrectionState.ASKED,
      answerWords: null,
      answeredBy: null,
      answeredAt: null,
      aboutProtectedAddress: MAY_SAY_WHERE.includes(field) && (await isProtected(tx, personId)),
    });
    await tx.em.flush();
    await tx.record(correctionAsked(request));
    return { id: request.id, personId };
  });
}

/** What could never be written down is said at once, and not days later. */
function requireReadable({ field, shouldSay }: CorrectMyDetailsInput): void {
  if (field !== CorrectableField.ADDRESS && field !== CorrectableField.SOMETHING_ELSE) {
    requireOneLine({ shouldSay });
  }
  if (field === CorrectableField.NHS_NUMBER) {
    requireNhsNumber(shouldSay);
  }
  if (field === CorrectableField.DATE_OF_BIRTH) {
    requireDay(shouldSay);
  }
}

export function requireDay(text: string): string {
  const at = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text) {
    throw new Refusal('BAD_USER_INPUT', 'Write the day as YYYY-MM-DD.', { fields: ['shouldSay'] });
  }
  return text;
}
