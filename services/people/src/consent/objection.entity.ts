import { lengthChecks, oneOf } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { registerEnumType } from 'type-graphql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

export enum ObjectionAnswer {
  STOPPED = 'STOPPED',
  PARTLY_STOPPED = 'PARTLY_STOPPED',
  GOES_ON = 'GOES_ON',
}
registerEnumType(ObjectionAnswer, {
  name: 'ObjectionAnswer',
  description: 'What came of an objection.',
  valuesConfig: {
    GOES_ON: {
      description:
        'There are compelling legitimate grounds, or a legal claim: UK GDPR Article 21(1). The words say which.',
    },
  },
});

export const OBJECTION_MAX = 2_000;
export const ANSWER_MAX = 5_000;

const ObjectionSchema = defineEntity({
  name: 'Objection',
  tableName: 'objection',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('objection'),
    teamId: p.uuid(),
    toWhat: p.text(),
    reason: p.text().strictNullable(),
    objectedOn: p.date(),
    /** Within one month: UK GDPR Article 12(3). */
    answerDueOn: p.date(),
    recordedBy: p.uuid(),
    recordedAt: p.datetime(3),
    answer: p.text().$type<ObjectionAnswer>().strictNullable(),
    answerWords: p.text().strictNullable(),
    answeredAt: p.datetime(3).strictNullable(),
    answeredBy: p.uuid().strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    {
      name: 'objection_answer_known',
      expression: oneOf('answer', Object.values(ObjectionAnswer)),
    },
    ...lengthChecks('objection', {
      to_what: OBJECTION_MAX,
      reason: OBJECTION_MAX,
      answer_words: ANSWER_MAX,
    }),
    {
      name: 'objection_answered_whole',
      expression: 'num_nulls(answer, answer_words, answered_at, answered_by) in (0, 4)',
    },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('objection', { own: true }),
});

/** The person objects to what the council does with what it knows of them: UK GDPR Article 21. */
export class Objection extends ObjectionSchema.class {
  settle(by: string, at: Date, answer: ObjectionAnswer, words: string): void {
    if (this.answer !== null) {
      throw new Refusal('ANSWERED_BEFORE', 'This objection has its answer. It may be made anew.');
    }
    this.answer = answer;
    this.answerWords = words;
    this.answeredAt = at;
    this.answeredBy = by;
  }
}
ObjectionSchema.setClass(Objection);
export { ObjectionSchema };
