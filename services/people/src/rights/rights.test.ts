import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from '../circle/circle.given.ts';

const { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere } = testCircle();

const ADVOCACY = 'advocacy { duty entitled appropriateIndividual { name } advocate { name } }';

describe('the right to an independent advocate', () => {
  const decision = (personId: string) => ({
    personId,
    duty: 'ASSESSMENT',
    substantialDifficulty: true,
    reason: 'He cannot weigh what is offered, and nobody of his own can come.',
  });

  it('is there with substantial difficulty and nobody to support them, duty by duty', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await make(worker, 'decideAdvocacy', decision(personId));
    await make(worker, 'decideAdvocacy', {
      ...decision(personId),
      duty: 'SAFEGUARDING',
      substantialDifficulty: false,
    });

    expect(await told(themself(personId), personId, ADVOCACY)).toMatchObject({
      advocacy: [
        { duty: 'SAFEGUARDING', entitled: false },
        { duty: 'ASSESSMENT', entitled: true, advocate: null },
      ],
    });
  });

  it('ends where somebody of the circle can support them, and the decision before is kept', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const sister = { personId, kind: 'FAMILY', name: 'Ruth' };
    const appropriateIndividualId = await make(worker, 'addToCircle', sister);
    await make(worker, 'decideAdvocacy', decision(personId));

    await make(worker, 'decideAdvocacy', { ...decision(personId), appropriateIndividualId });

    expect(await told(worker, personId, ADVOCACY)).toMatchObject({
      advocacy: [{ entitled: false, appropriateIndividual: { name: 'Ruth' } }],
    });
    expect(await told(worker, personId, 'advocacy(former: true) { entitled }')).toEqual({
      advocacy: [{ entitled: false }, { entitled: true }],
    });
  });

  it('names the advocate from the circle, and nobody else as one', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const friendId = await make(worker, 'addToCircle', { personId, kind: 'FRIEND', name: 'Bob' });
    const advocateId = await make(worker, 'addToCircle', {
      personId,
      kind: 'ADVOCATE',
      name: 'Dele',
      organisation: 'Voices',
    });

    await make(worker, 'decideAdvocacy', { ...decision(personId), advocateId });

    expect(await told(worker, personId, ADVOCACY)).toMatchObject({
      advocacy: [{ entitled: true, advocate: { name: 'Dele' } }],
    });
    for (const [wrong, code] of [
      [{ advocateId: friendId }, 'NOT_AN_ADVOCATE'],
      [{ appropriateIndividualId: advocateId }, 'NOT_APPROPRIATE'],
    ] as const) {
      expect(
        await refusalOf(change(worker, 'decideAdvocacy', { ...decision(personId), ...wrong })),
      ).toBe(code);
    }
  });

  it('is decided by the people who work with the person', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(await refusalOf(change(elsewhere(), 'decideAdvocacy', decision(personId)))).toBe(
      'NOT_FOUND',
    );
    expect(await refusalOf(change(themself(personId), 'decideAdvocacy', decision(personId)))).toBe(
      'NOT_YOURS',
    );
  });
});

describe('how a person wants to be involved', () => {
  it('is in their own words, and the latest holds', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const say = 'sayHowIWantToBeInvolved';
    await change(worker, say, { personId, words: 'By letter.' }, '{ words }');

    await change(themself(personId), say, { personId, words: 'Ring me first.' }, '{ words }');

    expect(await told(worker, personId, 'howIWantToBeInvolved { words writtenByPerson }')).toEqual({
      howIWantToBeInvolved: { words: 'Ring me first.', writtenByPerson: true },
    });
    expect(
      await people.rows(
        'select words from involvement_wish where person_id = $1 order by said_at',
        [personId],
      ),
    ).toEqual([{ words: 'By letter.' }, { words: 'Ring me first.' }]);
    expect(
      await refusalOf(change(elsewhere(), say, { personId, words: 'Never.' }, '{ words }')),
    ).toBe('NOT_FOUND');
    expect(
      await refusalOf(change(anActor('finance'), say, { personId, words: 'x' }, '{ words }')),
    ).toBe('NOT_FOUND');
  });
});
