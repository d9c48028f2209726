import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from '../circle/circle.given.ts';

const { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere } = testCircle();

const lacking = (personId: string) => ({
  personId,
  matter: 'Where to live after hospital',
  supportGiven: 'Pictures of both places, twice, in the morning, with her daughter there.',
  impairment: 'Delirium after the operation',
  understands: true,
  retains: false,
  weighs: false,
  communicates: true,
  conclusion: 'LACKS_CAPACITY',
  reason: 'She did not keep what each place is like long enough to weigh it.',
  assessedBy: 'Rowan Ashby, social worker',
  assessedOn: '2026-05-01',
  bestInterestsReference: 'BI-2026-14',
  reviewDueOn: '2026-06-01',
});
const able = (personId: string) => ({
  ...lacking(personId),
  retains: true,
  weighs: true,
  conclusion: 'HAS_CAPACITY',
  impairment: null,
  bestInterestsReference: null,
});

describe('a decision about capacity', () => {
  it('is about one matter, and the person reads it', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await make(worker, 'recordCapacityDecision', lacking(personId));

    for (const viewer of [worker, themself(personId)]) {
      expect(
        await told(viewer, personId, 'capacityDecisions { matter conclusion retains reviewDueOn }'),
      ).toEqual({
        capacityDecisions: [
          {
            matter: 'Where to live after hospital',
            conclusion: 'LACKS_CAPACITY',
            retains: false,
            reviewDueOn: '2026-06-01',
          },
        ],
      });
    }
  });

  it('is there for nobody whom nobody assessed: capacity is presumed', async () => {
    const worker = anActor();

    expect(await told(worker, await aPersonWith(worker), 'capacityDecisions { id }')).toEqual({
      capacityDecisions: [],
    });
  });

  it('takes the place of the one before about the same matter, and of no other', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const other = { ...able(personId), matter: 'Whether to keep the dog' };
    await make(worker, 'recordCapacityDecision', lacking(personId));
    await make(worker, 'recordCapacityDecision', other);

    await make(worker, 'recordCapacityDecision', {
      ...able(personId),
      matter: ' where to LIVE after hospital',
      assessedOn: '2026-05-20',
    });

    const holds = 'capacityDecisions { matter conclusion }';
    expect(await told(worker, personId, holds)).toEqual({
      capacityDecisions: [
        { matter: 'where to LIVE after hospital', conclusion: 'HAS_CAPACITY' },
        { matter: 'Whether to keep the dog', conclusion: 'HAS_CAPACITY' },
      ],
    });
    expect(
      await told(worker, personId, 'capacityDecisions(former: true) { conclusion }'),
    ).toMatchObject({ capacityDecisions: [{}, {}, {}] });
  });

  it('holds one at a time, also when two colleagues write at once', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    const answers = await Promise.all([
      change(worker, 'recordCapacityDecision', lacking(personId)),
      change(worker, 'recordCapacityDecision', able(personId)),
    ]);

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    const current = await people.rows(
      'select id from capacity_decision where person_id = $1 and superseded_at is null',
      [personId],
    );
    expect(current).toHaveLength(1);
  });

  it.each([
    'All decisions',
    'everything',
    'Lacks capacity',
    'any financial decisions',
    'capacity',
    'Decisions.',
  ])('is never a blanket one: %s', async (matter) => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(
      await refusalOf(change(worker, 'recordCapacityDecision', { ...lacking(personId), matter })),
    ).toBe('NOT_ONE_MATTER');
  });

  it('follows the test: unable in at least one of four, because of an impairment', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    for (const unsound of [
      { impairment: null },
      { retains: true, weighs: true },
      { conclusion: 'HAS_CAPACITY' },
    ]) {
      expect(
        await refusalOf(
          change(worker, 'recordCapacityDecision', { ...lacking(personId), ...unsound }),
        ),
      ).toBe('CONCLUSION_DOES_NOT_FOLLOW');
    }
    expect(
      await refusalOf(
        change(worker, 'recordCapacityDecision', {
          ...able(personId),
          bestInterestsReference: 'BI-2026-15',
        }),
      ),
    ).toBe('THEIRS_TO_DECIDE');
    expect(
      await refusalOf(
        change(worker, 'recordCapacityDecision', { ...able(personId), reviewDueOn: '2026-04-01' }),
      ),
    ).toBe('REVIEW_BEFORE_ASSESSMENT');
  });

  it('is written by the people who work with the person', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(await refusalOf(change(elsewhere(), 'recordCapacityDecision', able(personId)))).toBe(
      'NOT_FOUND',
    );
    expect(
      await refusalOf(change(themself(personId), 'recordCapacityDecision', able(personId))),
    ).toBe('NOT_YOURS');
  });
});
