import { lengthUpTo } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { Practitioner } from '../practitioners/practitioner.entity.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

export const WEIGHT_MAX = 5;
export const REASON_MAX = 2_000;

const AllocationSchema = defineEntity({
  name: 'Allocation',
  tableName: 'allocation',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('allocation'),
    /** The team the person is with. A worker of another team reaches the person by `reach`. */
    teamId: p.uuid(),
    practitionerId: () =>
      p
        .manyToOne(Practitioner)
        .mapToPk()
        .joinColumn('practitioner_id')
        .foreignKeyName('allocation_practitioner'),
    /** From 1 to 5, by how much the work asks of the practitioner, who gives it. */
    weight: p.smallint(),
    reason: p.text().strictNullable(),
    allocatedBy: p.uuid(),
    fromAt: p.datetime(3),
    untilAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  indexes: [
    {
      name: 'allocation_current',
      expression:
        'create unique index allocation_current on allocation (person_id, practitioner_id) where until_at is null',
    },
    { name: 'allocation_practitioner_id', properties: ['practitionerId', 'untilAt'] },
  ],
  checks: [
    {
      name: 'allocation_weight_one_to_five',
      expression: `weight >= 1 and weight <= ${WEIGHT_MAX}`,
    },
    { name: 'allocation_reason_length', expression: lengthUpTo('reason', REASON_MAX) },
    { name: 'allocation_in_order', expression: 'until_at >= from_at' },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('allocation'),
});

/** A practitioner works with a person. A person may have several, each for their own part. */
export class Allocation extends AllocationSchema.class {
  end(at: Date): void {
    requireCurrent(this);
    this.untilAt = at > this.fromAt ? at : this.fromAt;
  }

  weigh(weight: number): void {
    requireCurrent(this);
    this.weight = weight;
  }
}

function requireCurrent({ untilAt }: Allocation): void {
  if (untilAt !== null) {
    throw new Refusal('ALLOCATION_ENDED', 'They no longer work together.');
  }
}
AllocationSchema.setClass(Allocation);
export { AllocationSchema };
