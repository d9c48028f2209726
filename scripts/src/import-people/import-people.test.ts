import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { District } from '@connected-lives/kit/district';
import { describe, expect, it } from '@jest/globals';
import { DEMO_TEAMS } from '../demo-people.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { makeDirtySample } from './dirty-sample.ts';
import { importPeople } from './import-people.ts';
import { testImport } from './import.given.ts';

const SAMPLE = join(PROJECT_ROOT, 'tests', 'fixtures', 'people-dirty.csv');
const HEADER = 'NHS Number,LA Person Unique Identifier,First Name,Last Name,Date of Birth,Postcode';
const ANNE = '9990000018,P1,Anne,Archer,01/02/1950,SG1 1AA';
const BILL = '9990000026,P2,Bill,Booth,1961-03-04,AL3 5XX';

const { read, past, write, given, rejected: rejectedList } = testImport();

describe('the import of people', () => {
  it('loads every whole row of the dirty sample and lists what is wrong with the others', async () => {
    const sample = makeDirtySample();
    const path = await write(await readFile(SAMPLE));

    const summary = await importPeople(given(path));

    const rejected = Object.values(sample.problems).reduce((sum, count) => sum + count, 0);
    expect(sample.whole + sample.repeated + rejected).toBe(200);
    expect(summary).toMatchObject({
      loaded: sample.whole,
      changed: 0,
      unchanged: 0,
      repeated: sample.repeated,
      rejected,
    });
    const problems = (await rejections()).map(({ problem }) => problem);
    expect(counted(problems)).toEqual(sample.problems);
    expect(await count('person')).toBe(sample.whole);
  });

  it('lists no more of a person than the council’s own reference', async () => {
    const path = await write(await readFile(SAMPLE));

    await importPeople(given(path));

    const listed = await rejectedList();
    expect(listed).not.toMatch(/999\d|Harris|Zo|HYPERLINK|SUM|=1|19\d\d-|\d\/19|Letchworth/);
    expect(listed).toMatch(/^Line,LA Person Unique Identifier,Heading,Problem,What to do\n/);
    expect((await rejections()).every(({ line }) => line >= 2 && line <= 201)).toBe(true);
  });

  it('does nothing the second time', async () => {
    const path = await write(await readFile(SAMPLE));
    const { loaded, rejected } = await importPeople(given(path));
    const before = await everything();

    const again = await importPeople(given(path));

    expect(again).toMatchObject({ loaded: 0, changed: 0, unchanged: loaded, rejected });
    expect(await everything()).toEqual(before);
  });

  it('loads nothing at all with --strict when a row is rejected', async () => {
    const path = await write(await readFile(SAMPLE));

    const summary = await importPeople({ ...given(path), strict: true });

    expect(summary).toMatchObject({ loaded: 0, changed: 0, unchanged: 0 });
    expect(summary.rejected).toBeGreaterThan(0);
    expect(await count('person')).toBe(0);
    expect(await count('team')).toBe(0);
  });

  it('reads what the return says besides, and leaves out what is no code of it', async () => {
    const header = `${HEADER},Ethnicity,GP Practice Code,Employment Status,Date of Death`;
    const first = `${ANNE},white and asian,E82001,Baker,\n${BILL},,,,`;
    const summary = await importPeople(given(await write(`${header}\n${first}\n`)));
    expect(summary).toMatchObject({ loaded: 2, detailed: 1, leftOut: 1 });

    const later = `${ANNE},,E82002,Unknown,02/03/2024\n${BILL},,,,`;
    const path = await write(`${header}\n${later}\n`);
    expect(await importPeople(given(path))).toMatchObject({
      unchanged: 2,
      detailed: 1,
      leftOut: 0,
    });
    expect(await importPeople(given(path))).toMatchObject({ unchanged: 2, detailed: 0 });

    const rows = await read(
      `select ethnicity, gp_practice_code, employment_status, date_of_death::text
       from person_details`,
    );
    expect(rows).toEqual([
      {
        ethnicity: 'White and Asian',
        gp_practice_code: 'E82002',
        employment_status: 'Unknown',
        date_of_death: '2024-03-02',
      },
    ]);
  });

  it('does not follow somebody whose address is protected to another district', async () => {
    await importPeople(given(await write(`${HEADER}\n${ANNE}\n${BILL}\n`)));
    await past(`insert into protected_address_viewer (person_id, practitioner_id, reason, named_by, from_at)
      select id, id, 'Somebody looks for her.', id, now() from person
      where council_reference = 'P1'`);
    const moved = [ANNE.replace('SG1 1AA', 'WD17 1AA'), BILL.replace('AL3 5XX', 'WD17 1AA')];

    const summary = await importPeople(given(await write(`${HEADER}\n${moved.join('\n')}\n`)));

    expect(summary).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await people()).toMatchObject([
      { council_reference: 'P1', district: 'STEVENAGE', version: 1 },
      { council_reference: 'P2', district: 'WATFORD', version: 2 },
    ]);
  });

  it('reads names, dates, numbers and districts as the record keeps them', async () => {
    const path = await write(
      `${HEADER}\n999 000 0018,P1, Siân ,"Archer, née Bell",1/2/1950,sg11aa\n`,
    );

    await importPeople(given(path));

    expect(await people()).toEqual([
      {
        council_reference: 'P1',
        given_name: 'Siân',
        family_name: 'Archer, née Bell',
        nhs_number: '9990000018',
        date_of_birth: '1950-02-01',
        district: 'STEVENAGE',
        version: 1,
      },
    ]);
  });

  it('changes who is known and different, and leaves their team and their NHS number alone', async () => {
    await importPeople(given(await write(`${HEADER}\n${ANNE}\n${BILL}\n`)));
    await past(`insert into team (name, kind) values
      ('Another', 'GATEWAY')`);

    const moved = await write(`${HEADER}\n,P1,Anne,Archer,01/02/1950,WD18 1AA\n${BILL}\n`);
    const summary = await importPeople({ ...given(moved), team: 'Another' });

    expect(summary).toMatchObject({ loaded: 0, changed: 1, unchanged: 1, rejected: 0 });
    expect(summary.rejectedPath).toBeNull();
    expect(await people()).toMatchObject([
      { council_reference: 'P1', nhs_number: '9990000018', district: 'WATFORD', version: 2 },
      { council_reference: 'P2', version: 1 },
    ]);
    expect(await count(`person where team_id = '${DEMO_TEAMS.gateway.id}'`)).toBe(2);
  });

  it('leaves an event and a signed audit entry for each person, and nothing personal in the event', async () => {
    await importPeople(given(await write(`${HEADER}\n${ANNE}\n`)));
    await importPeople(given(await write(`${HEADER}\n${ANNE.replace('Archer', 'Bell')}\n`)));

    const rows = await read(
      'select kind, version, payload, subject_id = person_id as same from event order by xid, id',
    );
    expect(rows).toEqual([
      { kind: 'person-registered', version: 1, payload: { district: 'STEVENAGE' }, same: true },
      { kind: 'person-changed', version: 2, payload: { district: 'STEVENAGE' }, same: true },
    ]);
    const audit = await read(
      `select actor_role, before ->> 'family_name' as before, after ->> 'family_name' as after
       from audit_entry where table_name = 'person' order by id`,
    );
    expect(audit).toEqual([
      { actor_role: 'service', before: null, after: 'Archer' },
      { actor_role: 'service', before: 'Archer', after: 'Bell' },
    ]);
  });

  it('rejects an NHS number that somebody else on the record has', async () => {
    await importPeople(given(await write(`${HEADER}\n${ANNE}\n`)));

    const path = await write(`${HEADER}\n${ANNE.replace('P1', 'P9')}\n${BILL}\n`);
    const summary = await importPeople(given(path));

    expect(summary).toMatchObject({ loaded: 1, rejected: 1 });
    expect(await rejections()).toEqual([
      { line: 2, reference: 'P9', heading: 'NHS Number', problem: 'nhs-number-taken' },
    ]);
  });

  it('rejects whose record has become part of another one, and writes nothing there', async () => {
    await importPeople(given(await write(`${HEADER}\n${ANNE}\n${BILL}\n`)));
    await past(`update person set nhs_number = null, merged_into_id =
      (select id from person where council_reference = 'P1') where council_reference = 'P2'`);
    const before = await everything();

    const path = await write(`${HEADER}\n${ANNE}\n${BILL.replace('9990000026', '')}\n`);
    expect(await importPeople(given(path))).toMatchObject({ unchanged: 1, rejected: 1 });

    expect(await rejections()).toEqual([
      {
        line: 3,
        reference: 'P2',
        heading: 'LA Person Unique Identifier',
        problem: 'merged-record',
      },
    ]);
    expect(await everything()).toEqual(before);
  });

  it('says on which earlier line a duplicate stands', async () => {
    const path = await write(`${HEADER}\n${ANNE}\n${BILL}\n${ANNE.replace('Anne', 'Ann')}\n`);

    await importPeople(given(path));

    const listed = await rejectedList();
    expect(listed).toContain('4,P1,LA Person Unique Identifier,duplicate-reference,Line 2 has');
  });

  it('finds everything wrong with a row at once', async () => {
    const path = await write(`${HEADER}\n123,P1,,=x,31/02/1950,\n`);

    expect(await importPeople(given(path))).toMatchObject({ loaded: 0, rejected: 1 });
    expect((await rejections()).map(({ problem }) => problem)).toEqual([
      'missing-name',
      'formula-like',
      'not-an-nhs-number',
      'impossible-date',
      'missing-postcode',
    ]);
  });

  it.each([
    ['a line break', '"An\nne"'],
    ['a tab', 'An\tne'],
    ['a bell', 'An\u0007ne'],
    ['a turned direction', 'An\u202Ene'],
  ])('rejects a row with %s in a name, which nobody sees', async (_, name) => {
    const path = await write(`${HEADER}\n${ANNE.replace('Anne', name)}\n${BILL}\n`);

    expect(await importPeople(given(path))).toMatchObject({ loaded: 1, rejected: 1 });
    expect((await rejections()).map(({ problem }) => problem)).toEqual(['unseen-character']);
  });

  it('takes names of every script', async () => {
    const names = ['سلمى', 'נועה', 'Siân', 'Łucja', 'می‌خواهم'];
    const rows = names.map((name, i) => `,N${String(i)},${name},Archer,01/02/1950,SG1 1AA`);
    const path = await write(`${HEADER}\n${rows.join('\n')}\n`);

    expect(await importPeople(given(path))).toMatchObject({ loaded: names.length, rejected: 0 });
  });

  it('takes the district it is given for a postcode that does not tell', async () => {
    const path = await write(`${HEADER}\n${ANNE.replace('SG1 1AA', 'ZZ1 1AA')}\n${BILL}\n`);

    await importPeople({ ...given(path), otherwiseIn: District.DACORUM });

    expect((await people()).map(({ district }) => district)).toEqual(['DACORUM', 'ST_ALBANS']);
  });

  it.each([
    [
      'without a heading it needs',
      'NHS Number,First Name\n1,Anne\n',
      /“LA Person Unique Identifier”/,
    ],
    ['with a heading twice', `${HEADER},postcode\n${ANNE},x\n`, /“Postcode” stands .* twice/],
    [
      'with a quotation mark that is never closed',
      `${HEADER}\n${ANNE}\n1,P2,"Bill,B\n`,
      /never closed/,
    ],
    ['in UTF-16', Buffer.from(`\uFEFF${HEADER}\n${ANNE}\n`, 'utf16le'), /CSV UTF-8/],
    ['with nothing in it', '', /empty/],
  ])('refuses a file %s, and loads nothing', async (_, content, message) => {
    const path = await write(content);

    await expect(importPeople(given(path))).rejects.toThrow(message);
    expect(await count('person')).toBe(0);
  });

  it('says when there is no such file or no such team', async () => {
    await expect(importPeople(given('none.csv'))).rejects.toThrow(/no such file/);

    const path = await write(`${HEADER}\n${ANNE}\n`);
    await expect(importPeople({ ...given(path), team: 'Nobody' })).rejects.toThrow(
      /no team called Nobody/,
    );
    expect(await count('person')).toBe(0);
  });

  it('brings nobody to a team that was closed', async () => {
    await past(`insert into team (name, kind, closed_at) values
        ('Gone', 'SENSORY', now()), ('Open', 'SENSORY', null)`);
    const path = await write(`${HEADER}\n${ANNE}\n`);

    await expect(importPeople({ ...given(path), team: 'gone' })).rejects.toThrow(/Gone was closed/);
    await expect(importPeople({ ...given(path), team: 'Nobody' })).rejects.toThrow(
      /There are: Open\.$/,
    );
    expect(await count('person')).toBe(0);
  });

  it('takes away the list of an earlier run when nothing is rejected any more', async () => {
    await importPeople(given(await write(`${HEADER}\n123,P1,Anne,Archer,01/02/1950,SG1 1AA\n`)));
    await importPeople(given(await write(`${HEADER}\n${ANNE}\n`)));

    await expect(rejectedList()).rejects.toThrow(/ENOENT/);
  });
});

describe('the dirty sample', () => {
  it('is the one its generator makes', async () => {
    expect((await readFile(SAMPLE)).equals(makeDirtySample().bytes)).toBe(true);
  });
});

/** The list beside a file, whose own cells hold neither commas nor quotes but in the last one. */
async function rejections() {
  const [, ...lines] = (await rejectedList()).trim().split('\n');
  return lines.map((each) => {
    const [line, reference, heading, problem] = each.split(',');
    return { line: Number(line), reference, heading, problem };
  });
}

function people() {
  return read(
    `select council_reference, given_name, family_name, nhs_number, date_of_birth::text, district,
       version from person order by council_reference`,
  );
}

async function count(from: string): Promise<number> {
  const [row] = await read<{ count: string }>(`select count(*) from ${from}`);
  return Number(row?.count);
}

async function everything() {
  return [await people(), await count('event'), await count('audit_entry'), await count('team')];
}

function counted(problems: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const problem of problems) {
    counts[problem ?? ''] = (counts[problem ?? ''] ?? 0) + 1;
  }
  return counts;
}
