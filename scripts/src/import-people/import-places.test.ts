import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { District } from '@connected-lives/kit/district';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { importPeople } from './import-people.ts';
import { testImport } from './import.given.ts';

const WHO = 'LA Person Unique Identifier,First Name,Last Name,Date of Birth,Postcode';
const ADDRESS = 'Address Line 1,Address Line 2,UPRN,Address From,Address Known To';
const CONTACT = 'Telephone Number,Mobile Number,Email Address';
const HEADER = `${WHO},${ADDRESS},${CONTACT}`;
const ANNE = 'P1,Anne,Archer,01/02/1950,SG1 1AA';
const MILL_LANE = '3 Mill Lane,Flat 2,100080000001,01/04/2019,';
const NAMED = randomUUID();

const { read, past, write, given, rejected, appUrl } = testImport();
beforeAll(() =>
  past(`insert into practitioner (id, team_id, name, profession, registration_body,
      registration_number)
    values ('${NAMED}', '${randomUUID()}', 'Sam', 'SOCIAL_WORKER', 'SOCIAL_WORK_ENGLAND', 'SW123456')`),
);

describe('the import of addresses', () => {
  it('writes down where somebody lives, with postcode, UPRN and since when', async () => {
    expect(await load(`${ANNE},${MILL_LANE},,,`)).toMatchObject({ loaded: 1, addressed: 1 });

    expect(await addresses()).toEqual([
      {
        kind: 'HOME',
        lines: ['3 Mill Lane', 'Flat 2'],
        postcode: 'SG1 1AA',
        uprn: '100080000001',
        from_on: '2019-04-01',
        until_on: null,
        of_their_team: true,
      },
    ]);
    expect(await told('address-changed')).toBe(1);
  });

  it('does nothing the second time, and forgets nothing for an empty cell', async () => {
    await load(`${ANNE},${MILL_LANE},,,`);
    const before = await addresses();

    expect(await load(`${ANNE},${MILL_LANE},,,`)).toMatchObject({ unchanged: 1, addressed: 0 });
    expect(await load(`${ANNE},3 Mill Lane,Flat 2,,,,,,`)).toMatchObject({ addressed: 0 });
    expect(await load(`${ANNE},,,,,,,,`)).toMatchObject({ addressed: 0 });

    expect(await addresses()).toEqual(before);
    expect(await told('address-changed')).toBe(1);
  });

  it('ends the home before when somebody has moved, and not when the file is the older one', async () => {
    await load(`${ANNE},${MILL_LANE},,,`);
    const moved = `${ANNE},9 Church Road,,,01/06/2026,,,,`;

    expect(await load(moved)).toMatchObject({ addressed: 1 });
    expect(await load(`${ANNE},${MILL_LANE},,,`)).toMatchObject({ addressed: 0 });
    expect(await load(`${ANNE},3 Mill Lane,Flat 2,,,,,,`)).toMatchObject({ addressed: 0 });

    expect(await addresses()).toMatchObject([
      { lines: ['3 Mill Lane', 'Flat 2'], from_on: '2019-04-01', until_on: '2026-05-31' },
      { lines: ['9 Church Road'], uprn: null, from_on: '2026-06-01', until_on: null },
    ]);
  });

  it('takes the day of the import where the file does not say since when', async () => {
    await load(`${ANNE},9 Church Road,,,,,,,`);

    expect(await addresses()).toMatchObject([{ from_on: '2026-11-22' }]);
  });

  it.each([
    ['not-a-uprn', `${ANNE},3 Mill Lane,,1.0E+11,,,,,`],
    ['not-a-uprn', `${ANNE},3 Mill Lane,,1234567890123,,,,,`],
    ['impossible-address-date', `${ANNE},3 Mill Lane,,,31/11/2019,,,,`],
    ['impossible-address-date', `${ANNE},3 Mill Lane,,,22/11/2027,,,,`],
    ['address-without-lines', `${ANNE},,,100080000001,,,,,`],
    ['unknown-postcode', `${ANNE.replace('SG1 1AA', 'SG1')},3 Mill Lane,,,,,,,`],
    ['unknown-practitioner', `${ANNE},3 Mill Lane,,,,SW999999,,,`],
    ['unknown-practitioner', `${ANNE},3 Mill Lane,,,,SW123456;${randomUUID()},,,`],
    ['not-a-telephone-number', `${ANNE},3 Mill Lane,,,,,next door,,`],
    ['not-an-email-address', `${ANNE},3 Mill Lane,,,,,,,ask her`],
  ])('rejects a row with %s, by its line, and keeps nothing of it', async (problem, row) => {
    const bill = 'P2,Bill,Booth,1961-03-04,AL3 5XX,1 Bridge Street,,,,,,,';

    expect(await load(`${bill}\n${row}`)).toMatchObject({ loaded: 1, rejected: 1 });

    const [, listed] = (await rejected()).split('\n');
    expect(listed).toMatch(new RegExp(`^3,P1,[^,]+,${problem},`));
    expect(await addresses()).toMatchObject([{ lines: ['1 Bridge Street'] }]);
  });

  it('says which postcode is none where the district is given', async () => {
    const row = `${ANNE.replace('SG1 1AA', 'Letchworth')},3 Mill Lane,,,,,,,`;

    expect(await load(row, District.WATFORD)).toMatchObject({ loaded: 0, rejected: 1 });

    expect(await rejected()).toMatch(/2,P1,Postcode,not-a-postcode,/);
  });
});

describe('a protected address', () => {
  const HIDDEN = `${ANNE},3 Mill Lane,,,01/04/2019,sw123456,,,`;

  it('is kept where only those may know it who are named in the file, with those before', async () => {
    await load(`${ANNE},9 Church Road,,,01/01/2015,,,,`);

    expect(await load(HIDDEN)).toMatchObject({ addressed: 1, protectedNow: 1 });

    expect(await addresses()).toEqual([]);
    expect(await addresses('protected_address')).toMatchObject([
      { lines: ['9 Church Road'], until_on: '2019-03-31' },
      { lines: ['3 Mill Lane'], postcode: 'SG1 1AA', until_on: null },
    ]);
    const rows = await read(
      `select practitioner_id, length(reason) >= 10 as has_reason, until_at
       from protected_address_viewer`,
    );
    expect(rows).toEqual([{ practitioner_id: NAMED, has_reason: true, until_at: null }]);
  });

  it('stands in no audit entry and in no event', async () => {
    await load(HIDDEN);

    const rows = await read(
      `select (select string_agg(concat(before, after), '') from audit_entry) as audit,
         (select string_agg(payload::text, '') from event) as events`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/Mill Lane|SG1 1AA/);
    expect(JSON.stringify(rows)).toMatch(/practitioner_id/);
  });

  it('does not move whoever is known to another district, which would tell where they went', async () => {
    await load(`${ANNE.replace('SG1 1AA', 'WD17 1AA')},9 Church Road,,,01/01/2015,,,,`);

    expect(await load(HIDDEN)).toMatchObject({ changed: 0, unchanged: 1, protectedNow: 1 });

    const rows = await read(
      `select district, (select json_agg(distinct payload ->> 'district') from event
         where kind in ('person-registered', 'person-changed')) as told from person`,
    );
    expect(rows).toEqual([{ district: 'WATFORD', told: ['WATFORD'] }]);
  });

  it('is not told by the district of somebody new, which is not known then', async () => {
    expect(await load(HIDDEN)).toMatchObject({ loaded: 1, protectedNow: 1 });
    expect(await load(HIDDEN)).toMatchObject({ loaded: 0, changed: 0, unchanged: 1 });

    const rows = await read(
      `select district, (select json_agg(distinct payload ->> 'district') from event
         where kind in ('person-registered', 'person-changed')) as told from person`,
    );
    expect(rows).toEqual([{ district: 'NOT_KNOWN', told: ['NOT_KNOWN'] }]);
  });

  it('takes the numbers and the e-mail address of the row with it', async () => {
    const row = HIDDEN.replace(/,,,$/, ',01632 960123,+44 7700 900123,anne@example.org');
    expect(await load(row)).toMatchObject({ contacted: 1, protectedNow: 1 });

    expect(await waysKnownTo(NAMED)).toBe(3);
    expect(await waysKnownTo(randomUUID())).toBe(0);
  });

  it('leaves how to get in touch to those who are named, whatever a later file says', async () => {
    await load(HIDDEN);

    const later = HIDDEN.replace(/,,,$/, ',01632 960123,,');
    expect(await load(later)).toMatchObject({ contacted: 0, keptApart: 1 });
    expect(await waysKnownTo(NAMED)).toBe(0);
  });

  it('is left to those who are named for it, whatever a later file says', async () => {
    await load(HIDDEN);
    const before = await addresses('protected_address');

    for (const row of [
      HIDDEN,
      `${ANNE},9 Church Road,,,,,,,`,
      `${ANNE},1 Bridge Street,,,,${NAMED},,,`,
    ]) {
      expect(await load(row)).toMatchObject({ addressed: 0, protectedNow: 0, keptApart: 1 });
    }

    expect(await addresses('protected_address')).toEqual(before);
    expect(await addresses()).toEqual([]);
  });

  it('is not kept by somebody from whom the record is kept: then nothing is loaded', async () => {
    await load(`${ANNE},9 Church Road,,,01/01/2015,,,,`);
    await past(`insert into closure (person_id, practitioner_id, why, from_at)
      select id, '${NAMED}', 'FAMILY_OR_FRIEND', now() - interval '1 day' from person`);
    const bill = 'P2,Bill,Booth,1961-03-04,AL3 5XX,1 Bridge Street,,,,,,,';

    await expect(load(`${bill}\n${HIDDEN}`)).rejects.toThrow(/^Line 3 .*Nothing was loaded/);

    expect(await addresses()).toMatchObject([{ lines: ['9 Church Road'], until_on: null }]);
  });
});

describe('the import of ways to get in touch', () => {
  it('writes down numbers and e-mail addresses once, and brings none back that has ended', async () => {
    const row = `${ANNE},,,,,,01632 960123,+44 7700 900123,anne@example.org`;
    expect(await load(row)).toMatchObject({ loaded: 1, contacted: 1 });
    await past(`update contact_way set until_at = now() where kind = 'PHONE'`);

    expect(await load(row)).toMatchObject({ contacted: 0 });

    const rows = await read(
      'select kind, value, preferred, until_at is null as current from contact_way order by kind',
    );
    expect(rows).toEqual([
      { kind: 'EMAIL', value: 'anne@example.org', preferred: false, current: true },
      { kind: 'MOBILE', value: '+44 7700 900123', preferred: false, current: true },
      { kind: 'PHONE', value: '01632 960123', preferred: false, current: false },
    ]);
    expect(await told('contact-ways-changed')).toBe(1);
  });
});

async function load(rows: string, otherwiseIn: District | null = null) {
  return importPeople({ ...given(await write(`${HEADER}\n${rows}\n`)), otherwiseIn });
}

function addresses(table: 'address' | 'protected_address' = 'address') {
  return read(
    `select kind, lines, postcode, uprn, from_on::text, until_on::text
       ${table === 'address' ? `, team_id = (select team_id from person where id = person_id) as of_their_team` : ''}
     from ${table} order by from_on`,
  );
}

/** How many ways to get in touch a practitioner of the person's own team has. */
async function waysKnownTo(practitionerId: string): Promise<number> {
  const rows = await read<{ team_id: string }>('select team_id from person');
  const teamIds = rows.map(({ team_id: id }) => id);
  const viewer: Actor = {
    id: practitionerId,
    role: 'practitioner',
    name: 'Sam',
    teamIds,
    practitionerId,
    personId: null,
  };
  const client = new pg.Client({ connectionString: appUrl() });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(viewer)]);
    return (await client.query('select from contact_way')).rows.length;
  } finally {
    await client.end();
  }
}

async function told(kind: string): Promise<number> {
  const rows = await read('select from event where kind = $1', [kind]);
  return rows.length;
}
