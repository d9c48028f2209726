import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@connected-lives/kit/actor';
import { close } from '../access/relationships.ts';
import { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at, eventually } from './answers.ts';

const WALL = `subscription Wall($team: ID!, $after: String) {
  teamBoardChanged(teamId: $team, after: $after) {
    cursor kind conversationId card { purpose person { name } }
  }
}`;

interface Change {
  readonly cursor: string;
  readonly conversationId: string;
  readonly card: { readonly purpose: string; readonly person: { readonly name: string } } | null;
}

/** A board on one screen: what it was shown, and the code with which it ended. */
interface Screen {
  readonly changes: Change[];
  readonly ended: () => string | undefined;
}

describe('one board on the screens of several colleagues', () => {
  const council = testCouncil();
  const leaving: (() => void)[] = [];
  afterEach(async () => {
    leaving.splice(0).forEach((leave) => leave());
    await untilRead(0);
  });

  async function watch(actor: Actor, after: string | null = null): Promise<Screen> {
    const client = await council.live(actor);
    const changes: Change[] = [];
    let ended: string | undefined;
    const leave = client.subscribe<{ teamBoardChanged: Change }>(
      { query: WALL, variables: { team: teamOf(actor), after } },
      {
        next({ data, errors }) {
          if (data?.teamBoardChanged !== undefined) {
            changes.push(data.teamBoardChanged);
          }
          ended ??= errors?.[0]?.extensions?.['code'] as string | undefined;
        },
        error: (fault) => (ended ??= JSON.stringify(fault)),
        complete: () => (ended ??= 'complete'),
      },
    );
    leaving.push(leave);
    return { changes, ended: () => ended };
  }

  /** Of the whole gateway: each test leaves none behind. */
  async function live(): Promise<{ sources: number; readers: number }> {
    const metrics = await (await fetch(`${council.url}/metrics`)).text();
    const gauge = (name: string) =>
      Number(new RegExp(`^gateway_live_${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
    return { sources: gauge('sources'), readers: gauge('readers') };
  }

  async function untilRead(readers: number): Promise<void> {
    await until(async () => (await live()).readers === readers);
  }

  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    const giveUpAt = performance.now() + 20_000;
    while (!(await condition())) {
      if (performance.now() > giveUpAt) {
        throw new Error(`It did not happen: ${condition.toString()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async function openConversation(worker: Actor, personId: string): Promise<string> {
    const answer = await council.ask(
      worker,
      `mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }`,
      {
        input: {
          personId,
          purpose: 'To get out more',
          stage: 'CONNECT_AND_PREVENT',
          ledBy: 'TOGETHER',
          idempotencyKey: randomUUID(),
        },
      },
    );
    return String(at(answer, 'openConversation.id'));
  }

  const colleagueOf = (worker: Actor): Actor =>
    anActor('practitioner', { teamIds: worker.teamIds });
  const shown = ({ changes }: Screen): (string | undefined)[] =>
    changes.map(({ card }) => card?.person.name);

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
