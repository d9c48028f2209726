import { randomUUID } from 'node:crypto';
import { bareStatement, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

let now = new Date('2026-11-01T10:00:00Z');
const { people, aPersonWith, aColleague, change, refusalOf, read, themself } = testRecord(
  () => (now = new Date(now.getTime() + 1_000)),
);

const ABOUT = 'aboutMe { mostImportantToMe pleaseDoAndDont supportedBy { name } }';
const twice = ['My dog.', 'My cat.'].map((words) => ({ heading: 'MY_WELLNESS', words }));

describe('About Me', () => {
  it('says under each heading what was written there last, and who supported them to', async () => {
    const worker = await aColleague(anActor(), 'Robin Dale');
    const personId = await aPersonWith(worker);
    await change(worker, 'writeAboutMe', {
      personId,
      entries: [
        { heading: 'MOST_IMPORTANT_TO_ME', words: 'My dog.' },
        { heading: 'PLEASE_DO_AND_DONT', words: 'Do knock.' },
      ],
    });

    await change(worker, 'writeAboutMe', {
      personId,
      entries: [{ heading: 'MOST_IMPORTANT_TO_ME', words: 'My dog and my sister.' }],
    });

    expect(await read(worker, personId, ABOUT)).toEqual({
      aboutMe: {
        mostImportantToMe: 'My dog and my sister.',
        pleaseDoAndDont: 'Do knock.',
        supportedBy: { name: 'Robin Dale' },
      },
    });
  });

  it('lets the person write for themself, and nobody has supported them then', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);

    await change(themself(personId), 'addMyWords', {
      heading: 'MOST_IMPORTANT_TO_ME',
      words: 'Tea.',
    });

    for (const viewer of [worker, themself(personId)]) {
      expect(await read(viewer, personId, ABOUT)).toEqual({
        aboutMe: { mostImportantToMe: 'Tea.', pleaseDoAndDont: null, supportedBy: null },
      });
    }
    const [event] = await people.events('about-me-written', personId);
    expect(event).toMatchObject({ team_id: teamOf(worker) });
    expect(JSON.stringify(event)).not.toContain('Tea');
  });

  it('keeps every writing, newest first and page by page, also what was taken away', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const write = (words: string | null) =>
      change(worker, 'writeAboutMe', { personId, entries: [{ heading: 'MY_WELLNESS', words }] });
    await write('I sing.');
    await write('I hum.');
    await write(null);

    const first = (await read(
      worker,
      personId,
      `aboutMe { myWellness writtenOn } aboutMeHistory(first: 2) {
         edges { node { words } } pageInfo { endCursor hasNextPage } }`,
    )) as { aboutMeHistory: { pageInfo: { endCursor: string } } };
    expect(first).toMatchObject({
      aboutMe: { myWellness: null, writtenOn: '2026-11-01' },
      aboutMeHistory: {
        edges: [{ node: { words: null } }, { node: { words: 'I hum.' } }],
        pageInfo: { hasNextPage: true },
      },
    });
    const { endCursor } = first.aboutMeHistory.pageInfo;
    expect(
      await read(
        worker,
        personId,
        `aboutMeHistory(first: 2, after: "${endCursor}") { edges { node { words } } }`,
      ),
    ).toEqual({ aboutMeHistory: { edges: [{ node: { words: 'I sing.' } }] } });
  });

  it('cannot be unwritten: the service itself has no right to change the words', async () => {
    const worker = anActor();
    await aPersonWith(worker);

    expect(
      await bareStatement(people.database.appUrl, worker, `update about_me set words = 'x'`, []),
    ).toBe(REFUSED);
  });

  it('is nobody’s to write but theirs and their workers’', async () => {
    const personId = await aPersonWith();
    const entries = [{ heading: 'MY_WELLNESS', words: 'x' }];
    const words = { heading: 'MY_WELLNESS', words: 'x' };

    expect(await refusalOf(change(anActor(), 'writeAboutMe', { personId, entries }))).toBe(
      'NOT_FOUND',
    );
    expect(await refusalOf(change(anActor(), 'writeAboutMe', { personId, entries: twice }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(await refusalOf(change(themself(personId), 'writeAboutMe', { personId, entries }))).toBe(
      'NOT_YOURS',
    );
    expect(await refusalOf(change(anActor(), 'addMyWords', words))).toBe('NOT_YOURS');
    expect(await refusalOf(change(themself(randomUUID()), 'addMyWords', words))).toBe('NOT_FOUND');
  });

  it('is null for finance, which pays and does not read', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker, { paid_for: true });
    await change(themself(personId), 'addMyWords', { heading: 'MY_WELLNESS', words: 'x' });

    expect(
      await read(
        anActor('finance'),
        personId,
        'aboutMe { myWellness } aboutMeHistory { edges { node { id } } }',
      ),
    ).toEqual({ aboutMe: null, aboutMeHistory: { edges: [] } });
  });
});
