import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@connected-lives/kit/actor';
import { close } from '../access/relationships.ts';
import { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at, eventually } from './answers.ts';
import { colleagueOf, type Screen, shown, until, Wall } from './wall.ts';

describe('one board on the screens of several colleagues', () => {
  const council = testCouncil();
  const wall = new Wall(council);
  const watch = (actor: Actor, after?: string): Promise<Screen> => wall.watch(actor, after);
  const live = () => wall.live();
  const untilRead = (readers: number) => wall.untilRead(readers);
  const openConversation = (worker: Actor, personId: string) =>
    wall.openConversation(worker, personId);
  afterEach(() => wall.takeDown());

  it('is read once for those who may see the same, and apart for whom somebody is closed to', async () => {
    const worker = anActor();
    const relative = colleagueOf(worker);
    const aunt = await council.aPerson(teamOf(worker), { name: 'Ada Khan' });
    const other = await council.aPerson(teamOf(worker), { name: 'Noor Reed' });
    await close(council, aunt, relative.id, 'FAMILY_OR_FRIEND');
    // The relative is first: what the others are shown must not be read under those rights either.
    const screens = [await watch(relative)];
    await untilRead(1);
    screens.push(await watch(worker), await watch(colleagueOf(worker)));
    await untilRead(3);

    await openConversation(worker, aunt);
    await openConversation(worker, other);
    await until(() => screens.every((screen) => shown(screen).includes('Noor Reed')));

    expect(screens.map(shown)).toEqual([
      ['Noor Reed'],
      ['Ada Khan', 'Noor Reed'],
      ['Ada Khan', 'Noor Reed'],
    ]);
    expect((await live()).sources).toBe(2);
  });

  it('tells a colleague who says that they are family nothing of them any more', async () => {
    const worker = anActor();
    const colleague = colleagueOf(worker);
    const aunt = await council.aPerson(teamOf(worker), { name: 'Ada Khan' });
    const other = await council.aPerson(teamOf(worker), { name: 'Noor Reed' });
    const first = await watch(worker);
    await untilRead(1);
    const theirs = await watch(colleague);
    await untilRead(2);
    await openConversation(worker, aunt);
    await until(() => [first, theirs].every(({ changes }) => changes.length === 1));
    expect((await live()).sources).toBe(1);

    at(
      await council.ask(
        colleague,
        `mutation ($input: DeclareConnectionInput!) {
           declareConnection(input: $input) { id person { id } } }`,
        {
          input: {
            personId: aunt,
            practitionerId: colleague.id,
            connection: 'FAMILY_OR_FRIEND',
            reason: 'She is my aunt.',
            idempotencyKey: randomUUID(),
          },
        },
      ),
      'declareConnection.id',
    );
    // At once, before the news can have come by itself.
    await openConversation(worker, aunt);
    await until(() => theirs.ended() !== undefined);
    await openConversation(worker, other);
    // Practice hears of it by feed, and until then it says of the aunt's cards what they are about.
    const { practice } = council.services;
    await eventually(async () => {
      expect(await practice.subgraph.rightsOf(colleague)).toContain(aunt);
    });
    const again = await watch(colleague, theirs.changes.at(-1)?.cursor);
    await until(() => again.changes.length === 1);
    await openConversation(worker, aunt);
    await openConversation(worker, other);
    await until(() => again.changes.length === 2 && first.changes.length === 5);

    expect(theirs.ended()).toBe('STREAM_AGAIN');
    expect(shown(theirs)).toEqual(['Ada Khan']);
    expect(shown(again)).toEqual(['Noor Reed', 'Noor Reed']);
    expect(again.changes).toEqual(first.changes.filter((_, i) => i === 2 || i === 4));
    expect(first.ended()).toBeUndefined();
  });

  it('is shared by fifty screens at once', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const screens = await Promise.all(Array.from({ length: 50 }, () => watch(colleagueOf(worker))));
    await untilRead(50);

    const conversation = await openConversation(worker, personId);
    await until(() => screens.every(({ changes }) => changes.length === 1));

    expect(new Set(screens.map(({ changes }) => changes[0]?.conversationId))).toEqual(
      new Set([conversation]),
    );
    expect((await live()).sources).toBe(1);
  });

  it('is shared again by screens that come back from different places, each missing nothing', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const first = await watch(worker);
    await untilRead(1);
    for (let n = 0; n < 4; n += 1) {
      await openConversation(worker, personId);
    }
    await until(() => first.changes.length === 4);
    const cursors = first.changes.map(({ cursor }) => cursor);

    const back = Array.from({ length: 20 }, (_, n) => ({ seen: (n % 4) + 1 }));
    const screens = await Promise.all(
      back.map(async ({ seen }) => watch(colleagueOf(worker), cursors[seen - 1])),
    );
    await openConversation(worker, personId);
    await untilRead(21);
    await until(() =>
      screens.every(({ changes }, n) => changes.length === 5 - (back[n]?.seen ?? 0)),
    );
    await until(async () => (await live()).sources === 1);
    await openConversation(worker, personId);
    await until(() => first.changes.length === 6);
    await until(() =>
      screens.every(({ changes }, n) => changes.length === 6 - (back[n]?.seen ?? 0)),
    );

    screens.forEach(({ changes }, n) => {
      expect(changes).toEqual(first.changes.slice(back[n]?.seen));
    });
  });

  it('asks what is each viewer’s own, of many in one round trip, in every service alike', async () => {
    const personId = await council.aPerson(randomUUID());
    const [nobody, relative, friend] = [anActor(), anActor(), anActor()];
    await close(council, personId, relative.id, 'FAMILY_OR_FRIEND');
    await close(council, personId, friend.id, 'SELF');

    for (const { subgraph } of Object.values(council.services)) {
      expect(
        await Promise.all(
          [nobody, relative, nobody, friend].map((actor) => subgraph.rightsOf(actor)),
        ),
      ).toEqual(['', `FAMILY_OR_FRIEND ${personId}`, '', `SELF ${personId}`]);
    }
  });
});
