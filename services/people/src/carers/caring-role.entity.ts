import { lengthChecks, oneOf } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { registerEnumType } from 'type-graphql';
import { Relationship } from '../circle/relationship.entity.ts';
import { ofPerson } from '../people/of-person.ts';
import { Person } from '../people/person.entity.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

/** Care Act 2014 s10(5)(a) and (b) ask both about today and about what is likely to go on. */
export enum CarerAnswer {
  YES = 'YES',
  FOR_NOW = 'FOR_NOW',
  WITH_SUPPORT = 'WITH_SUPPORT',
  NO = 'NO',
}
registerEnumType(CarerAnswer, {
  name: 'CarerAnswer',
  description: 'What a carer says of going on with care.',
  valuesConfig: {
    YES: { description: 'Now, and likely to go on.' },
    FOR_NOW: { description: 'Now, and not likely to go on.' },
    WITH_SUPPORT: { description: 'Only with support.' },
  },
});
const ANSWERS = Object.values(CarerAnswer);

export const CARER_TEXT_MAX = 5_000;
export const HOURS_PER_WEEK_MAX = 168;

const texts = [
  'effect_on_wellbeing',
  'effect_on_work',
  'effect_on_education',
  'effect_on_money',
  'wishes',
  'contingency_plan',
] as const;

const CaringRoleSchema = defineEntity({
  name: 'CaringRole',
  tableName: 'caring_role',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** The carer: this is about them, and visible to whoever reaches them. */
    personId: ofPerson('caring_role'),
    teamId: p.uuid(),
    caredForId: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .strictNullable()
        .deleteRule('no action')
        .joinColumn('cared_for_id')
        .foreignKeyName('caring_role_cared_for')
        .index('caring_role_cared_for_id'),
    /** For somebody the council does not know. */
    caredForName: p.text().strictNullable(),
    /** The carer in the circle of the person they care for: all that is seen from there. */
    relationshipId: () =>
      p
        .manyToOne(Relationship)
        .mapToPk()
        .strictNullable()
        .deleteRule('no action')
        .joinColumn('relationship_id')
        .foreignKeyName('caring_role_relationship')
        .index('caring_role_relationship_id'),
    hoursPerWeek: p.smallint().strictNullable(),
    able: p.text().$type<CarerAnswer>().strictNullable(),
    willing: p.text().$type<CarerAnswer>().strictNullable(),
    effectOnWellbeing: p.text().strictNullable(),
    effectOnWork: p.text().strictNullable(),
    effectOnEducation: p.text().strictNullable(),
    effectOnMoney: p.text().strictNullable(),
    wishes: p.text().strictNullable(),
    contingencyPlan: p.text().strictNullable(),
    fromOn: p.date().strictNullable(),
    recordedBy: p.uuid(),
    recordedAt: p.datetime(3),
    /** When it ended, or was recorded anew. */
    untilAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    {
      name: 'caring_role_for_somebody',
      expression: `(cared_for_id is null) <> (cared_for_name is null)
       and cared_for_id is distinct from person_id
       and (relationship_id is null or cared_for_id is not null)`,
    },
    {
      name: 'caring_role_hours_in_a_week',
      expression: `hours_per_week >= 0 and hours_per_week <= ${HOURS_PER_WEEK_MAX}`,
    },
    { name: 'caring_role_able_known', expression: oneOf('able', ANSWERS) },
    { name: 'caring_role_willing_known', expression: oneOf('willing', ANSWERS) },
    ...lengthChecks('caring_role', {
      cared_for_name: 200,
      ...Object.fromEntries(texts.map((column) => [column, CARER_TEXT_MAX])),
    }),
    { name: 'caring_role_in_order', expression: 'until_at >= recorded_at' },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('caring_role'),
});

/** What caring for somebody means to the carer: Care Act 2014 s10. */
export class CaringRole extends CaringRoleSchema.class {
  end(at: Date): void {
    if (this.untilAt !== null) {
      throw new Refusal('CARING_ROLE_ENDED', 'This has ended, or was recorded anew.');
    }
    this.untilAt = at;
  }
}
CaringRoleSchema.setClass(CaringRole);
export { CaringRoleSchema };
