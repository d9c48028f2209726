import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { makeWorld, type World } from '../access/world.ts';
import { at } from '../journeys/answers.ts';
import { type Answer, type Arrangement, testCouncil } from '../test-council.ts';

describe.each<Arrangement>(['together', 'apart'])(
  'a look that cannot be recorded, services %s',
  (arrangement) => {
    const council = testCouncil(arrangement);
    let world: World;
    beforeAll(async () => {
      world = await makeWorld(council);
    }, 60_000);

    it.each<[ServiceName, string, (world: World) => string]>([
      ['people', 'query ($id: ID!) { person(id: $id) { name } }', ({ personId }) => personId],
      [
        'practice',
        'query ($id: ID!) { conversation(id: $id) { purpose } }',
        ({ conversationId }) => conversationId,
      ],
      [
        'finance',
        'query ($id: ID!) { person(id: $id) { commitments { edges { node { what } } } } }',
        ({ personId }) => personId,
      ],
    ])('is not answered by %s, and is again when it can be', async (service, query, idOf) => {
      const ask = (): Promise<Answer> => council.ask(world.holder, query, { id: idOf(world) });
      const before = JSON.stringify((await ask()).data);

      await whileUnwritable(service, async () => {
        const refused = await ask();
        expect(JSON.stringify(refused.data ?? null)).not.toBe(before);
        expect(JSON.stringify(refused)).not.toMatch(/Ada Khan|To be heard|A pan/);
        expect(refused.errors).not.toBeUndefined();
      });

      expect(JSON.stringify((await ask()).data)).toBe(before);
    });

    it('is not sent to a live board', async () => {
      const client = await council.live(world.holder);
      const board = client.iterate({
        query: `subscription Wall($team: ID!, $after: String) {
          teamBoardChanged(teamId: $team, after: $after) { card { purpose person { name } } } }`,
        variables: { team: world.teamId, after: await boardCursor() },
      });
      // The stream is open when this was heard of.
      const heard = 'To be heard on the wall';
      at(await openConversation(heard), 'openConversation.id');
      expect(await wordsUntil(board, heard)).toContain(heard);

      await whileUnwritable('practice', async () => {
        // With somebody else: of the first the stream has said already that they were shown.
        const unheard = 'To be heard by nobody';
        await openConversation(unheard).catch(() => undefined);
        const said = await wordsUntil(board, 'the end');
        expect(said).not.toContain(unheard);
        expect(said).toMatch(/ACCESS_LOG_UNAVAILABLE|INTERNAL|broke off|Service restart|1012/);
      });
    }, 60_000);

    async function boardCursor(): Promise<string> {
      const board = await council.ask(
        world.holder,
        'query ($team: ID!) { teamBoard(teamId: $team) { cursor } }',
        { team: world.teamId },
      );
      return String(at(board, 'teamBoard.cursor'));
    }

    /** With somebody new. */
    async function openConversation(purpose: string): Promise<Answer> {
      const personId = await council.aPerson(world.teamId);
      return council.ask(
        world.holder,
        `mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }`,
        {
          input: {
            personId,
            purpose,
            stage: 'CONNECT_AND_PREVENT',
            ledBy: 'TOGETHER',
            idempotencyKey: randomUUID(),
          },
        },
      );
    }

    /** What a stream says until it has said so, or has ended. */
    async function wordsUntil(events: AsyncIterator<unknown>, last: string): Promise<string> {
      let words = '';
      try {
        while (!words.includes(last)) {
          const { done, value } = await events.next();
          words += JSON.stringify(value ?? 'completed');
          if (done === true || words.includes('"errors"')) {
            break;
          }
        }
      } catch (errors) {
        words += JSON.stringify(errors);
      }
      return words;
    }

    async function whileUnwritable(service: ServiceName, work: () => Promise<void>): Promise<void> {
      await council.rows(
        service,
        'alter table access_log add constraint nobody_looks check (false) not valid',
      );
      try {
        await work();
      } finally {
        await council.rows(service, 'alter table access_log drop constraint nobody_looks');
      }
    }
  },
);
