import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { anActor, teamOf, testService } from '@connected-lives/tests/test-service';
import { jest } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { ConversationLead } from './conversations/conversation-lead.ts';
import { ConversationStage } from './conversations/conversation-stage.ts';
import type { Conversation } from './conversations/conversation.entity.ts';
import { openConversation, type OpenConversationInput } from './conversations/open-conversation.ts';
import { agreeOutcome, type AgreeOutcomeInput } from './outcomes/agree-outcome.ts';
import type { Outcome } from './outcomes/outcome.entity.ts';
import type { PracticeContext } from './practice.context.ts';
import { practiceService } from './practice.service.ts';

/** An input as a client writes it: its fields, without being of its class. */
export type Plain<T> = { readonly [Field in keyof T]: T[Field] };

/** The practice service on a database of its own, and what a test may begin with. */
export function testPractice(clock?: () => Date) {
  const practice = testService(practiceService, clock);

  /** One use case as this actor, with its reads ended afterwards as the gateway would. */
  async function as<T>(actor: Actor, work: (ctx: PracticeContext) => Promise<T>): Promise<T> {
    const ctx = practice.contextOf(actor);
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
    given: Partial<Plain<OpenConversationInput>> = {},
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
    given: Partial<Plain<AgreeOutcomeInput>> = {},
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

  /** The texts of the statements that reach PostgreSQL while something is done. */
  async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const client = await practice.contextOf(anActor()).parts.pool.connect();
    const query = jest.spyOn(Object.getPrototypeOf(client) as typeof client, 'query');
    client.release();
    try {
      await work();
      return query.mock.calls.map(([asked]: unknown[]) =>
        typeof asked === 'string' ? asked : ((asked as { text?: string }).text ?? ''),
      );
    } finally {
      query.mockRestore();
    }
  }

  return {
    practice,
    as,
    statementsOf,
    aPerson,
    anOpenConversation,
    anOutcome,
    thePersonOf,
    auditOf,
  };
}

/** The next change of a kind on a board's stream; what happened just before may still come by. */
export async function changeOf(
  stream: AsyncIterableIterator<ExecutionResult>,
  kind: string,
): Promise<unknown> {
  for await (const { data } of stream) {
    const change = data?.['teamBoardChanged'] as { kind: string } | undefined;
    if (change?.kind === kind) {
      return change;
    }
  }
  throw new Error(`The stream ended without ${kind}.`);
}
