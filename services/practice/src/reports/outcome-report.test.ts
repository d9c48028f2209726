import { randomUUID } from 'node:crypto';
import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { Reached } from '../outcomes/reached.ts';
import { recordProgress } from '../outcomes/record-progress.ts';
import { testPractice } from '../practice.given.ts';

let now = new Date();
const { practice, as, statementsOf, aPerson, anOpenConversation, anOutcome } = testPractice(
  () => now,
);

const REPORT = `query ($from: LocalDate!, $to: LocalDate!, $by: [ReportDimension!]!) {
  outcomeReport(from: $from, to: $to, by: $by) { from to cells {
    from to district wellbeingArea suppressed people outcomesAgreed outcomesAchieved } } }`;

interface Cell {
  readonly district: string | null;
  readonly wellbeingArea: string | null;
  readonly suppressed: boolean;
  readonly people: number | null;
}

async function cellsOf(from: string, to: string, by: string[], actor = anActor('analyst')) {
  const answer = await practice.ask(actor, REPORT, { from, to, by });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { outcomeReport: { cells: Cell[] } }).outcomeReport.cells;
}

/** Somebody of the district agrees an outcome at an instant, and perhaps achieves it. */
async function anOutcomeOf(
  district: string,
  agreedAt: string,
  { achievedAt, wellbeingArea }: { achievedAt?: string; wellbeingArea?: WellbeingArea } = {},
): Promise<void> {
  const worker = anActor();
  now = new Date(agreedAt);
  const personId = await aPerson(teamOf(worker), district);
  const { id } = await anOpenConversation(worker, { personId });
  const area = wellbeingArea === undefined ? {} : { wellbeingArea };
  const { id: outcomeId } = await anOutcome(worker, id, area);
  if (achievedAt !== undefined) {
    now = new Date(achievedAt);
    const reached = { outcomeId, reached: Reached.FULLY };
    await as(worker, (ctx) => recordProgress(ctx, { idempotencyKey: randomUUID(), ...reached }));
  }
}

describe('outcomeReport', () => {
  it('counts people, outcomes agreed and outcomes achieved by district and area', async () => {
    for (let i = 0; i < 5; i += 1) {
      await anOutcomeOf('DACORUM', '2020-02-03T10:00:00Z', {
        ...(i < 2 ? { achievedAt: '2020-05-01T10:00:00Z' } : {}),
        wellbeingArea: WellbeingArea.RELATIONSHIPS,
      });
    }

    const cells = await cellsOf('2020-01-01', '2020-12-31', ['DISTRICT', 'WELLBEING_AREA']);

    expect(cells).toHaveLength(90);
    expect(cells.filter(({ suppressed }) => !suppressed)).toEqual([
      {
        from: '2020-01-01',
        to: '2020-12-31',
        district: 'DACORUM',
        wellbeingArea: 'RELATIONSHIPS',
        suppressed: false,
        people: 5,
        outcomesAgreed: 5,
        outcomesAchieved: 2,
      },
    ]);
    expect(await cellsOf('2020-05-01', '2020-05-01', [])).toMatchObject([{ suppressed: true }]);
  });

  it('says nothing of fewer than five people, and says it like of none', async () => {
    for (let i = 0; i < 4; i += 1) {
      await anOutcomeOf('WATFORD', '2021-03-01T10:00:00Z');
    }
    const withFour = await cellsOf('2021-01-01', '2021-12-31', ['DISTRICT']);
    await anOutcomeOf('WATFORD', '2021-03-01T10:00:00Z');
    const withFive = await cellsOf('2021-01-01', '2021-12-31', ['DISTRICT']);

    const nothing = {
      suppressed: true,
      people: null,
      outcomesAgreed: null,
      outcomesAchieved: null,
    };
    expect(withFour).toHaveLength(10);
    for (const cell of withFour) {
      expect(cell).toMatchObject(nothing);
    }
    expect(withFive.find(({ district }) => district === 'WATFORD')).toMatchObject({ people: 5 });
  });

  it('has a line of those whose district is not known, where there are five of them', async () => {
    for (let i = 0; i < 4; i += 1) {
      await anOutcomeOf('NOT_KNOWN', '2019-03-01T10:00:00Z');
    }
    const withFour = await cellsOf('2019-01-01', '2019-12-31', ['DISTRICT']);
    await anOutcomeOf('NOT_KNOWN', '2019-03-01T10:00:00Z');
    const withFive = await cellsOf('2019-01-01', '2019-12-31', ['DISTRICT']);

    expect(withFour).toHaveLength(10);
    expect(withFive).toHaveLength(11);
    expect(withFive.at(-1)).toMatchObject({ district: 'NOT_KNOWN', people: 5, outcomesAgreed: 5 });
  });

  it('counts people, not outcomes: five outcomes of one person are one person', async () => {
    const worker = anActor();
    now = new Date('2022-03-01T10:00:00Z');
    const { id } = await anOpenConversation(worker);
    for (let i = 0; i < 5; i += 1) {
      await anOutcome(worker, id);
    }

    expect(await cellsOf('2022-01-01', '2022-12-31', [])).toMatchObject([
      { district: null, wellbeingArea: null, suppressed: true },
    ]);
  });

  it('has London days: half past midnight in summer is the new day', async () => {
    for (let i = 0; i < 5; i += 1) {
      await anOutcomeOf('STEVENAGE', '2023-06-14T23:30:00Z');
    }

    expect(await cellsOf('2023-06-14', '2023-06-14', [])).toMatchObject([{ suppressed: true }]);
    expect(await cellsOf('2023-06-15', '2023-06-15', [])).toMatchObject([{ people: 5 }]);
  });

  it('is read with one statement, however many cells', async () => {
    const statements = await statementsOf(() =>
      cellsOf('2020-01-01', '2020-12-31', ['DISTRICT', 'WELLBEING_AREA']),
    );

    expect(statements.filter((text) => text.includes('from outcome'))).toHaveLength(1);
  });

  it('answers references to its cells as the report itself does', async () => {
    const [cell] = (await cellsOf('2020-01-01', '2020-12-31', ['DISTRICT'])).filter(
      ({ suppressed }) => !suppressed,
    );
    const key = { from: '2020-01-01', to: '2020-12-31', wellbeingArea: null };
    const r = [{ __typename: 'OutcomeReportCell', ...key, district: 'DACORUM' }];

    const answer = await practice.ask(
      anActor('commissioner'),
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on OutcomeReportCell {
         district people outcomesAchieved } } }`,
      { r },
    );

    expect(cell).toMatchObject({ district: 'DACORUM', people: 5, outcomesAchieved: 2 });
    expect(answer.data).toEqual({
      _entities: [{ district: 'DACORUM', people: 5, outcomesAchieved: 2 }],
    });
  });

  it('refuses days that make no period of three years at most', async () => {
    for (const [from, to] of [
      ['2026-02-01', '2026-01-31'],
      ['2020-01-01', '2024-01-01'],
    ]) {
      const answer = await practice.ask(anActor('commissioner'), REPORT, { from, to, by: [] });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_PERIOD' });
    }
  });

  it('is for staff: the person is refused, whoever’s figures they are', async () => {
    const answer = await practice.ask(anActor('citizen', { personId: randomUUID() }), REPORT, {
      from: '2026-01-01',
      to: '2026-01-31',
      by: [],
    });

    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_YOURS' });
  });

  it('comes from a role that could not read a word of what was said', async () => {
    const analyst = anActor('analyst');

    for (const column of ['own_words', 'how_we_will_work_towards_it']) {
      await expect(
        as(analyst, (ctx) =>
          ctx.reports
            .selectFrom('outcome')
            .select((row) => row.ref(column as 'ownWords').as('words'))
            .execute(),
        ),
      ).rejects.toThrow(/permission denied/);
    }
    await expect(
      as(analyst, (ctx) => ctx.reports.selectFrom('passage').select('id').execute()),
    ).rejects.toThrow(/permission denied/);
  });
});
