import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { registerEnumType } from 'type-graphql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import { correctionShown, ownCorrection } from './correction-request.access.ts';
import { CORRECTABLE_FIELDS, type CorrectableField } from './correctable-field.ts';

export const WORDS_LENGTH_MAX = 2_000;

export enum CorrectionState {
  ASKED = 'ASKED',
  MADE = 'MADE',
  NOT_MADE = 'NOT_MADE',
}
registerEnumType(CorrectionState, {
  name: 'CorrectionState',
  description: 'What became of a request to put the record right.',
});

const CorrectionRequestSchema = defineEntity({
  name: 'CorrectionRequest',
  tableName: 'correction_request',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('correction_request'),
    teamId: p.uuid(),
    field: p.text().$type<CorrectableField>(),
    saysNow: p.text().strictNullable(),
    shouldSay: p.text(),
    reason: p.text().strictNullable(),
    askedAt: p.datetime(3),
    state: p.text().$type<CorrectionState>(),
    /** In the words of whoever answered. */
    answerWords: p.text().strictNullable(),
    answeredBy: p.uuid().strictNullable(),
    answeredAt: p.datetime(3).strictNullable(),
    /** Then it says where somebody lives, and has the rule of the address. */
    aboutProtectedAddress: p.boolean().default(false),
  },
  indexes: [
    {
      name: 'correction_request_to_answer',
      properties: ['teamId', 'state', 'askedAt', 'id'],
    },
  ],
  checks: [
    { name: 'correction_request_field_known', expression: oneOf('field', CORRECTABLE_FIELDS) },
    {
      name: 'correction_request_state_known',
      expression: oneOf('state', Object.values(CorrectionState)),
    },
    {
      name: 'correction_request_answered',
      expression: `(state = 'ASKED') = (answered_at is null)
       and (state = 'ASKED') = (answered_by is null)`,
    },
    {
      name: 'correction_request_not_made_says_why',
      expression: `state <> 'NOT_MADE' or answer_words is not null`,
    },
    {
      name: 'correction_request_should_say_length',
      expression: lengthUpTo('should_say', WORDS_LENGTH_MAX),
    },
    {
      name: 'correction_request_reason_length',
      expression: lengthUpTo('reason', WORDS_LENGTH_MAX),
    },
    {
      name: 'correction_request_answer_words_length',
      expression: lengthUpTo('answer_words', WORDS_LENGTH_MAX),
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    ...policiesAboutPerson('correction_request'),
    { name: 'correction_request_ask', command: 'insert', check: ownCorrection },
    {
      name: 'correction_request_shown',
      type: 'restrictive',
      command: 'select',
      roles: ['people_app'],
      using: correctionShown,
    },
  ],
});

/** What a person asks to have put right (UK GDPR, article 16), and what became of it. */
export class CorrectionRequest extends CorrectionRequestSchema.class {
  /** Once answered, that stands: whoever is not content asks again. */
  conclude(
    state: CorrectionState.MADE | CorrectionState.NOT_MADE,
    { words, by, at }: { readonly words: string | null; readonly by: string; readonly at: Date },
  ): void {
    if (this.state !== CorrectionState.ASKED) {
      throw new Refusal('CORRECTION_ANSWERED', 'This request has been answered.');
    }
    if (state === CorrectionState.NOT_MADE && words === null) {
      throw new Refusal('SAY_WHY', 'Say to the person why the record stays as it is.');
    }
    this.state = state;
    this.answerWords = words;
    this.answeredBy = by;
    this.answeredAt = at;
  }
}
CorrectionRequestSchema.setClass(CorrectionRequest);
export { CorrectionRequestSchema };
