import { lengthUpTo } from '@connected-lives/kit/check-constraints';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import { REASON_MAX } from './allocation.entity.ts';

const PersonMoveSchema = defineEntity({
  name: 'PersonMove',
  tableName: 'person_move',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('person_move'),
    /** The team the person is with now, which policies compare. */
    teamId: p.uuid(),
    fromTeamId: p.uuid(),
    toTeamId: p.uuid(),
    reason: p.text(),
    movedBy: p.uuid(),
    movedAt: p.datetime(3),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [{ name: 'person_move_reason_length', expression: lengthUpTo('reason', REASON_MAX) }],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('person_move'),
});

/** Why a person went from one team to another, in the words of the one who handed them over. */
export class PersonMove extends PersonMoveSchema.class {}
PersonMoveSchema.setClass(PersonMove);
export { PersonMoveSchema };
