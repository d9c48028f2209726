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

export const PASSAGE_LENGTH_MAX = 20_000;
export const NAME_LENGTH_MAX = 200;

const PassageSchema = defineEntity({
  name: 'Passage',
  tableName: 'passage',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    conversationId: () =>
      p
        .manyToOne(Conversation)
        .mapToPk()
        .joinColumn('conversation_id')
        .foreignKeyName('passage_conversation'),
    personId: p.uuid(),
    teamId: p.uuid(),
    saidBy: p.text().$type<SaidBy>(),
    saidByName: p.text().strictNullable(),
    words: p.text(),
    saidAt: p.datetime(3),
  },
  indexes: [
    { name: 'passage_in_order', properties: ['conversationId', 'saidAt', 'id'] },
    { name: 'passage_person', properties: ['personId'] },
  ],
  checks: [
    { name: 'passage_said_by_known', expression: oneOf('said_by', SAID_BY) },
    {
      name: 'passage_said_by_name_length',
      expression: lengthUpTo('said_by_name', NAME_LENGTH_MAX),
    },
    {
      name: 'passage_words_length',
      expression: lengthUpTo('words', PASSAGE_LENGTH_MAX),
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'passage_read', command: 'select', using: conversationRead },
    {
      name: 'passage_add',
      command: 'insert',
      check: `${staffWrite} and ${partOf('conversation', 'passage')}`,
    },
    {
      name: 'passage_own_add',
      command: 'insert',
      check: `${ownVoice} and ${partOf('conversation', 'passage')}`,
    },
    { name: 'passage_service', command: 'all', using: isService, check: isService },
  ],
});

/** Some words of somebody in a conversation. Once said, they stand. */
export class Passage extends PassageSchema.class {}
PassageSchema.setClass(Passage);
export { PassageSchema };
