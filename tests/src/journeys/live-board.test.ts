import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@connected-lives/kit/actor';
import { type Arrangement, testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at } from './answers.ts';
import { Wall } from './wall.ts';

const WALL = `subscription Wall($team: ID!, $after: String) {
  teamBoardChanged(teamId: $team, after: $after) { cursor kind conversationId card { purpose } }
}`;

interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly conversationId: string;
}

describe.each<Arrangement>(['together', 'apart'])('a live board, services %s', (arrangement) => {
  const council = testCouncil(arrangement);
  const wall = new Wall(council);

  const openConversation = (worker: Actor, personId: string): Promise<string> =>
    wall.openConversation(worker, personId);

  async function hear(events: AsyncIterator<unknown>, count: number): Promise<Change[]> {
    const changes: Change[] = [];
    while (changes.length < count) {
      const { value } = (await events.next()) as { value: { data: { teamBoardChanged: Change } } };
      changes.push(value.data.teamBoardChanged);
    }
    return changes;
  }

  async function boardCursor(worker: Actor): Promise<string> {
    const board = await council.ask(
      worker,
      'query ($team: ID!) { teamBoard(teamId: $team) { cursor } }',
      { team: teamOf(worker) },
    );
    return String(at(board, 'teamBoard.cursor'));
  }

  it('goes on from the last cursor after its socket was lost: no gap, no repeat', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const first = await council.live(worker);
    const before = first.iterate({
      query: WALL,
      variables: { team: teamOf(worker), after: await boardCursor(worker) },
    });
    const one = await openConversation(worker, personId);
    const [seen] = await hear(before, 1);
    first.terminate();

    const two = await openConversation(worker, personId);
    const three = await openConversation(worker, personId);
    const again = await council.live(worker);
    const after = again.iterate({
      query: WALL,
      variables: { team: teamOf(worker), after: seen?.cursor },
    });
    const missed = await hear(after, 2);
    const four = await openConversation(worker, personId);
    const live = await hear(after, 1);

    expect(seen?.conversationId).toBe(one);
    expect([...missed, ...live].map(({ conversationId }) => conversationId)).toEqual([
      two,
      three,
      four,
    ]);
    await again.dispose();
  });

  it('moves on every screen of the team, and on nobody else’s', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const cursor = await boardCursor(worker);
    const screens = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const colleague = anActor('practitioner', { teamIds: worker.teamIds });
        const client = await council.live(colleague);
        return client.iterate({ query: WALL, variables: { team: teamOf(worker), after: cursor } });
      }),
    );
    const stranger = await council.live(anActor());
    const strange = stranger.iterate({ query: WALL, variables: { team: teamOf(worker) } });

    const conversation = await openConversation(worker, personId);

    for (const screen of screens) {
      expect((await hear(screen, 1))[0]?.conversationId).toBe(conversation);
      await screen.return?.();
    }
    const refused = await strange.next().then(
      ({ value }: IteratorResult<unknown>) => JSON.stringify(value),
      (error: unknown) => JSON.stringify(error),
    );
    expect(refused).toContain('NOT_FOUND');
  });

  it('writes down whose cards a viewer was shown', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const client = await council.live(worker);
    const wall = client.iterate({
      query: `subscription Wall($team: ID!, $after: String) {
        teamBoardChanged(teamId: $team, after: $after) { card { person { name } } cursor }
      }`,
      variables: { team: teamOf(worker), after: await boardCursor(worker) },
    });
    await openConversation(worker, personId);
    await hear(wall, 1);

    const looks = await council.rows(
      'people',
      `select operation from access_log where person_id = $1 and actor_id = $2`,
      [personId, worker.id],
    );
    expect(looks).toContainEqual({ operation: 'Wall' });
    await client.dispose();
  });

  it('ends when the viewer’s token does', async () => {
    const worker = anActor();
    const timed = async () => {
      const token = await council.issuer.tokenFor(worker, 2);
      const client = council.liveWith(token);
      const wall = client.iterate({ query: WALL, variables: { team: teamOf(worker) } });
      const startedAt = performance.now();
      const end = await wall.next().then(
        ({ value }: IteratorResult<unknown>) => JSON.stringify(value ?? 'completed'),
        (error: { code?: number; reason?: string }) =>
          `${String(error.code)} ${String(error.reason)}`,
      );
      expect(end).toMatch(/TOKEN_EXPIRED|4403|completed/);
      return performance.now() - startedAt;
    };

    let tookMs = await timed();
    // The quickest of three, as other tests may hold up any.
    for (let tries = 1; tries < 3 && tookMs >= 5_000; tries++) {
      tookMs = Math.min(tookMs, await timed());
    }

    expect(tookMs).toBeLessThan(5_000);
  });
});
