import { randomUUID } from 'node:crypto';
import { anActor, testService } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { peopleService } from '../people.service.ts';

const people = testService(peopleService);
/** The same of another council, for a test that counts nobody else's people. */
const elsewhere = testService(peopleService);

const CELLS = `query ($cells: [_Any!]!) { _entities(representations: $cells) {
  ... on OutcomeReportCell { peopleKnown }
} }`;

/** The people known in each district, for a reference that calls every cell shown. */
async function peopleKnown(
  districts: (string | null)[],
  { suppressed = false, council = people } = {},
): Promise<unknown> {
  const cells = districts.map((district) => ({
    __typename: 'OutcomeReportCell',
    from: '2026-06-01',
    to: '2026-06-30',
    district,
    wellbeingArea: null,
    suppressed,
  }));
  const answer = await council.ask(anActor('commissioner'), CELLS, { cells });
  expect(answer.errors).toBeUndefined();
  const { _entities } = answer.data as unknown as { _entities: { peopleKnown: unknown }[] };
  return _entities.map((cell) => cell.peopleKnown);
}

async function somebodyIn(district: string, council = people): Promise<void> {
  await council.arrange(
    `insert into person (id, team_id, given_name, family_name, district)
     values ($1, $2, 'Ada', 'Khan', $3)`,
    [randomUUID(), randomUUID(), district],
  );
}

describe('the measure of people in the outcome report', () => {
  it('says nothing of one to four people, though a reference calls the cell shown', async () => {
    const cells = ['WATFORD', 'STEVENAGE', null];
    const withNobody = await peopleKnown(cells);
    for (let i = 0; i < 4; i += 1) {
      await somebodyIn('WATFORD');
    }
    const withFour = await peopleKnown(cells);
    await somebodyIn('WATFORD');
    const withFive = await peopleKnown(cells);

    expect(withNobody).toEqual([0, 0, 0]);
    expect(withFour).toEqual([null, 0, null]);
    expect(withFive).toEqual([5, 0, 5]);
  });

  it('says nothing in a cell that practice suppressed, however many people live there', async () => {
    for (let i = 0; i < 5; i += 1) {
      await somebodyIn('HERTSMERE', elsewhere);
    }

    const council = elsewhere;
    expect(await peopleKnown(['HERTSMERE'], { suppressed: true, council })).toEqual([null]);
    expect(await peopleKnown(['HERTSMERE'], { council })).toEqual([5]);
  });
});
