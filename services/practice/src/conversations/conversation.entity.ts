import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { type District, DISTRICTS_OF_PEOPLE } from '@connected-lives/kit/district';
import { Refusal } from '@connected-lives/kit/refusal';
import { isService } from '@connected-lives/kit/reach';
import { defineEntity, type OptionalProps, p } from '@mikro-orm/postgresql';
import type { BoardColumnKind } from '../boards/board-column.ts';
import {
  conversationRead,
  ownRecord,
  ownRecordOpen,
  reportRead,
  staffWrite,
  withTheirTeam,
} from './conversation.access.ts';
import { CONVERSATION_LEADS, type ConversationLead } from './conversation-lead.ts';
import { CONVERSATION_STAGES, type ConversationStage } from './conversation-stage.ts';

export const PURPOSE_LENGTH_MAX = 2_000;

const ConversationSchema = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: p.uuid(),
    /** The person's team and district now, kept by the people feed. */
    teamId: p.uuid(),
    district: p.text().$type<District>(),
    practitionerId: p.uuid(),
    purpose: p.text(),
    stage: p.text().$type<ConversationStage>(),
    ledBy: p.text().$type<ConversationLead>(),
    /** Instants are kept to the millisecond, so that a cursor says them exactly. */
    openedAt: p.datetime(3),
    completedAt: p.datetime(3).strictNullable(),
    /** Anything said, agreed, achieved or paid for: what the board is ordered by. */
    lastChangedAt: p.datetime(3),
    /** Where the conversation stands on its team's board. */
    boardColumn: p
      .text()
      .$type<BoardColumnKind>()
      .generated(`(case when completed_at is null then stage else 'COMPLETED'::text end) stored`),
    version: p.integer().version().defaultRaw('1'),
  },
  indexes: [
    { name: 'conversation_person', properties: ['personId', 'openedAt', 'id'] },
    { name: 'conversation_board', properties: ['teamId', 'boardColumn', 'lastChangedAt', 'id'] },
  ],
  checks: [
    {
      name: 'conversation_purpose_length',
      expression: lengthUpTo('purpose', PURPOSE_LENGTH_MAX),
    },
    { name: 'conversation_stage_known', expression: oneOf('stage', CONVERSATION_STAGES) },
    { name: 'conversation_led_by_known', expression: oneOf('led_by', CONVERSATION_LEADS) },
    { name: 'conversation_district_known', expression: oneOf('district', DISTRICTS_OF_PEOPLE) },
    { name: 'conversation_completed_after_opened', expression: 'completed_at >= opened_at' },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'conversation_read', command: 'select', using: conversationRead },
    { name: 'conversation_open', command: 'insert', check: `${staffWrite} and ${withTheirTeam}` },
    {
      name: 'conversation_change',
      command: 'update',
      using: staffWrite,
      check: `${staffWrite} and ${withTheirTeam}`,
    },
    {
      name: 'conversation_own_change',
      command: 'update',
      using: ownRecord,
      check: `${ownRecordOpen} and ${withTheirTeam}`,
    },
    { name: 'conversation_service', command: 'all', using: isService, check: isService },
    {
      name: 'conversation_report',
      command: 'select',
      roles: ['practice_reader'],
      using: reportRead,
    },
  ],
});

/**
 * Why the council and a person are working together, and all that was said and agreed. Nothing in
 * its narrative is required. Once the practitioner has completed it, that is final.
 */
export class Conversation extends ConversationSchema.class {
  declare readonly [OptionalProps]?: 'boardColumn';

  /** Something is added. The caller holds the lock, so that completing cannot overtake it. */
  add(at: Date): Belonging {
    this.requireOpen();
    this.touch(at);
    return { conversationId: this.id, personId: this.personId, teamId: this.teamId };
  }

  complete(at: Date): void {
    this.requireOpen();
    this.completedAt = at;
    this.touch(at);
  }

  /** The board moves. Also after completion, because life goes on. */
  touch(at: Date): void {
    this.lastChangedAt = at;
  }

  private requireOpen(): void {
    if (this.completedAt !== null) {
      throw new Refusal(
        'CONVERSATION_COMPLETED',
        'This conversation is completed. Open another one for what comes next.',
      );
    }
  }
}
ConversationSchema.setClass(Conversation);
export { ConversationSchema };

/** What every row inside a conversation carries, so that policies need no join. */
export interface Belonging {
  readonly conversationId: string;
  readonly personId: string;
  readonly teamId: string;
}
