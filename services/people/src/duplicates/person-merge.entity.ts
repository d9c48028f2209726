import { lengthUpTo } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import { REASON_LENGTH_MAX } from './not-the-same.entity.ts';

const PersonMergeSchema = defineEntity({
  name: 'PersonMerge',
  tableName: 'person_merge',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** Whose history this is part of now: whoever reaches them reads it. */
    personId: ofPerson('person_merge'),
    teamId: p.uuid(),
    /** The two as they were when it was decided; no foreign key, so that no merge changes them. */
    keptId: p.uuid(),
    mergedId: p.uuid(),
    /** The NHS number that moved to the kept record, which had none. */
    nhsNumber: p.text().strictNullable(),
    reason: p.text(),
    mergedBy: p.uuid(),
    mergedAt: p.datetime(3),
    undoneReason: p.text().strictNullable(),
    undoneBy: p.uuid().strictNullable(),
    undoneAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  indexes: [
    {
      name: 'person_merge_once',
      expression: `create unique index person_merge_once on person_merge (merged_id) where undone_at is null`,
    },
  ],
  checks: [
    { name: 'person_merge_two_people', expression: 'kept_id <> merged_id' },
    { name: 'person_merge_reason_length', expression: lengthUpTo('reason', REASON_LENGTH_MAX) },
    {
      name: 'person_merge_undone_reason_length',
      expression: lengthUpTo('undone_reason', REASON_LENGTH_MAX),
    },
    {
      name: 'person_merge_undone_whole',
      expression:
        '(undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null)',
    },
    { name: 'person_merge_undone_after', expression: 'undone_at >= merged_at' },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('person_merge'),
});

/** That two records were of one person, who decided so and why; and the same when it was not so. */
export class PersonMerge extends PersonMergeSchema.class {
  undo(by: string, at: Date, reason: string): void {
    if (this.undoneAt !== null) {
      throw new Refusal('MERGE_UNDONE', 'This merge has been undone already.');
    }
    this.undoneAt = at;
    this.undoneBy = by;
    this.undoneReason = reason;
  }
}
PersonMergeSchema.setClass(PersonMerge);
export { PersonMergeSchema };
