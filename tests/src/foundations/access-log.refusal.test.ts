import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '@connected-lives/kit/service';
import { makeWorld, type World } from '../access/world.ts';
import { type Answer, type Arrangement, testCouncil } from '../test-council.ts';

const WORDS = 'To be heard';

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
        query: `subscription Wall($team: ID!) {
          teamBoardChanged(teamId: $team) { kind card { purpose person { name } } } }`,
        variables: { team: world.teamId },
      });
      const heard = board.next().then(
        ({ value }) => JSON.stringify(value),
        (errors: unknown) => JSON.stringify(errors),
      );
      // The stream is open when another change has been heard of by then.
      await new Promise((resolve) => setTimeout(resolve, 500));

      await whileUnwritable('practice', async () => {
        await council
          .ask(
            world.holder,
            `mutation ($input: CompleteConversationInput!) {
               completeConversation(input: $input) { id } }`,
            {
              input: { conversationId: world.conversationId, idempotencyKey: 'a-wall-at-night' },
            },
          )
          .catch(() => undefined);
        const said = await heard;
        expect(said).not.toContain(WORDS);
        expect(said).toMatch(/ACCESS_LOG_UNAVAILABLE|INTERNAL|broke off|Service restart|1012/);
      });
    }, 20_000);

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
