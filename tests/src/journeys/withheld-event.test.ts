import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@connected-lives/kit/actor';
import { close, open } from '../access/relationships.ts';
import { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at } from './answers.ts';
import { colleagueOf, type Screen, shown, until, Wall } from './wall.ts';

describe('what happens to somebody whose record is sealed', () => {
  const council = testCouncil();
  const wall = new Wall(council);
  afterEach(() => wall.takeDown());

  /**
   * A worker who is named for a sealed record, on whose screen is shown what happens to that person,
   * and two colleagues who share a board and have been shown one thing.
   */
  async function aTeam() {
    const worker = anActor();
    const colleagues = [colleagueOf(worker), colleagueOf(worker)] as const;
    const sealed = await council.aPerson(teamOf(worker), { name: 'Ada Khan' });
    const other = await council.aPerson(teamOf(worker), { name: 'Noor Reed' });
    await open(council, sealed, worker.id, 'NAMED');
    await close(council, sealed, null, 'SEALED');
    const named = await wall.watch(worker);
    const [first, second] = [await wall.watch(colleagues[0]), await wall.watch(colleagues[1])];
    await wall.untilRead(3);
    expect((await wall.live()).sources).toBe(2);
    await wall.openConversation(worker, other);
    await until(() => [named, first, second].every(({ changes }) => changes.length === 1));
    return { worker, colleagues, sealed, other, named, first, second };
  }

  /** Nothing that can be waited for tells a colleague of it, but it was on its way when it is told. */
  async function happenToTheSealed(worker: Actor, sealed: string, named: Screen): Promise<void> {
    const before = named.changes.length;
    await wall.openConversation(worker, sealed);
    await until(() => named.changes.length === before + 1);
  }

  it('keeps nobody apart who comes back to the board before anything else has happened', async () => {
    const { worker, sealed, other, named, first, second } = await aTeam();
    await happenToTheSealed(worker, sealed, named);

    const back = await wall.watch(colleagueOf(worker), first.changes[0]?.cursor);
    await wall.untilRead(4);
    await until(async () => (await wall.live()).sources === 2);
    await wall.openConversation(worker, other);
    await until(() => [first, second].every(({ changes }) => changes.length === 2));
    await until(() => named.changes.length === 3 && back.changes.length === 1);

    expect(back.changes).toEqual(first.changes.slice(1));
    expect(shown(named)).toEqual(['Noor Reed', 'Ada Khan', 'Noor Reed']);
    expect(shown(second)).toEqual(['Noor Reed', 'Noor Reed']);
  });

  it('takes the board from nobody but from whose rights change afterwards', async () => {
    const { worker, colleagues, sealed, other, named, first, second } = await aTeam();
    await happenToTheSealed(worker, sealed, named);
    // It has been come past when somebody who came after it is told by the same stream.
    const back = await wall.watch(colleagueOf(worker), first.changes[0]?.cursor);
    await wall.untilRead(4);
    await until(async () => (await wall.live()).sources === 2);

    at(
      await council.ask(
        colleagues[0],
        `mutation ($input: DeclareConnectionInput!) { declareConnection(input: $input) { id } }`,
        {
          input: {
            personId: other,
            practitionerId: colleagues[0].id,
            connection: 'FAMILY_OR_FRIEND',
            reason: 'She is my aunt.',
            idempotencyKey: randomUUID(),
          },
        },
      ),
      'declareConnection.id',
    );
    await until(() => first.ended() !== undefined);
    await wall.openConversation(worker, other);
    await until(() => second.changes.length === 2 && back.changes.length === 1);

    expect(first.ended()).toBe('STREAM_AGAIN');
    expect(shown(first)).toEqual(['Noor Reed']);
    expect([named, second, back].map(({ ended }) => ended())).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
