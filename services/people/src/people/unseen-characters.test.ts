import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from './person.given.ts';

const { aPersonWith, change, read, themself } = testRecord();

const BELL = '\u0007';
const TURNED = '\u202E';

/** Why a change was refused, in full. */
async function toldOf(answer: ReturnType<typeof change>) {
  const { errors } = await answer;
  return { message: errors?.[0]?.message, ...errors?.[0]?.extensions };
}

describe('a name', () => {
  it.each([
    'سلمى',
    'נועה',
    'Siân',
    'Łucja Wiśniewska-Żak',
    'می‌خواهم',
    'ක්‍රිෂාන්',
    'Sunny 👩🏽‍🦱',
    'O’Brien',
    `Ada\u200F`,
  ])('is written as the person writes it: %s', async (preferredName) => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    const { errors } = await change(worker, 'updatePersonDetails', { personId, preferredName });

    expect(errors).toBeUndefined();
    expect(await read(worker, personId, 'preferredName')).toEqual({ preferredName });
  });

  it.each([
    ['U+0007', BELL],
    ['U+007F', '\u007F'],
    ['U+0085', '\u0085'],
    ['U+202E', TURNED],
    ['U+2066', '\u2066'],
  ])('holds no character that nobody sees: %s', async (code, character) => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(
      await toldOf(
        change(worker, 'updatePersonDetails', { personId, givenName: `Ad${character}a` }),
      ),
    ).toMatchObject({
      message: `givenName has a character in it that nobody sees (${code}): write it without.`,
      code: 'BAD_USER_INPUT',
      fields: ['givenName'],
    });
    expect(await read(worker, personId, 'name')).toEqual({ name: 'Ada Khan' });
  });

  it.each(['\n', '\r\n', '\t', '\u2028'])('is one line: %j', async (character) => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(
      await toldOf(
        change(worker, 'updatePersonDetails', { personId, familyName: `Kh${character}an` }),
      ),
    ).toMatchObject({ message: 'familyName is one line, without line breaks or tabs.' });
  });

  it('is one line also when the person asks for it to be put right', async () => {
    const personId = await aPersonWith(anActor());
    const asking = (shouldSay: string) =>
      change(
        themself(personId),
        'correctMyDetails',
        { field: 'GIVEN_NAME', shouldSay },
        '{ correction { id } }',
      );

    expect(await toldOf(asking('Ada\nLouise'))).toMatchObject({ fields: ['shouldSay'] });
    expect(await toldOf(asking(`Ada${TURNED}`))).toMatchObject({ fields: ['shouldSay'] });
    expect((await asking('Ada Louise')).errors).toBeUndefined();
  });
});

describe('other texts of one line', () => {
  it.each([
    ['addToCircle', { kind: 'FRIEND', name: `Bob${BELL}` }, 'name'],
    ['addToCircle', { kind: 'FRIEND', name: 'Bob', asWhat: 'old\nfriend' }, 'asWhat'],
    [
      'addToCircle',
      { kind: 'ADVOCATE', name: 'B', organisation: `Voices${TURNED}` },
      'organisation',
    ],
    ['addContactWay', { kind: 'LETTER', words: 'ring\nlong' }, 'words'],
    [
      'updatePersonDetails',
      { informationFormats: ['Easy read', `Large${BELL}`] },
      'informationFormats',
    ],
    ['recordAddress', { address: { kind: 'HOME', lines: ['3 Mill\tLane'] } }, 'lines'],
  ])('%s holds none either: %j', async (mutation, input, field) => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(
      await toldOf(change(worker, mutation, { personId, ...input }, '{ __typename }')),
    ).toMatchObject({ code: 'BAD_USER_INPUT', fields: [field] });
  });
});

describe('words of somebody’s own', () => {
  const writing = async (worker: ReturnType<typeof anActor>, personId: string, toWhat: string) =>
    change(
      worker,
      'recordObjection',
      { personId, toWhat, objectedOn: '2026-01-31' },
      '{ __typename }',
    );

  it('keep their paragraphs and tabs, and a quotation in another direction', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const toWhat = 'To two things:\r\n\tthe report\n\tthe letter to \u2067נועה\u2069';

    expect((await writing(worker, personId, toWhat)).errors).toBeUndefined();
    expect(await read(worker, personId, 'objections { toWhat }')).toEqual({
      objections: [{ toWhat }],
    });
  });

  it.each(['\u0000', BELL, '\u001B', '\u009B'])('hold no control: %j', async (character) => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    expect(await toldOf(writing(worker, personId, `No${character}`))).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['toWhat'],
    });
  });
});
