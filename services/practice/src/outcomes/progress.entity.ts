import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { isService } from '@connected-lives/kit/reach';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { conversationRead, partOf, staffWrite } from '../conversations/conversation.access.ts';
import { Outcome } from './outcome.entity.ts';
import { REACHED, type Reached } from './reached.ts';

export const PROGRESS_LENGTH_MAX = 5_000;
export const SATISFACTION_MAX = 10;

const ProgressSchema = defineEntity({
  name: 'Progress',
  tableName: 'progress',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    outcomeId: () =>
      p.manyToOne(Outcome).mapToPk().joinColumn('outcome_id').foreignKeyName('progress_outcome'),
    personId: p.uuid(),
    teamId: p.uuid(),
    words: p.text().strictNullable(),
    reached: p.text().$type<Reached>(),
    satisfaction: p.smallint().strictNullable(),
    recordedAt: p.datetime(3),
  },
  indexes: [
    { name: 'progress_in_order', properties: ['outcomeId', 'recordedAt', 'id'] },
    { name: 'progress_person', properties: ['personId'] },
  ],
  checks: [
    {
      name: 'progress_words_length',
      expression: lengthUpTo('words', PROGRESS_LENGTH_MAX),
    },
    { name: 'progress_reached_known', expression: oneOf('reached', REACHED) },
    {
      name: 'progress_satisfaction_range',
      expression: `satisfaction >= 0 and satisfaction <= ${SATISFACTION_MAX}`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'progress_read', command: 'select', using: conversationRead },
    {
      name: 'progress_record',
      command: 'insert',
      check: `${staffWrite} and ${partOf('outcome', 'progress')}`,
    },
    { name: 'progress_service', command: 'all', using: isService, check: isService },
  ],
});

/** How far an outcome was reached on a day, and how the person felt about their life. */
export class Progress extends ProgressSchema.class {}
ProgressSchema.setClass(Progress);
export { ProgressSchema };
