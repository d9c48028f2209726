import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { verifyAudit } from '@connected-lives/scripts/verify-audit/verify-audit';
import { type Answer, type Arrangement, testCouncil } from '../test-council.ts';
import { type Asked, makeDay } from './access-log.operations.ts';

const OPERATIONS = 1_000;
const AT_ONCE = 4;
/** What a busy machine says. */
const BROKE_OFF: readonly unknown[] = ['SUBGRAPH_TIMEOUT', 'SUBGRAPH_UNAVAILABLE', 'OVERLOADED'];

describe.each<Arrangement>(['together', 'apart'])('a day of looks, services %s', (arrangement) => {
  const council = testCouncil(arrangement);
  /** What the answers showed: program, viewer and person. */
  const shown: string[] = [];

  const answered = new Set<string>();

  /** Each operation comes through a program of its own, by which its rows are found again. */
  const send = (program: string, { actor, kind, body, variables }: Asked): Promise<Answer> =>
    council.ask({ ...actor, clientId: program }, `${kind} OfADay${body}`, variables);

  beforeAll(async () => {
    const ask = await makeDay(council);
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < OPERATIONS) {
        const number = next++;
        const asked = ask(number * 0.618_034);
        let program = `operation-${number}`;
        let answer = await send(program, asked);
        // Who was read for an answer that broke off was looked at all the same: only whole ones count.
        while (codesOf(answer).some((code) => BROKE_OFF.includes(code))) {
          await sleep(100);
          program = `${program}-again`;
          answer = await send(program, asked);
        }
        expect(codesOf(answer)).not.toContain('INTERNAL');
        answered.add(program);
        shown.push(...peopleIn(answer.data).map((id) => keyOf(program, asked, id)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }, 300_000);

  it('has one row for each person that each of a thousand mixed operations showed', async () => {
    const rows = (await gathered(shown.length)).filter(({ client_id: program }) =>
      answered.has(program),
    );

    expect(answered.size).toBe(OPERATIONS);
    expect(shown.length).toBeGreaterThan(OPERATIONS / 4);
    expect(
      rows.map((row) => `${row.client_id} ${row.actor_id} ${row.person_id}`).toSorted(),
    ).toEqual(shown.toSorted());
  }, 60_000);

  it('says why, as what, from where and in which services', async () => {
    const [row] = await council.rows<Record<string, unknown>>(
      'people',
      `select * from look where 'practice' = any (services) and operation = 'OfADay'
         and actor_role = 'practitioner' limit 1`,
    );

    expect(row).toMatchObject({
      actor_role: 'practitioner',
      purpose: 'DIRECT_CARE',
      relationship: 'OWN_TEAM',
      client_id: expect.stringMatching(/^operation-/),
      origin: 'this machine',
    });
  });

  it('holds when it is checked', async () => {
    const report = await settled();

    expect(report.broken).toEqual([]);
    expect(report.chains.every(({ seals, rows }) => seals > 0 && rows > 0)).toBe(true);
  }, 30_000);

  it.each<[string, ServiceName, string, string, RegExp]>([
    [
      'a row that was changed',
      'practice',
      `create table kept as select id, actor_name from access_log where id = 40;
       update access_log set actor_name = 'Somebody else' where id = 40`,
      `update access_log set actor_name = kept.actor_name from kept where access_log.id = kept.id;
       drop table kept`,
      /practice access_log: seal \d+ is broken: .* one was changed/,
    ],
    [
      'a row that was deleted',
      'people',
      `create table kept as select * from access_log where id = 30; delete from access_log where id = 30`,
      `insert into access_log overriding system value select * from kept; drop table kept`,
      /people access_log: seal \d+ is broken: .* rows were deleted/,
    ],
    [
      'a row that was inserted',
      'finance',
      `insert into access_log overriding system value
         select (jsonb_populate_record(access_log, '{"id": -7}')).* from access_log order by xid, id limit 1`,
      `delete from access_log where id = -7`,
      /finance access_log: seal \d+ is broken: .* rows were inserted/,
    ],
    [
      'two rows that changed places',
      'practice',
      `update access_log set xid = other.xid from access_log other
         where access_log.id in (20, 60) and other.id in (20, 60) and other.id <> access_log.id`,
      `update access_log set xid = other.xid from access_log other
         where access_log.id in (20, 60) and other.id in (20, 60) and other.id <> access_log.id`,
      /practice access_log: seal \d+ is broken: .* or their order was/,
    ],
    [
      'an audit entry that was changed',
      'practice',
      `create table kept as select id, actor_id from audit_entry where id = 10;
       update audit_entry set actor_id = gen_random_uuid() where id = 10`,
      `update audit_entry set actor_id = kept.actor_id from kept where audit_entry.id = kept.id;
       drop table kept`,
      /practice audit_entry: seal \d+ is broken/,
    ],
    [
      'a look that is missing from the list of all looks',
      'people',
      `create table kept as select * from look order by id limit 1;
       delete from look where id in (select id from kept)`,
      `insert into look select * from kept; drop table kept`,
      /people look: a look that \w+ recorded is missing/,
    ],
    [
      'a seal that was changed',
      'finance',
      `create table kept as select * from seal where log = 'audit_entry' and number = 1;
       update seal set hash = sha256('x') where log = 'audit_entry' and number = 1`,
      `update seal set hash = kept.hash from kept where seal.log = kept.log and seal.number = 1;
       drop table kept`,
      /finance audit_entry: seal 1 is broken: its hash does not follow/,
    ],
  ])(
    'finds %s',
    async (_what, service, breaking, mending, found) => {
      await past(service, breaking);

      expect((await settled()).broken.join('\n')).toMatch(found);
      await past(service, mending);
    },
    30_000,
  );

  it('finds a chain that was written anew from its beginning, because others remember it', async () => {
    await past('practice', `delete from seal where log = 'access_log'`);
    await council.rows('practice', 'select seal_access_log()');

    expect((await settled()).broken.join('\n')).toMatch(
      /practice access_log: seal \d+ is not the one that practice told (people|finance) of/,
    );
  }, 30_000);

  /** What only a superuser can: past the triggers that refuse every change. */
  async function past(service: ServiceName, statements: string): Promise<void> {
    await council.rows(
      service,
      `begin; set local session_replication_role = replica; ${statements}; commit`,
    );
  }

  /** The looks of the day, when as many are gathered as were shown, or no more come. */
  async function gathered(count: number) {
    let rows: { client_id: string; actor_id: string; person_id: string }[] = [];
    // The looks of answers that broke off come, too, and are none of those that are waited for.
    for (let tries = 0; tries < 200 && rows.length < count; tries += 1) {
      await sleep(200);
      rows = await council.rows(
        'people',
        `select * from look where operation = 'OfADay' and client_id = any ($1)`,
        [[...answered]],
      );
    }
    // One more turn, for any that nobody was shown.
    await sleep(1_000);
    return council.rows<{ client_id: string; actor_id: string; person_id: string }>(
      'people',
      `select * from look where operation = 'OfADay'`,
    );
  }

  /** The check, when every row is sealed and the first seals were told to the others. */
  async function settled() {
    let report = await verifyAudit(council.owners);
    for (let tries = 0; tries < 100; tries += 1) {
      if (report.heard > 4 && report.chains.every(({ unsealed }) => unsealed === 0)) {
        break;
      }
      await sleep(200);
      report = await verifyAudit(council.owners);
    }
    return report;
  }
});

function keyOf(program: string, { actor }: Asked, personId: string): string {
  return `${program} ${actor.id} ${personId}`;
}

/** Everybody whom an answer shows, wherever they stand in it, each once. */
function peopleIn(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (typeof part === 'object' && part !== null) {
      const { __typename: type, id } = part as { __typename?: unknown; id?: unknown };
      if (type === 'Person') {
        found.add(String(id));
      }
      Object.values(part).forEach(walk);
    }
  };
  walk(value);
  return [...found];
}

function codesOf({ errors = [] }: Answer): unknown[] {
  return errors.map(({ extensions }) => extensions?.['code']);
}
