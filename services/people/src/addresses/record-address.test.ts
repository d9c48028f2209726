import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const { people, aPersonWith, change, refusalOf, read, rowsSeen, themself } = testRecord(() => NOW);

const home = (given: Readonly<Record<string, unknown>> = {}) => ({
  kind: 'HOME',
  lines: ['4 Orchard Way', 'Letchworth'],
  postcode: 'sg6 3aa',
  ...given,
});
const ADDRESS = 'address { kind lines postcode }';

describe('recordAddress', () => {
  it('writes the postcode as the post has it, and shows where the person lives', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await change(worker, 'recordAddress', { personId, address: home({ uprn: '100080860001' }) });

    expect(
      await read(worker, personId, 'address { lines postcode uprn fromOn untilOn protected }'),
    ).toEqual({
      address: {
        lines: ['4 Orchard Way', 'Letchworth'],
        postcode: 'SG6 3AA',
        uprn: '100080860001',
        fromOn: '2026-11-20',
        untilOn: null,
        protected: false,
      },
    });
  });

  it('moves the person to the district of their new home, and tells the other services', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await change(worker, 'recordAddress', { personId, address: home() });

    expect(await read(worker, personId, 'district')).toEqual({ district: 'NORTH_HERTFORDSHIRE' });
    expect(await people.events('person-changed', personId)).toMatchObject([
      { team_id: teamOf(worker), version: 2, payload: { district: 'NORTH_HERTFORDSHIRE' } },
    ]);
  });

  it('leaves the district alone for a stay elsewhere, and outside the county', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    for (const address of [home({ kind: 'TEMPORARY' }), home({ postcode: 'LU1 1AA' })]) {
      await change(worker, 'recordAddress', { personId, address });
    }

    expect(await read(worker, personId, 'district')).toEqual({ district: 'WATFORD' });
  });

  it('keeps where the person lived before, until the day before they moved', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'recordAddress', { personId, address: home({ fromOn: '2019-05-01' }) });

    const next = home({ lines: ['1 Mill Lane'], postcode: 'SG41AA', fromOn: '2026-11-01' });
    await change(worker, 'recordAddress', { personId, address: next });

    expect(
      await read(worker, personId, `${ADDRESS} addresses { postcode fromOn untilOn }`),
    ).toEqual({
      address: { kind: 'HOME', lines: ['1 Mill Lane'], postcode: 'SG4 1AA' },
      addresses: [
        { postcode: 'SG4 1AA', fromOn: '2026-11-01', untilOn: null },
        { postcode: 'SG6 3AA', fromOn: '2019-05-01', untilOn: '2026-10-31' },
      ],
    });
  });

  it('says where the person is staying for now, and their home again when that ends', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'recordAddress', { personId, address: home({ fromOn: '2019-05-01' }) });
    const stay = home({
      kind: 'TEMPORARY',
      lines: ['Ward 3'],
      postcode: null,
      fromOn: '2026-11-10',
    });
    await change(worker, 'recordAddress', { personId, address: stay });

    expect(await read(worker, personId, ADDRESS)).toMatchObject({ address: { lines: ['Ward 3'] } });
    await change(worker, 'endAddress', { personId, kind: 'TEMPORARY', untilOn: '2026-11-19' });

    expect(await read(worker, personId, ADDRESS)).toMatchObject({ address: { kind: 'HOME' } });
    expect(await refusalOf(change(worker, 'endAddress', { personId, kind: 'TEMPORARY' }))).toBe(
      'NO_SUCH_ADDRESS',
    );
  });

  it('refuses what is no postcode, no UPRN and no period', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await change(worker, 'recordAddress', { personId, address: home() });

    for (const [given, code] of [
      [{ postcode: 'HERTFORD' }, 'BAD_USER_INPUT'],
      [{ uprn: '1234567890123' }, 'BAD_USER_INPUT'],
      [{ lines: [] }, 'BAD_USER_INPUT'],
      [{ fromOn: '2026-02-01', untilOn: '2026-01-01' }, 'BAD_PERIOD'],
      [{ fromOn: '2020-01-01' }, 'BAD_PERIOD'],
    ] as const) {
      const address = home(given);
      expect(await refusalOf(change(worker, 'recordAddress', { personId, address }))).toBe(code);
    }
  });

  it('is not there for somebody out of reach, nor for the person to do', async () => {
    const personId = await aPersonWith();
    const input = { personId, address: home() };

    expect(await refusalOf(change(anActor(), 'recordAddress', input))).toBe('NOT_FOUND');
    expect(await refusalOf(change(themself(personId), 'recordAddress', input))).toBe('NOT_YOURS');
  });

  it('shows finance where to write about what it pays for, and nobody else it reaches nobody by', async () => {
    const worker = anActor();
    const paidFor = await aPersonWith(worker, { paid_for: true });
    const other = await aPersonWith(worker);
    for (const personId of [paidFor, other]) {
      await change(worker, 'recordAddress', { personId, address: home() });
    }

    expect(await read(anActor('finance'), paidFor, 'address { postcode }')).toEqual({
      address: { postcode: 'SG6 3AA' },
    });
    expect(await read(anActor('finance'), other, 'address { postcode }')).toBeNull();
    expect(await rowsSeen(anActor('finance'), 'address', other)).toBe(0);
  });

  it('leaves no word of an address in the audit of writes or in an event', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await change(worker, 'recordAddress', {
      personId,
      address: home({ lines: ['Unmistakable Cottage'] }),
    });

    const written = await people.rows(
      `select actor_id, after from audit_entry where table_name = 'address'
       and after ->> 'person_id' = $1`,
      [personId],
    );
    expect(written).toMatchObject([{ actor_id: worker.id, after: { kind: 'HOME' } }]);
    const [leak] = await people.rows(
      `select (select count(*) from audit_entry e where e::text like '%Unmistakable%')
         + (select count(*) from event e where e::text like '%Unmistakable%')
         + (select count(*) from idempotency i where i::text like '%Unmistakable%') as places`,
    );
    expect(leak).toEqual({ places: '0' });
  });

  it('answers a repeated call from what may be read now, and not from what was said then', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const input = { idempotencyKey: randomUUID(), personId, address: home() };
    const selection = '{ person { address { postcode } } }';
    await change(worker, 'recordAddress', input, selection);
    await people.arrange('update person set team_id = $2 where id = $1', [personId, randomUUID()]);

    const again = await change(worker, 'recordAddress', input, selection);

    expect(again.data).toEqual({ recordAddress: { person: null } });
  });
});
