import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsBoolean, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { AddressInput } from '../addresses/address.input.ts';
import { writeAddress } from '../addresses/write-address.ts';
import type { PeopleContext } from '../people.context.ts';
import { changePerson } from '../people/change-person.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PersonChange } from '../people/person-change.input.ts';
import { changeCodes, type CodeChange } from '../people/record-statutory-codes.ts';
import type { PeopleTables } from '../tables.ts';
import { type CorrectionRecorded, requireDay } from './correct-my-details.ts';
import { CorrectableField } from './correctable-field.ts';
import {
  CorrectionRequest,
  CorrectionState,
  WORDS_LENGTH_MAX,
} from './correction-request.entity.ts';
import { correctionAnswered } from './correction-request.events.ts';

@InputType()
export class AnswerCorrectionInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly correctionId!: string;

  @Field(() => Boolean, { description: 'Whether the record says it from now on.' })
  @IsBoolean()
  readonly made!: boolean;

  @TextField(WORDS_LENGTH_MAX, 'To the person. Needed when the record stays as it is.')
  readonly words?: string | null;

  @TextField(WORDS_LENGTH_MAX, 'What it says now, when that is not word for word what was asked.')
  readonly value?: string | null;

  @Field(() => AddressInput, {
    nullable: true,
    description: 'The address as it is from now on, for a correction of ADDRESS that is made.',
  })
  @IsOptional()
  @ValidateNested()
  readonly address?: AddressInput | null;
}

/**
 * Answers a person who asked to have their record put right. What is made is written here and in the
 * same way as by hand; SOMETHING_ELSE is put right where it stands.
 */
export function answerCorrection(
  ctx: PeopleContext,
  input: AnswerCorrectionInput,
): Promise<CorrectionRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'answerCorrection', input, async (tx) => {
    const id = input.correctionId;
    const known = await tx.em.findOne(CorrectionRequest, { id });
    if (known === null) {
      throw notFound('request');
    }
    // What is made changes the person, who is locked before anything about them.
    await lockPerson(tx, known.personId);
    const request = await tx.em.findOneOrFail(
      CorrectionRequest,
      { id },
      {
        lockMode: LockMode.PESSIMISTIC_WRITE,
        refresh: true,
        failHandler: () => notFound('request'),
      },
    );
    const now = ctx.now();
    request.conclude(input.made ? CorrectionState.MADE : CorrectionState.NOT_MADE, {
      words: input.words ?? null,
      by: ctx.actor.practitionerId ?? ctx.actor.id,
      at: now,
    });
    await tx.record(correctionAnswered(request));
    if (input.made) {
      const { personId, field, shouldSay } = request;
      const text = (input.value ?? shouldSay).trim();
      await MAKE[field]({ tx, personId, text, address: input.address ?? null, now });
    }
    return { id: request.id, personId: request.personId };
  });
}

interface Making {
  readonly tx: Transaction<PeopleTables>;
  readonly personId: string;
  /** What it should say. */
  readonly text: string;
  readonly address: AddressInput | null;
  readonly now: Date;
}

const change =
  (changeTo: (text: string) => PersonChange) =>
  ({ tx, personId, text, now }: Making): Promise<unknown> =>
    changePerson(tx, personId, changeTo(text), now);

const code =
  (changeTo: (text: string) => CodeChange) =>
  ({ tx, personId, text, now }: Making): Promise<unknown> =>
    changeCodes(tx, personId, changeTo(text), now);

/** How each is written down: the same way as by hand. */
const MAKE: Readonly<Record<CorrectableField, (making: Making) => Promise<unknown>>> = {
  [CorrectableField.GIVEN_NAME]: change((givenName) => ({ givenName })),
  [CorrectableField.FAMILY_NAME]: change((familyName) => ({ familyName })),
  [CorrectableField.PREFERRED_NAME]: change((preferredName) => ({ preferredName })),
  [CorrectableField.PRONOUNS]: change((pronouns) => ({ pronouns })),
  [CorrectableField.DATE_OF_BIRTH]: change((day) => ({ dateOfBirth: requireDay(day) })),
  [CorrectableField.NHS_NUMBER]: change((nhsNumber) => ({ nhsNumber })),
  [CorrectableField.GP_PRACTICE_CODE]: change((gpPracticeCode) => ({ gpPracticeCode })),
  [CorrectableField.FIRST_LANGUAGE]: change((firstLanguage) => ({ firstLanguage })),
  [CorrectableField.ETHNICITY]: code((ethnicity) => ({ ethnicity })),
  [CorrectableField.GENDER]: code((gender) => ({ gender })),
  [CorrectableField.ADDRESS]: ({ tx, personId, address, now }) =>
    writeAddress(tx, personId, requireAddress(address), now),
  // Whoever answers has put it right where it stands.
  [CorrectableField.SOMETHING_ELSE]: () => Promise.resolve(),
};

function requireAddress(address: AddressInput | null): AddressInput {
  if (address === null) {
    throw new Refusal('BAD_USER_INPUT', 'Write down the address as it is from now on.', {
      fields: ['address'],
    });
  }
  return address;
}
