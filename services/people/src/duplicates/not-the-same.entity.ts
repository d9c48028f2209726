import { lengthUpTo } from '@connected-lives/kit/check-constraints';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { Person } from '../people/person.entity.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

export const REASON_LENGTH_MAX = 2_000;

const NotTheSameSchema = defineEntity({
  name: 'NotTheSame',
  tableName: 'not_the_same',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('not_the_same'),
    otherPersonId: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .joinColumn('other_person_id')
        .foreignKeyName('not_the_same_other_person')
        .index('not_the_same_other_person_id'),
    teamId: p.uuid(),
    reason: p.text(),
    saidBy: p.uuid(),
    saidAt: p.datetime(3),
  },
  uniques: [{ name: 'not_the_same_once', properties: ['personId', 'otherPersonId'] }],
  checks: [
    { name: 'not_the_same_two_people', expression: 'person_id <> other_person_id' },
    { name: 'not_the_same_reason_length', expression: lengthUpTo('reason', REASON_LENGTH_MAX) },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('not_the_same'),
});

/** Somebody looked at two records that are alike, and they are two people's. */
export class NotTheSame extends NotTheSameSchema.class {}
NotTheSameSchema.setClass(NotTheSame);
export { NotTheSameSchema };
