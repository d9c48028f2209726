import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { anActor, teamOf, testService } from '@connected-lives/tests/test-service';
import { ConversationLead } from '../src/conversations/conversation-lead.ts';
import { ConversationStage } from '../src/conversations/conversation-stage.ts';
import type { Conversation } from '../src/conversations/conversation.entity.ts';
import {
  openConversation,
  type OpenConversationInput,
} from '../src/conversations/open-conversation.ts';
import { agreeOutcome, type AgreeOutcomeInput } from '../src/outcomes/agree-outcome.ts';
import type { Outcome } from '../src/outcomes/outcome.entity.ts';
import type { PracticeContext } from '../src/practice.context.ts';
import { practiceService } from '../src/practice.service.ts';

/** The practice service on a database of its own, and what a test may begin with. */
export function testPractice(clock?: () => Date) {
  const practice = testService(practiceService, clock);

  /** One use case as this actor, with its reads ended afterwards as the gateway would. */
  async function as<T>(actor: Actor, work: (ctx: PracticeContext) => Promise<T>): Promise<T> {
    const ctx = practice.contextOf(actor) as PracticeContext;
    try {
      return await work(ctx);
    } finally {
      await ctx.close();
    }
  }

  /** Somebody people has told of. */
  async function aPerson(teamId: string, district = 'WATFORD'): Promise<string> {
    const id = randomUUID();
    await practice.arrange(
      'insert into known_person (id, team_id, district, version) values ($1, $2, $3, 1)',
      [id, teamId, district],
    );
    return id;
  }

  async function anOpenConversation(
    worker: Actor,
    given: Partial<OpenConversationInput> = {},
  ): Promise<Conversation> {
    const personId = given.personId ?? (await aPerson(teamOf(worker)));
    return as(worker, (ctx) =>
      openConversation(ctx, {
        idempotencyKey: randomUUID(),
        personId,
        purpose: 'To get back to the allotment after the fall.',
        stage: ConversationStage.CONNECT_AND_ENABLE,
        ledBy: ConversationLead.TOGETHER,
        ...given,
      }),
    );
  }

  function anOutcome(
    worker: Actor,
    conversationId: string,
    given: Partial<AgreeOutcomeInput> = {},
  ): Promise<Outcome> {
    return as(worker, (ctx) =>
      agreeOutcome(ctx, {
        idempotencyKey: randomUUID(),
        conversationId,
        ownWords: 'I want to dig my own potatoes again.',
        wellbeingArea: WellbeingArea.WORK_EDUCATION_AND_RECREATION,
        ...given,
      }),
    );
  }

  /** The person of a conversation, signed in themself. */
  function thePersonOf({ personId }: Pick<Conversation, 'personId'>): Actor {
    return anActor('citizen', { id: personId, personId });
  }

  /** Who wrote a row, and what it was before and after. */
  function auditOf(rowId: string) {
    return practice.rows<{
      actor_id: string;
      table_name: string;
      before: Record<string, unknown> | null;
      after: Record<string, unknown>;
    }>('select * from audit_entry where row_id = $1 order by id', [rowId]);
  }

  return { practice, as, aPerson, anOpenConversation, anOutcome, thePersonOf, auditOf };
}
