import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Kysely, type KyselyPlugin, sql } from 'kysely';
import type { ServiceContext } from './context.ts';
import { type NewEvent, recordEvent } from './event-log.ts';
import { keptOf, readAgain } from './kept-answer.ts';
import { Refusal } from './refusal.ts';
import { camelCase } from './session.ts';
import { inSpan } from './trace.ts';
import { viewerSetting } from './viewer.ts';

/** What a use case may use: one transaction, signed by the actor. */
export interface Transaction<DB> {
  /** Entities, for what their methods change. */
  readonly em: EntityManager;
  /** The same transaction for statements of our own. */
  readonly db: Kysely<DB>;
  /** Leaves an event in this transaction, after the changes made so far. */
  record(event: NewEvent): Promise<void>;
}

/** Every mutation's input carries one, so that a call may be sent again without being done again. */
export interface WithIdempotencyKey {
  readonly idempotencyKey: string;
}

/** As long as a statement may take at all: see `createPool`. */
const STATEMENT_MS_MAX = 15_000;

/**
 * Runs one use case once for each key of an actor, in one transaction that row-level security and
 * the audit triggers see as the actor's own.
 *
 * Which record was answered with is kept, and no word of it (`keptOf`). The same key with the same
 * input does nothing and gets that record again, read under the policies of today; with another
 * input it is refused (IDEMPOTENCY_CONFLICT). A refusal keeps nothing. When the deadline passes
 * first, nothing is done: a statement that waits for a lock is ended by PostgreSQL, and no other one
 * begins.
 *
 * @param useCase the mutation's name: the same key may not serve two mutations.
 */
export function onceOnly<DB, T extends object>(
  ctx: ServiceContext<DB>,
  useCase: string,
  input: WithIdempotencyKey,
  work: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  return inSpan(ctx.parts.tracer, useCase, ctx.trace, () => runOnce(ctx, useCase, input, work));
}

async function runOnce<DB, T extends object>(
  ctx: ServiceContext<DB>,
  useCase: string,
  input: WithIdempotencyKey,
  work: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  requireKeepableText(input);
  const key = input.idempotencyKey;
  const print = fingerprint(useCase, input);
  const answer = await ctx.parts.orm.em.fork().transactional(async (em) => {
    // Asked when the transaction has its connection, before each statement and before the commit.
    ctx.requireTime();
    const db = (em.getKysely<unknown>() as unknown as Kysely<DB>)
      .withPlugin(camelCase)
      .withPlugin(askingFirst(ctx.requireTime));
    const statementMs = Math.max(1, Math.ceil(Math.min(ctx.remainingMs, STATEMENT_MS_MAX)));
    await sql`select set_config('app.viewer', ${viewerSetting(ctx.actor)}, true),
      set_config('statement_timeout', ${String(statementMs)}, true)`.execute(db);
    const claimed = await sql`
      insert into idempotency (actor_id, key, fingerprint) values (${ctx.actor.id}, ${key}, ${print})
      on conflict (actor_id, key) do nothing returning key`.execute(db);
    if (claimed.rows.length === 0) {
      return plain(await readAgain(em, await firstKept(db, ctx.actor.id, key, print))) as T;
    }
    const result = await work({
      em,
      db,
      record: async (event) => {
        ctx.requireTime();
        await em.flush();
        await recordEvent(db, event);
      },
    });
    ctx.requireTime();
    await em.flush();
    await sql`update idempotency set answer = ${JSON.stringify(keptOf(em, result))}::jsonb
      where actor_id = ${ctx.actor.id} and key = ${key}`.execute(db);
    return plain(result) as T;
  });
  ctx.parts.feed.wakeSoon();
  await ctx.refresh();
  ctx.saw(answer);
  return answer;
}

/** Statements that no entity makes: each may be the last one. */
function askingFirst(requireTime: () => void): KyselyPlugin {
  return {
    transformQuery({ node }) {
      requireTime();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
}

/** The same input has the same fingerprint whatever the order of its fields. */
export function fingerprint(useCase: string, input: object): string {
  return createHash('sha256')
    .update(useCase)
    .update(JSON.stringify(input, sortKeys))
    .digest('base64url');
}

/** PostgreSQL keeps every character but U+0000: JSON writes that one as an escape. */
function requireKeepableText(input: object): void {
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(JSON.stringify(input))) {
    throw new Refusal('BAD_USER_INPUT', 'A text may not hold the character U+0000.');
  }
}

export function idempotencyConflict(): Refusal {
  return new Refusal(
    'IDEMPOTENCY_CONFLICT',
    'This key was used for something else. Use a new key for a new decision.',
  );
}

async function firstKept<DB>(
  db: Kysely<DB>,
  actorId: string,
  key: string,
  print: string,
): Promise<object> {
  const { rows } = await sql<{ fingerprint: string; answer: object }>`
    select fingerprint, answer from idempotency where actor_id = ${actorId} and key = ${key}`.execute(
    db,
  );
  const first = rows[0];
  if (first === undefined || first.fingerprint !== print) {
    throw idempotencyConflict();
  }
  return first.answer;
}

/** An entity's own columns: relations and methods are read anew. */
function plain(result: object): object {
  return Object.fromEntries(
    Object.entries(result).filter(([, value]) => typeof value !== 'function'),
  );
}

function sortKeys(_key: string, value: unknown): unknown {
  return value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
