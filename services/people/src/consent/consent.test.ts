import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from '../circle/circle.given.ts';
import { oneMonthAfter } from './one-month-after.ts';

const { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere } = testCircle();

const agreement = (personId: string) => ({
  personId,
  sharedWith: 'The GP practice',
  what: 'How I manage at home',
  purpose: 'So that I need not say it twice',
  how: 'SAID',
  agreedOn: '2026-05-01',
});
const SHARING = 'sharing { sharedWith withdrawnAt withdrawnWords relationship { name } }';

describe('what a person agreed to share', () => {
  it('says with whom, what, what for and how it was agreed', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const relationshipId = await make(worker, 'addToCircle', {
      personId,
      kind: 'FRIEND',
      name: 'Bob',
    });

    await make(worker, 'agreeToShare', { ...agreement(personId), relationshipId });

    for (const viewer of [worker, themself(personId)]) {
      expect(await told(viewer, personId, SHARING)).toEqual({
        sharing: [
          {
            sharedWith: 'The GP practice',
            withdrawnAt: null,
            withdrawnWords: null,
            relationship: { name: 'Bob' },
          },
        ],
      });
    }
  });

  it('is the person’s own to agree and to withdraw, and the history stays', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const agreementId = await make(themself(personId), 'agreeToShare', {
      ...agreement(personId),
      how: 'ONLINE',
    });

    await make(themself(personId), 'withdrawAgreement', { agreementId, words: 'I moved.' });

    expect(await told(worker, personId, SHARING)).toMatchObject({
      sharing: [{ withdrawnAt: expect.any(String), withdrawnWords: 'I moved.' }],
    });
    expect(await refusalOf(change(worker, 'withdrawAgreement', { agreementId }))).toBe(
      'WITHDRAWN_BEFORE',
    );
    expect(await people.events('sharing-changed', agreementId)).toMatchObject([
      { version: 1, payload: {} },
      { version: 2, payload: {} },
    ]);
  });

  it('cannot be said to have been done online by somebody else', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(
      await refusalOf(change(worker, 'agreeToShare', { ...agreement(personId), how: 'ONLINE' })),
    ).toBe('NOT_HOW_IT_WAS');
    expect(await refusalOf(change(themself(personId), 'agreeToShare', agreement(personId)))).toBe(
      'NOT_HOW_IT_WAS',
    );
    expect(
      await refusalOf(
        change(worker, 'agreeToShare', { ...agreement(personId), untilOn: '2026-04-30' }),
      ),
    ).toBe('ENDS_BEFORE_IT_BEGINS');
  });

  it('answers alike for a person out of reach and for nobody', async () => {
    const worker = anActor();
    const hidden = await aPersonWith(worker);
    const agreementId = await make(worker, 'agreeToShare', agreement(hidden));

    for (const id of [hidden, randomUUID()]) {
      expect(await refusalOf(change(elsewhere(), 'agreeToShare', agreement(id)))).toBe('NOT_FOUND');
    }
    for (const id of [agreementId, randomUUID()]) {
      expect(await refusalOf(change(elsewhere(), 'withdrawAgreement', { agreementId: id }))).toBe(
        'NOT_FOUND',
      );
    }
  });

  it('refers to nobody of another person’s circle', async () => {
    const worker = anActor();
    const [personId, other] = [await aPersonWith(worker), await aPersonWith(worker)];
    const relationshipId = await make(worker, 'addToCircle', {
      personId: other,
      kind: 'FRIEND',
      name: 'Bob',
    });

    expect(
      await refusalOf(change(worker, 'agreeToShare', { ...agreement(personId), relationshipId })),
    ).toBe('NOT_FOUND');
  });
});

describe('an objection', () => {
  const objection = (personId: string) => ({
    personId,
    toWhat: 'Using my record for the yearly report',
    objectedOn: '2026-01-31',
  });

  it('is made by the person, has its answer within a month, and the person reads it', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const objectionId = await make(themself(personId), 'recordObjection', objection(personId));

    await make(worker, 'answerObjection', {
      objectionId,
      answer: 'STOPPED',
      words: 'We leave your record out from now on.',
    });

    expect(
      await told(themself(personId), personId, 'objections { answerDueOn answer answerWords }'),
    ).toEqual({
      objections: [
        {
          answerDueOn: '2026-02-28',
          answer: 'STOPPED',
          answerWords: 'We leave your record out from now on.',
        },
      ],
    });
    const again = { objectionId, answer: 'GOES_ON', words: 'We changed our mind.' };
    expect(await refusalOf(change(worker, 'answerObjection', again))).toBe('ANSWERED_BEFORE');
  });

  it('is not answered by the person themself, nor by whoever does not reach them', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const objectionId = await make(worker, 'recordObjection', objection(personId));
    const answer = { objectionId, answer: 'GOES_ON', words: 'It is the law.' };

    expect(await refusalOf(change(themself(personId), 'answerObjection', answer))).toBe(
      'NOT_YOURS',
    );
    expect(await refusalOf(change(elsewhere(), 'answerObjection', answer))).toBe('NOT_FOUND');
    expect(await refusalOf(change(elsewhere(), 'recordObjection', objection(personId)))).toBe(
      'NOT_FOUND',
    );
  });

  it.each([
    ['2026-01-15', '2026-02-15'],
    ['2024-01-31', '2024-02-29'],
    ['2026-12-31', '2027-01-31'],
    ['2026-03-31', '2026-04-30'],
  ])('made on %s is to be answered by %s', (made, due) => {
    expect(oneMonthAfter(made)).toBe(due);
  });
});
