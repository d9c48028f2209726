import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { isService } from '@connected-lives/kit/reach';
import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  conversationRead,
  ownVoice,
  partOf,
  staffWrite,
} from '../conversations/conversation.access.ts';
import { Conversation } from '../conversations/conversation.entity.ts';
import { SAID_BY, type SaidBy } from '../said-by.ts';

export const STRENGTH_LENGTH_MAX = 2_000;

const StrengthSchema = defineEntity({
  name: 'Strength',
  tableName: 'strength',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    conversationId: () =>
      p
        .manyToOne(Conversation)
        .mapToPk()
        .joinColumn('conversation_id')
        .foreignKeyName('strength_conversation'),
    personId: p.uuid(),
    teamId: p.uuid(),
    saidBy: p.text().$type<SaidBy>(),
    words: p.text(),
    notedAt: p.datetime(3),
  },
  indexes: [
    { name: 'strength_in_order', properties: ['conversationId', 'notedAt', 'id'] },
    { name: 'strength_person', properties: ['personId'] },
  ],
  checks: [
    { name: 'strength_said_by_known', expression: oneOf('said_by', SAID_BY) },
    {
      name: 'strength_words_length',
      expression: lengthUpTo('words', STRENGTH_LENGTH_MAX),
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'strength_read', command: 'select', using: conversationRead },
    {
      name: 'strength_note',
      command: 'insert',
      check: `${staffWrite} and ${partOf('conversation', 'strength')}`,
    },
    {
      name: 'strength_own_note',
      command: 'insert',
      check: `${ownVoice} and ${partOf('conversation', 'strength')}`,
    },
    { name: 'strength_service', command: 'all', using: isService, check: isService },
  ],
});

/** What a person is good at, what matters to them and who is there for them. */
export class Strength extends StrengthSchema.class {}
StrengthSchema.setClass(Strength);
export { StrengthSchema };
