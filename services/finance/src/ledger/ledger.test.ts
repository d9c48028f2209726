import type { Actor } from '@connected-lives/kit/actor';
import { schemaDrift } from '@connected-lives/kit/migrate';
import { setViewer } from '@connected-lives/kit/viewer';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testFinance } from '../finance.given.ts';
import { financeService } from '../finance.service.ts';
import { balanceRead, ledgerRead } from './ledger.access.ts';

const { finance, officer, given, release, pay } = testFinance();

/** One statement as the app role on behalf of an actor: past our code, not past the database. */
async function asApp(actor: Actor, statement: string): Promise<unknown[]> {
  const client = await finance.contextOf(actor).parts.pool.connect();
  try {
    await client.query(`begin; ${setViewer(actor)}`);
    return (await client.query(statement)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the ledger', () => {
  it('has two sides for every step, in lines without a gap', async () => {
    const { actor, commitment } = await given.aCommitment(800, { budgetPence: 1_000 });
    await release(actor, commitment.id, 100);
    await pay(officer, commitment.id, 250);

    const { data } = await finance.ask(
      actor,
      `{ myBudget { entries(first: 10) { edges { node {
           line kind account pence balanceAfterPence reason paidOn reference commitment { id }
         } } } } }`,
    );

    const paid = { paidOn: '2026-11-20', reference: 'Run 47', reason: null };
    const released = { paidOn: null, reference: null, reason: 'Her sister gave her a lift card.' };
    const plain = { paidOn: null, reference: null, reason: null };
    const of = { commitment: { id: commitment.id } };
    const none = { commitment: null };
    const nodes = [
      ['PAYMENT_RECORDED', 'SPENT', 250, 250, paid, of],
      ['PAYMENT_RECORDED', 'COMMITTED', -250, 450, paid, of],
      ['COMMITMENT_RELEASED', 'AVAILABLE', 100, 300, released, of],
      ['COMMITMENT_RELEASED', 'COMMITTED', -100, 700, released, of],
      ['SPEND_COMMITTED', 'COMMITTED', 800, 800, plain, of],
      ['SPEND_COMMITTED', 'AVAILABLE', -800, 200, plain, of],
      ['BUDGET_ALLOCATED', 'AVAILABLE', 1_000, 1_000, plain, none],
      ['BUDGET_ALLOCATED', 'FUNDING', -1_000, -1_000, plain, none],
    ].map(([kind, account, pence, balanceAfterPence, details, commitmentOf], i) => ({
      node: {
        line: 8 - i,
        kind,
        account,
        pence,
        balanceAfterPence,
        ...(details as object),
        ...(commitmentOf as object),
      },
    }));
    expect(data).toEqual({ myBudget: { entries: { edges: nodes } } });
  });

  it('is read page by page, every line once', async () => {
    const { actor } = await given.aCommitment(100);
    const lines: number[] = [];
    let after: string | null = null;
    do {
      const answer: { data?: unknown } = await finance.ask(
        actor,
        `query ($after: String) { myBudget { entries(first: 3, after: $after) {
           edges { node { line } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      const { entries } = (answer.data as { myBudget: { entries: Entries } }).myBudget;
      lines.push(...entries.edges.map(({ node }) => node.line));
      after = entries.pageInfo.hasNextPage ? entries.pageInfo.endCursor : null;
    } while (after !== null);

    expect(lines).toEqual([4, 3, 2, 1]);
  });

  it('refuses a cursor of somebody else’s making', async () => {
    const { actor } = await given.aCommitment(100);

    for (const after of ['x', Buffer.from('["a"]').toString('base64url')]) {
      const answer = await finance.ask(
        actor,
        `query ($after: String) { myBudget { entries(after: $after) { edges { cursor } } } }`,
        { after },
      );
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_CURSOR' });
    }
  });

  it('is shown to whoever reaches the budget, and to nobody else', async () => {
    const { actor, commitment } = await given.aCommitment(100);
    const lines = (viewer: Actor) =>
      asApp(viewer, `select * from entry where budget_id = '${commitment.budgetId}'`);

    for (const viewer of [actor, officer, anActor('manager', { teamIds: actor.teamIds })]) {
      expect(await lines(viewer)).toHaveLength(4);
    }
    for (const viewer of [
      anActor('practitioner', { teamIds: actor.teamIds }),
      anActor('analyst'),
    ]) {
      expect(await lines(viewer)).toEqual([]);
    }
  });

  it('is never changed, by whomever', async () => {
    await given.aCommitment(100);

    for (const table of ['journal', 'entry']) {
      for (const change of [
        `update ${table} set pence = 1`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ]) {
        await expect(finance.rows(change)).rejects.toThrow(/append-only/);
      }
    }
  });

  it('is written by its functions alone: the app role may not', async () => {
    const { actor, commitment } = await given.aCommitment(100);
    const { id, budgetId } = commitment;

    for (const write of [
      `insert into entry values ('${budgetId}', 99, '${id}', 'AVAILABLE', 5, 5)`,
      `insert into journal (budget_id, commitment_id, kind, pence, actor_id, at)
       values ('${budgetId}', '${id}', 'SPEND_COMMITTED', 5, '${actor.id}', now())`,
      `update budget_balance set available_pence = 5`,
      `update budget set delegation_reference = ''`,
      `insert into budget (practitioner_id, team_id, financial_year, starts_on, ends_on,
         delegation_reference) values (uuidv7(), uuidv7(), '2026-27', now(), now(), '')`,
      `update commitment set paid_pence = 5`,
      `delete from commitment`,
      `select move_money('${id}', '${budgetId}', 'FUNDING', 'AVAILABLE', 5)`,
      `select keep_answer('key', 'print', '{}')`,
    ]) {
      await expect(asApp(actor, write)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('cannot hold a budget that is overspent or does not add up', async () => {
    const { actor } = await given.aCommitment(100, { budgetPence: 150 });

    for (const wrong of [
      'available_pence = -1, committed_pence = 151',
      'available_pence = 51',
      'committed_pence = -1, available_pence = 151',
    ]) {
      await expect(
        finance.rows(`update budget_balance set ${wrong} where practitioner_id = $1`, [actor.id]),
      ).rejects.toMatchObject({ code: '23514' });
    }
  });
});

interface Entries {
  edges: { node: { line: number } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe('the tables of finance', () => {
  it('are what the entities say, policies included', async () => {
    expect(await schemaDrift(financeService.database, finance.database.ownerUrl)).toBe('');
  });

  it('have the policies of the ledger as they are written down', async () => {
    for (const [table, rule] of [
      ['journal', ledgerRead],
      ['entry', ledgerRead],
      ['budget_balance', balanceRead],
    ] as const) {
      await finance.rows(`create policy as_written on ${table} for select using (${rule})`);

      const policies = await finance.rows<{ name: string; rule: string }>(
        `select polname as name, pg_get_expr(polqual, polrelid) as rule from pg_policy
         where polrelid = $1::regclass and polname = any (array[$1 || '_read', 'as_written'])`,
        [table],
      );
      await finance.rows(`drop policy as_written on ${table}`);

      expect(policies).toHaveLength(2);
      expect(policies[0]?.rule).toBe(policies[1]?.rule);
    }
  });

  /** Why a table needs no trigger that audits its changes. */
  const NOT_AUDITED: Record<string, string> = {
    journal: 'append-only, with who decided',
    entry: 'append-only, of a journal row',
    budget_balance: 'the sums of entries',
    known_person: 'a copy of what people keeps and audits',
    known_outcome: 'a copy of what practice keeps and audits',
    audit_entry: 'the audit itself',
    access_log: 'append-only',
    seal: 'append-only',
    heard_seal: 'append-only',
    moved_row: 'which rows a merge moved: they are audited in their own tables',
    event: 'append-only',
    idempotency: 'answers that are kept, not decisions',
    consumer_cursor: 'a place in a feed',
    mikro_orm_migrations: 'the migrations that were made',
  };

  it('leave an audit entry of every change, except where that is said and explained', async () => {
    const unaudited = await finance.rows<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r'
         and not exists (select from pg_trigger
           where tgrelid = pg_class.oid and tgfoid = 'write_audit_entry'::regproc)`,
    );

    expect(unaudited.map(({ name }) => name).sort()).toEqual(Object.keys(NOT_AUDITED).sort());
  });

  it('force row-level security on everybody, the owner too', async () => {
    const unforced = await finance.rows<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r'
         and not (relrowsecurity and relforcerowsecurity)
         and relname not in ('audit_entry', 'access_log', 'event', 'idempotency',
           'consumer_cursor', 'mikro_orm_migrations')`,
    );

    expect(unforced).toEqual([]);
  });

  it('show the reports role no column that names a person', async () => {
    const columns = await finance.rows<{ column: string }>(
      `select table_name || '.' || column_name as column from information_schema.column_privileges
       where grantee = 'finance_reader' order by 1`,
    );

    expect(columns.map(({ column }) => column)).toEqual([
      'commitment.district',
      'commitment.id',
      'commitment.person_id',
      'commitment.wellbeing_area',
      'journal.at',
      'journal.commitment_id',
      'journal.kind',
      'journal.pence',
    ]);
  });
});
