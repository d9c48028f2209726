import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@connected-lives/kit/actor';
import { describe, expect, it } from '@jest/globals';
import { type Answer, type Arrangement, testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { eventually } from './answers.ts';

const WALL = `subscription Wall($team: ID!) {
  teamBoardChanged(teamId: $team) { cursor kind }
}`;
const KNOWN_WITHIN_MS = 5_000;

describe.each<Arrangement>(['together', 'apart'])('leaving a team, services %s', (arrangement) => {
  const council = testCouncil(arrangement);

  /** What the people service leaves behind when somebody leaves. */
  async function leave(kind: string, worker: Actor, teamId: string | null): Promise<void> {
    await council.arrange(
      'people',
      `insert into event (kind, subject_id, team_id, version) values ($1, $2, $3, 2)`,
      [kind, worker.practitionerId, teamId],
    );
  }

  async function untilRefused(token: string, personId: string): Promise<Answer> {
    const startedAt = performance.now();
    for (;;) {
      const answer = await council.ask(token, 'query ($id: ID!) { person(id: $id) { name } }', {
        id: personId,
      });
      if (answer.status === 401 || performance.now() - startedAt > KNOWN_WITHIN_MS) {
        return answer;
      }
      await pause(20);
    }
  }

  /** How a live stream ends, and when. */
  async function endOf(events: AsyncIterator<unknown>): Promise<{ words: string; at: number }> {
    let words = '';
    try {
      for (;;) {
        const { done, value } = await events.next();
        words += JSON.stringify(value ?? 'completed');
        if (done === true) {
          break;
        }
      }
    } catch (error) {
      const { code, reason } = error as { code?: number; reason?: string };
      words += `${String(code)} ${String(reason)}`;
    }
    return { words, at: performance.now() };
  }

  it('ends the board and every answer to the old token within five seconds', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const token = await council.issuer.tokenFor(worker);
    const client = council.liveWith(token);
    const wall = client.iterate({ query: WALL, variables: { team: teamOf(worker) } });
    const ended = endOf(wall);
    await eventually(async () => expect(await council.liveReaders()).toBe(1));
    expect(await nameOf(token, personId)).toBe('Ada Khan');

    await leave('practitioner-left-team', worker, teamOf(worker));
    const leftAt = performance.now();
    const [refused, end] = await Promise.all([untilRefused(token, personId), ended]);

    expect(refused.status).toBe(401);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(end.words).toContain('RIGHTS_CHANGED');
    expect(end.at - leftAt).toBeLessThan(KNOWN_WITHIN_MS);
  });

  it('leaves the colleagues, and whoever signs in again, what they may see', async () => {
    const worker = anActor();
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });
    const personId = await council.aPerson(teamOf(worker));
    const old = await council.issuer.tokenFor(worker);

    await leave('practitioner-left-team', worker, teamOf(worker));
    await untilRefused(old, personId);
    // Tokens tell time in whole seconds.
    await pause(1_000);
    const own = randomUUID();
    const again = await council.issuer.tokenFor({ ...worker, teamIds: [own] });

    expect(await nameOf(await council.issuer.tokenFor(colleague), personId)).toBe('Ada Khan');
    const ownPersonId = await council.aPerson(own);
    expect(await nameOf(again, ownPersonId)).toBe('Ada Khan');
  });

  it('is heard of in time also while an import holds the feed back', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const token = await council.issuer.tokenFor(worker);
    const long = await council.holdBack('people');

    await leave('practitioner-left-council', worker, null);
    const refused = await untilRefused(token, personId);
    await long.release();

    expect(refused.status).toBe(401);
  });

  async function nameOf(token: string, personId: string): Promise<unknown> {
    const answer = await council.ask(token, 'query ($id: ID!) { person(id: $id) { name } }', {
      id: personId,
    });
    return (answer.data as { person?: { name?: string } } | null)?.person?.name;
  }
});
