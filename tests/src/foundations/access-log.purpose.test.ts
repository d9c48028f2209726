import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@connected-lives/kit/actor';
import { describe, expect, it } from '@jest/globals';
import { type Arrangement, testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';

const PERSON = 'query CaseView($id: ID!) { person(id: $id) { name } }';

describe.each<Arrangement>(['together', 'apart'])(
  'the purpose of a look, services %s',
  (arrangement) => {
    const council = testCouncil(arrangement);

    async function ask(
      actor: Actor,
      personId: string,
      headers: Record<string, string>,
    ): Promise<string> {
      const response = await fetch(`${council.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await council.issuer.tokenFor(actor)}`,
          ...headers,
        },
        body: JSON.stringify({ query: PERSON, variables: { id: personId } }),
      });
      return response.text();
    }

    async function looksAt(personId: string, count: number) {
      let rows: Record<string, unknown>[] = [];
      for (let tries = 0; tries < 200 && rows.length < count; tries += 1) {
        await sleep(100);
        rows = await council.rows('people', 'select * from look where person_id = $1 order by at', [
          personId,
        ]);
      }
      return rows;
    }

    it('is what the client says, and else what the role looks for', async () => {
      const worker = anActor('practitioner', { clientId: 'duty-desk' });
      const personId = await council.aPerson(teamOf(worker));

      await ask(worker, personId, { 'x-purpose': 'safeguarding' });
      await ask(worker, personId, { 'x-forwarded-for': '8.8.8.8, 10.20.30.40' });

      expect(await looksAt(personId, 2)).toMatchObject([
        { purpose: 'SAFEGUARDING', client_id: 'duty-desk', origin: 'this machine' },
        { purpose: 'DIRECT_CARE', client_id: 'duty-desk', origin: '10.20.30.0/24' },
      ]);
    });

    it('is none that the role does not look for', async () => {
      const worker = anActor();
      const personId = await council.aPerson(teamOf(worker));

      for (const purpose of ['audit', 'own-record', 'anything', '']) {
        expect(await ask(worker, personId, { 'x-purpose': purpose })).toContain('BAD_PURPOSE');
      }
    });

    it('comes with a WebSocket’s first message too', async () => {
      const worker = anActor();
      const personId = await council.aPerson(teamOf(worker));
      const client = council.liveWith(await council.issuer.tokenFor(worker), {
        purpose: 'complaint',
      });
      for await (const answer of client.iterate({ query: PERSON, variables: { id: personId } })) {
        expect(answer.errors).toBeUndefined();
      }

      expect(await looksAt(personId, 1)).toMatchObject([{ purpose: 'COMPLAINT' }]);
    });

    it('stays with each of many looks, under whatever number the client gives them', async () => {
      const worker = anActor();
      const personId = await council.aPerson(teamOf(worker));
      const headers = {
        'x-request-id': 'always-the-same',
        'x-operation-id': randomUUID(),
        'x-live': 'yes',
      };

      await ask(worker, personId, headers);
      await ask(worker, personId, headers);
      await ask(worker, personId, headers);

      expect(await looksAt(personId, 3)).toHaveLength(3);
    });
  },
);
