import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { type District, DISTRICTS_OF_PEOPLE } from '@connected-lives/kit/district';
import { WELLBEING_AREAS, type WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { isService } from '@connected-lives/kit/reach';
import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  conversationRead,
  partOf,
  reportRead,
  staffWrite,
} from '../conversations/conversation.access.ts';
import { Conversation } from '../conversations/conversation.entity.ts';
import { Reached } from './reached.ts';

export const OWN_WORDS_LENGTH_MAX = 2_000;
export const HOW_LENGTH_MAX = 5_000;

const OutcomeSchema = defineEntity({
  name: 'Outcome',
  tableName: 'outcome',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    conversationId: () =>
      p
        .manyToOne(Conversation)
        .mapToPk()
        .joinColumn('conversation_id')
        .foreignKeyName('outcome_conversation'),
    personId: p.uuid(),
    /** The person's team and district now, kept by the people feed. */
    teamId: p.uuid(),
    district: p.text().$type<District>(),
    practitionerId: p.uuid(),
    ownWords: p.text(),
    wellbeingArea: p.text().$type<WellbeingArea>(),
    howWeWillWorkTowardsIt: p.text().strictNullable(),
    agreedAt: p.datetime(3),
    /** Since when the person says it is fully reached; null while they do not. */
    achievedAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  indexes: [
    { name: 'outcome_in_order', properties: ['conversationId', 'agreedAt', 'id'] },
    { name: 'outcome_person', properties: ['personId'] },
    { name: 'outcome_agreed', properties: ['agreedAt'] },
    { name: 'outcome_achieved', properties: ['achievedAt'] },
  ],
  checks: [
    {
      name: 'outcome_own_words_length',
      expression: lengthUpTo('own_words', OWN_WORDS_LENGTH_MAX),
    },
    {
      name: 'outcome_how_length',
      expression: lengthUpTo('how_we_will_work_towards_it', HOW_LENGTH_MAX),
    },
    { name: 'outcome_wellbeing_area_known', expression: oneOf('wellbeing_area', WELLBEING_AREAS) },
    { name: 'outcome_district_known', expression: oneOf('district', DISTRICTS_OF_PEOPLE) },
    { name: 'outcome_achieved_after_agreed', expression: 'achieved_at >= agreed_at' },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'outcome_read', command: 'select', using: conversationRead },
    {
      name: 'outcome_agree',
      command: 'insert',
      check: `${staffWrite} and ${partOf('conversation', 'outcome')}`,
    },
    {
      name: 'outcome_change',
      command: 'update',
      using: staffWrite,
      check: `${staffWrite} and ${partOf('conversation', 'outcome')}`,
    },
    { name: 'outcome_service', command: 'all', using: isService, check: isService },
    { name: 'outcome_report', command: 'select', roles: ['practice_reader'], using: reportRead },
  ],
});

/** What a person wants to achieve, in their own words, and how they and the council work towards it. */
export class Outcome extends OutcomeSchema.class {
  /** The latest word counts: what was reached once may be lost again, and then it is not achieved. */
  reach(reached: Reached, at: Date): void {
    this.achievedAt = reached === Reached.FULLY ? (this.achievedAt ?? at) : null;
  }
}
OutcomeSchema.setClass(Outcome);
export { OutcomeSchema };
