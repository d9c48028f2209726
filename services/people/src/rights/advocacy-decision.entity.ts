import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { defineEntity, type OptionalProps, p } from '@mikro-orm/postgresql';
import { registerEnumType } from 'type-graphql';
import { Relationship } from '../circle/relationship.entity.ts';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

export enum AdvocacyDuty {
  ASSESSMENT = 'ASSESSMENT',
  PLAN = 'PLAN',
  REVIEW = 'REVIEW',
  SAFEGUARDING = 'SAFEGUARDING',
}
registerEnumType(AdvocacyDuty, {
  name: 'AdvocacyDuty',
  description: 'What the person is to be involved in.',
  valuesConfig: {
    ASSESSMENT: { description: 'Care Act 2014 s67(3): a needs or a carer’s assessment.' },
    PLAN: { description: 'Care Act 2014 s67(3): a care and support plan or a support plan.' },
    REVIEW: { description: 'Care Act 2014 s67(3): a review of such a plan.' },
    SAFEGUARDING: { description: 'Care Act 2014 s68: an enquiry or a review of what went wrong.' },
  },
});

export const REASONS_MAX = 5_000;

const AdvocacyDecisionSchema = defineEntity({
  name: 'AdvocacyDecision',
  tableName: 'advocacy_decision',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('advocacy_decision'),
    teamId: p.uuid(),
    duty: p.text().$type<AdvocacyDuty>(),
    /** In understanding, retaining, using or weighing, or telling: s67(4). */
    substantialDifficulty: p.boolean(),
    /** Somebody of the circle who can support the person to be involved: s67(5). */
    appropriateIndividualId: () =>
      p
        .manyToOne(Relationship)
        .mapToPk()
        .strictNullable()
        .deleteRule('no action')
        .joinColumn('appropriate_individual_id')
        .foreignKeyName('advocacy_decision_appropriate_individual')
        .index('advocacy_decision_appropriate_individual_id'),
    entitled: p
      .boolean()
      .generated(`(substantial_difficulty and appropriate_individual_id is null) stored`),
    reason: p.text(),
    /** The advocate in the circle, once there is one. */
    advocateId: () =>
      p
        .manyToOne(Relationship)
        .mapToPk()
        .strictNullable()
        .deleteRule('no action')
        .joinColumn('advocate_id')
        .foreignKeyName('advocacy_decision_advocate')
        .index('advocacy_decision_advocate_id'),
    decidedBy: p.uuid(),
    decidedAt: p.datetime(3),
    supersededAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  uniques: [
    {
      name: 'advocacy_decision_current',
      properties: ['personId', 'duty'],
      where: 'superseded_at is null',
    },
  ],
  checks: [
    {
      name: 'advocacy_decision_duty_known',
      expression: oneOf('duty', Object.values(AdvocacyDuty)),
    },
    { name: 'advocacy_decision_reason_length', expression: lengthUpTo('reason', REASONS_MAX) },
    { name: 'advocacy_decision_in_order', expression: 'superseded_at >= decided_at' },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('advocacy_decision'),
});

/** Whether a person is entitled to an independent advocate, and who that is. */
export class AdvocacyDecision extends AdvocacyDecisionSchema.class {
  declare readonly [OptionalProps]?: 'entitled';
}
AdvocacyDecisionSchema.setClass(AdvocacyDecision);
export { AdvocacyDecisionSchema };
