import { randomUUID } from 'node:crypto';
import { type Actor, ROLES } from '@connected-lives/kit/actor';
import { bareStatement, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

const { people, aPersonWith, aColleague, change, refusalOf, read, rowsSeen, themself } =
  testRecord();

const WHERE = 'address { lines protected } addresses { lines postcode }';
const NOWHERE = { address: null, addresses: [] };
const reason = 'Her former partner looks for her.';

const home = (given: Readonly<Record<string, unknown>> = {}) => ({
  kind: 'HOME',
  lines: ['9 Hidden Close'],
  postcode: 'WD18 0AA',
  fromOn: '2026-01-01',
  ...given,
});

/** Somebody with a past and a current address, protected for the practitioner alone. */
async function aProtectedPerson(given: Readonly<Record<string, unknown>> = {}) {
  const worker = anActor();
  const personId = await aPersonWith(worker, given);
  for (const address of [home({ lines: ['3 Former Road'], fromOn: '2020-01-01' }), home()]) {
    await change(worker, 'recordAddress', { personId, address });
  }
  await change(worker, 'protectAddress', { personId, reason, practitionerIds: [] });
  return { worker, personId };
}

describe('a protected address', () => {
  it('is known to the person, and to the practitioners who are named', async () => {
    const { worker, personId } = await aProtectedPerson();

    for (const viewer of [worker, themself(personId)]) {
      expect(await read(viewer, personId, WHERE)).toEqual({
        address: { lines: ['9 Hidden Close'], protected: true },
        addresses: [
          { lines: ['9 Hidden Close'], postcode: 'WD18 0AA' },
          { lines: ['3 Former Road'], postcode: 'WD18 0AA' },
        ],
      });
    }
  });

  it('looks like none to everybody else who reaches the person, in whatever way', async () => {
    const { worker, personId } = await aProtectedPerson({ paid_for: true });
    const elsewhere = anActor();
    const opened = await change(
      elsewhere,
      'openRecordUrgently',
      {
        personId,
        reason: 'She rang and the line went dead.',
      },
      '{ id }',
    );
    expect(opened.errors).toBeUndefined();
    const without = await aPersonWith(worker);

    const others: Actor[] = [
      ...(['practitioner', 'manager', 'duty', 'discharge'] as const).map((role) =>
        anActor(role, { teamIds: worker.teamIds }),
      ),
      elsewhere,
      anActor('finance'),
    ];
    for (const viewer of others) {
      expect(await read(viewer, personId, WHERE)).toEqual(NOWHERE);
    }
    expect(await read(worker, without, WHERE)).toEqual(NOWHERE);
  });

  it('is in no table that any other role reads, whatever it asks of the database', async () => {
    const { worker, personId } = await aProtectedPerson({ paid_for: true });

    for (const role of ROLES.filter((each) => each !== 'citizen')) {
      const viewer = anActor(role, { teamIds: worker.teamIds });
      for (const table of ['protectedAddress', 'address', 'protectedAddressViewer'] as const) {
        const rows = await rowsSeen(viewer, table, personId);
        expect({ role, table, rows }).toEqual({ role, table, rows: 0 });
      }
    }
    expect(await people.rows('select id from address where person_id = $1', [personId])).toEqual(
      [],
    );
  });

  it('stands nowhere else: not in the audit, nor in an event, nor among the kept answers', async () => {
    await aProtectedPerson();

    for (const table of ['audit_entry', 'event', 'idempotency', 'access_log']) {
      expect(
        await people.rows(`select 1 from ${table} t where t::text ~ 'Hidden Close|Former Road'`),
      ).toEqual([]);
    }
  });

  it('is not told of by events that look different from those of any other change', async () => {
    const { worker, personId } = await aProtectedPerson();

    const events = await people.rows<{ kind: string; payload: object }>(
      'select kind, payload, team_id from event where person_id = $1 order by xid, id',
      [personId],
    );
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['address-changed']));
    expect(events).toHaveLength(3);
    expect(events.every(({ payload }) => JSON.stringify(payload) === '{}')).toBe(true);
    expect(
      events.every((event) => (event as { team_id?: string }).team_id === teamOf(worker)),
    ).toBe(true);
  });

  it('does not follow a colleague who declares that they are family', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker);
    await change(worker, 'protectAddress', { personId, reason, practitionerIds: [colleague.id] });
    expect(await read(colleague, personId, WHERE)).not.toEqual(NOWHERE);

    await change(
      colleague,
      'declareConnection',
      {
        personId,
        practitionerId: colleague.id,
        connection: 'FAMILY_OR_FRIEND',
        reason: 'His brother is her former partner.',
      },
      '{ id }',
    );

    expect(await read(colleague, personId, 'id')).toBeNull();
    expect(await rowsSeen(colleague, 'protectedAddress', personId)).toBe(0);
  });

  it('stays where it is when the person moves to another team', async () => {
    const { worker, personId } = await aProtectedPerson();
    const other = anActor();
    await people.arrange('update person set team_id = $2 where id = $1', [personId, teamOf(other)]);

    expect(await read(other, personId, WHERE)).toEqual(NOWHERE);
    expect(await rowsSeen(worker, 'protectedAddress', personId)).toBe(2);
  });
});

describe('protectAddress', () => {
  it('says who else may know, and takes back what it gave', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker, 'Sam Reed');
    const name = (practitionerIds: string[]) =>
      change(worker, 'protectAddress', { personId, reason, practitionerIds });

    await name([colleague.id]);
    expect(await read(colleague, personId, 'address { lines knownTo { name } }')).toEqual({
      address: { lines: ['9 Hidden Close'], knownTo: [{ name: 'Sam Reed' }] },
    });
    await name([]);

    expect(await read(colleague, personId, WHERE)).toEqual(NOWHERE);
  });

  it('keeps a new address apart too, and does not let the district tell of it', async () => {
    const { worker, personId } = await aProtectedPerson();

    await change(worker, 'recordAddress', {
      personId,
      address: home({ lines: ['2 New Start'], postcode: 'SG6 3AA', fromOn: '2026-06-01' }),
    });

    expect(await read(worker, personId, 'district address { lines protected }')).toEqual({
      district: 'WATFORD',
      address: { lines: ['2 New Start'], protected: true },
    });
    expect(await read(anActor('duty', { teamIds: worker.teamIds }), personId, WHERE)).toEqual(
      NOWHERE,
    );
  });

  it('lets nobody who is not named write, end or take over an address', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker);
    const practitionerIds = [colleague.id];

    for (const [mutation, input] of [
      ['recordAddress', { personId, address: home() }],
      ['endAddress', { personId, kind: 'HOME' }],
      ['protectAddress', { personId, reason, practitionerIds }],
    ] as const) {
      expect(await refusalOf(change(colleague, mutation, input))).toBe('ADDRESS_KEPT_APART');
    }
    expect(await refusalOf(change(colleague, 'unprotectAddress', { personId }))).toBe(
      'NOT_PROTECTED',
    );
  });

  it('cannot be got round: the database takes no open address of somebody protected', async () => {
    const { personId } = await aProtectedPerson();

    await expect(
      people.arrange(
        `insert into address (person_id, team_id, kind, lines, from_on)
         select id, team_id, 'HOME', '{Somewhere}', '2026-01-01' from person where id = $1`,
        [personId],
      ),
    ).rejects.toMatchObject({ code: 'CL001' });
  });

  it('lets nobody name themself for an address that is protected already', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker);

    const named = await bareStatement(
      people.database.appUrl,
      colleague,
      `insert into protected_address_viewer
         (person_id, practitioner_id, reason, named_by, from_at)
       values ($1, $2, 'I would like to know', $2, now())`,
      [personId, colleague.id],
    );

    expect(named).toBe(REFUSED);
  });

  it('protects somebody who has no address yet, before one is written down', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'protectAddress', { personId, reason, practitionerIds: [] });

    await change(worker, 'recordAddress', { personId, address: home() });

    expect(await read(worker, personId, 'address { protected }')).toEqual({
      address: { protected: true },
    });
  });

  it('is not there for somebody out of reach, and wants a reason', async () => {
    const worker = anActor();
    const hidden = await aPersonWith();
    const personId = await aPersonWith(worker);
    const practitionerIds: string[] = [];

    for (const unknown of [hidden, randomUUID()]) {
      const input = { personId: unknown, reason, practitionerIds };
      expect(await refusalOf(change(worker, 'protectAddress', input))).toBe('NOT_FOUND');
    }
    for (const noReason of ['danger', ' '.repeat(12)]) {
      const unexplained = { personId, reason: noReason, practitionerIds };
      expect(await refusalOf(change(worker, 'protectAddress', unexplained))).toBe('BAD_USER_INPUT');
    }
    expect(
      await refusalOf(
        change(themself(personId), 'protectAddress', { personId, reason, practitionerIds }),
      ),
    ).toBe('NOT_YOURS');
  });
});

describe('unprotectAddress', () => {
  it('lets the district say where the person lives', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker, { district: 'NOT_KNOWN' });
    await change(worker, 'protectAddress', { personId, reason, practitionerIds: [] });
    await change(worker, 'recordAddress', { personId, address: home() });
    const district = () => read(anActor('duty', { teamIds: worker.teamIds }), personId, 'district');
    expect(await district()).toEqual({ district: 'NOT_KNOWN' });

    await change(worker, 'unprotectAddress', { personId });

    expect(await district()).toEqual({ district: 'WATFORD' });
    expect(await people.events('person-changed', personId)).toMatchObject([
      { payload: { district: 'WATFORD' }, version: 2 },
    ]);
  });

  it('puts every address back for the team to see', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker);

    await change(worker, 'unprotectAddress', { personId });

    expect(await read(colleague, personId, 'address { lines protected knownTo { name } }')).toEqual(
      {
        address: { lines: ['9 Hidden Close'], protected: false, knownTo: null },
      },
    );
    expect(
      await people.rows('select id from protected_address where person_id = $1', [personId]),
    ).toEqual([]);
    expect(await refusalOf(change(worker, 'unprotectAddress', { personId }))).toBe('NOT_PROTECTED');
  });
});
