import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { peopleService } from '@connected-lives/people/people.service';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../journeys/answers.ts';
import { testService } from '../test-service.ts';

const people = testService(peopleService);

const leaveEvent = `insert into event (kind, subject_id, team_id, version, payload)
  values ('tested', gen_random_uuid(), $1, $2::int, '{}')`;

/** The versions of the next events of one team, as many as asked for. */
async function hear(
  events: AsyncIterator<CouncilEvent>,
  count: number,
): Promise<{ versions: number[]; cursor: string }> {
  const versions: number[] = [];
  let cursor = '';
  while (versions.length < count) {
    const { value } = (await events.next()) as IteratorYieldResult<CouncilEvent>;
    versions.push(value.version);
    cursor = value.cursor;
  }
  return { versions, cursor };
}

/** Listens from now on until this version is told, and then no longer. */
async function untilHeard(events: AsyncIterable<CouncilEvent>, version: number): Promise<void> {
  for await (const event of events) {
    if (event.version === version) {
      return;
    }
  }
}

describe('the event feed', () => {
  it('resumes behind a cursor and goes on live, with no gap and no repeat', async () => {
    const teamId = randomUUID();
    const before = await people.service.feed.headCursor();
    for (const version of [1, 2, 3]) {
      await people.arrange(leaveEvent, [teamId, version]);
    }
    const first = people.service.feed.followTeam(teamId, before);
    const heard = await hear(first, 2);
    await first.return(undefined);

    const resumed = people.service.feed.followTeam(teamId, heard.cursor);
    const rest = hear(resumed, 4);
    for (const version of [4, 5, 6]) {
      await people.arrange(leaveEvent, [teamId, version]);
    }

    expect(heard.versions).toEqual([1, 2]);
    expect((await rest).versions).toEqual([3, 4, 5, 6]);
    await resumed.return(undefined);
  });

  it('takes its horizon from what the statement sees, not from what was committed since', async () => {
    const slow = new pg.Client({ connectionString: people.database.superUrl });
    await slow.connect();
    await slow.query('select pg_advisory_lock(1)');
    await slow.query('begin');
    const { rows } = await slow.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    const asked = people.rows<{ horizon: string }>(
      `with waited as materialized (select pg_advisory_xact_lock(1) as done)
       select event_horizon()::text as horizon from waited where done is not null`,
    );
    await eventually(async () => {
      const waiting = `select pid from pg_stat_activity
        where datname = current_database() and wait_event = 'advisory' and query like 'with waited%'`;
      expect(await people.rows(waiting)).toHaveLength(1);
    });
    await slow.query('commit');
    await slow.query('select pg_advisory_unlock(1)');
    await slow.end();

    const [answer] = await asked;

    expect(BigInt(answer?.horizon ?? 0)).toBeLessThanOrEqual(BigInt(rows[0]?.xid ?? 0));
  });

  it('does not skip an event whose transaction began early and committed late', async () => {
    const teamId = randomUUID();
    const events = people.service.feed.followTeam(teamId, await people.service.feed.headCursor());
    const slow = new pg.Client({ connectionString: people.database.superUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query(leaveEvent, [teamId, 1]);
    await people.arrange(leaveEvent, [teamId, 2]);
    await sleep(50);
    await slow.query('commit');
    await slow.end();

    expect((await hear(events, 2)).versions).toEqual([1, 2]);
    await events.return(undefined);
  });

  it('does not wait for a long transaction in another database', async () => {
    const teamId = randomUUID();
    const events = people.service.feed.followTeam(teamId, await people.service.feed.headCursor());
    const other = new pg.Client({
      connectionString: people.database.superUrl.replace(people.database.name, 'postgres'),
    });
    await other.connect();
    await other.query('begin');
    await other.query('select pg_current_xact_id()');
    await people.arrange(leaveEvent, [teamId, 1]);

    expect((await hear(events, 1)).versions).toEqual([1]);
    expect(await people.service.feed.peek('0.0', 500)).not.toEqual([]);

    await other.query('rollback');
    await other.end();
    await events.return(undefined);
  });

  it('gives whoever comes later all that others were told, whatever looks unsettled by then', async () => {
    const teamId = randomUUID();
    const before = await people.service.feed.headCursor();
    const other = new pg.Client({
      connectionString: people.database.superUrl.replace(people.database.name, 'postgres'),
    });
    await other.connect();
    await other.query('begin');
    const { rows } = await other.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    const first = people.service.feed.followTeam(teamId, before);
    await people.arrange(leaveEvent, [teamId, 1]);
    await people.arrange(leaveEvent, [teamId, 2]);
    const told = untilHeard(people.service.feed.followTeam(teamId, null), 3);
    await people.arrange(leaveEvent, [teamId, 3]);
    await told;
    const [horizon] = await people.rows<{ text: string }>(
      `select pg_get_functiondef('event_horizon()'::regprocedure) as text`,
    );

    // As it answers while that transaction ends: it is in the snapshot, and its lock is gone.
    await people.rows(
      `create or replace function event_horizon() returns xid8 language sql stable as $$
       select '${String(rows[0]?.xid)}'::xid8 $$`,
    );
    try {
      expect((await hear(first, 3)).versions).toEqual([1, 2, 3]);
    } finally {
      await people.rows(horizon?.text ?? '');
      await other.query('rollback');
      await other.end();
      await first.return(undefined);
    }
  });

  it('shows what is not settled to whoever only learns from it', async () => {
    const before = await people.service.feed.headCursor();
    const slow = new pg.Client({ connectionString: people.database.superUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query('select pg_current_xact_id()');
    const teamId = randomUUID();
    await people.arrange(leaveEvent, [teamId, 1]);

    const settled = await people.service.feed.page(before, 10, 0, new AbortController().signal);
    const committed = await people.service.feed.peek(before, 500);
    await slow.query('rollback');
    await slow.end();

    expect(settled.filter((event) => event.teamId === teamId)).toEqual([]);
    expect(committed).toContainEqual(expect.objectContaining({ teamId, version: 1 }));
  });

  it('survives the loss of its connection', async () => {
    const teamId = randomUUID();
    const events = people.service.feed.followTeam(teamId, await people.service.feed.headCursor());
    const heard = hear(events, 3);
    await people.arrange(leaveEvent, [teamId, 1]);
    await people.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query = 'listen council_event'`,
    );
    await people.arrange(leaveEvent, [teamId, 2]);
    await people.arrange(leaveEvent, [teamId, 3]);

    expect((await heard).versions).toEqual([1, 2, 3]);
    await events.return(undefined);
  });

  it('refuses a cursor that is not one of ours', async () => {
    await expect(
      people.service.feed.followTeam(randomUUID(), 'yesterday').next(),
    ).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
  });

  it('answers a waiting reader as soon as something happens', async () => {
    const after = await people.service.feed.headCursor();
    const teamId = randomUUID();
    const { signal } = new AbortController();
    const heard = (async () => {
      for (let cursor = after; ;) {
        const events = await people.service.feed.page(cursor, 10, 25_000, signal);
        const own = events.find((event) => event.teamId === teamId);
        if (own !== undefined) {
          return own;
        }
        // What the service says of its logs meanwhile is heard, too.
        cursor = events.at(-1)?.cursor ?? cursor;
      }
    })();
    const startedAt = performance.now();
    await people.arrange(leaveEvent, [teamId, 1]);

    expect(await heard).toMatchObject({ kind: 'tested', teamId, version: 1 });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});

describe('the records that nobody may change', () => {
  it.each(['event', 'audit_entry', 'access_log'])('keep %s append-only', async (table) => {
    await people.arrange(leaveEvent, [randomUUID(), 1]);
    await people.rows(`select record_access($1)`, [
      JSON.stringify([
        {
          actor_id: randomUUID(),
          actor_name: 'Test',
          actor_role: 'practitioner',
          team_ids: [],
          person_ids: [randomUUID()],
          operation: 'Test',
          request_id: 'test',
        },
      ]),
    ]);
    await people.arrange(`insert into team (name, kind) values ($1, 'GATEWAY')`, [randomUUID()]);

    await expect(people.rows(`delete from ${table}`)).rejects.toThrow(/append-only/);
    await expect(people.rows(`truncate ${table}`)).rejects.toThrow(/append-only/);
  });
});
