import { lengthChecks, oneOf } from '@connected-lives/kit/check-constraints';
import { defineEntity, type OptionalProps, p } from '@mikro-orm/postgresql';
import { registerEnumType } from 'type-graphql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

export enum CapacityConclusion {
  HAS_CAPACITY = 'HAS_CAPACITY',
  LACKS_CAPACITY = 'LACKS_CAPACITY',
}
registerEnumType(CapacityConclusion, {
  name: 'CapacityConclusion',
  description: 'For one matter at the time it was assessed: Mental Capacity Act 2005 s2(1).',
});

export const MATTER_MAX = 300;
export const CAPACITY_TEXT_MAX = 5_000;
export const IMPAIRMENT_MAX = 2_000;
export const REFERENCE_MAX = 200;

const CapacityDecisionSchema = defineEntity({
  name: 'CapacityDecision',
  tableName: 'capacity_decision',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('capacity_decision'),
    teamId: p.uuid(),
    /** One decision that has to be made, never decisions as such. */
    matter: p.text(),
    matterKey: p.text().generated(`(lower(matter)) stored`),
    /** All practicable steps to help them decide: s1(3). */
    supportGiven: p.text(),
    /** Of, or a disturbance in the functioning of, the mind or brain: s2(1). */
    impairment: p.text().strictNullable(),
    /** The four abilities of s3(1). Null where it was not tested. */
    understands: p.boolean().strictNullable(),
    retains: p.boolean().strictNullable(),
    weighs: p.boolean().strictNullable(),
    communicates: p.boolean().strictNullable(),
    conclusion: p.text().$type<CapacityConclusion>(),
    reason: p.text(),
    assessedBy: p.text(),
    assessedOn: p.date(),
    /** Where the decision in their best interests stands: s4. */
    bestInterestsReference: p.text().strictNullable(),
    reviewDueOn: p.date().strictNullable(),
    recordedBy: p.uuid(),
    recordedAt: p.datetime(3),
    supersededAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  uniques: [
    {
      name: 'capacity_decision_current',
      properties: ['personId', 'matterKey'],
      where: 'superseded_at is null',
    },
  ],
  checks: [
    {
      name: 'capacity_decision_conclusion_known',
      expression: oneOf('conclusion', Object.values(CapacityConclusion)),
    },
    {
      name: 'capacity_decision_follows_the_test',
      expression: `case conclusion
         when 'LACKS_CAPACITY' then impairment is not null
           and (understands is false or retains is false or weighs is false or communicates is false)
         else understands is not false and retains is not false and weighs is not false
           and communicates is not false
       end`,
    },
    {
      name: 'capacity_decision_best_interests_of_whom',
      expression: `best_interests_reference is null or conclusion = 'LACKS_CAPACITY'`,
    },
    ...lengthChecks('capacity_decision', {
      matter: MATTER_MAX,
      support_given: CAPACITY_TEXT_MAX,
      impairment: IMPAIRMENT_MAX,
      reason: CAPACITY_TEXT_MAX,
      assessed_by: REFERENCE_MAX,
      best_interests_reference: REFERENCE_MAX,
    }),
    {
      name: 'capacity_decision_in_order',
      expression: `review_due_on >= assessed_on and superseded_at >= recorded_at`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('capacity_decision'),
});

/**
 * Whether a person could make one decision at one time, and what was done to help them make it.
 * For every matter without one, capacity is presumed: Mental Capacity Act 2005 s1(2).
 */
export class CapacityDecision extends CapacityDecisionSchema.class {
  declare readonly [OptionalProps]?: 'matterKey';
}
CapacityDecisionSchema.setClass(CapacityDecision);
export { CapacityDecisionSchema };
