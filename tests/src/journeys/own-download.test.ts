import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import { describe, expect, it } from '@jest/globals';
import { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at } from './answers.ts';

const council = testCouncil();
const DOWNLOAD = readFileSync(
  join(PROJECT_ROOT, 'schema/operations/DownloadMyRecord.graphql'),
  'utf8',
);
const OF_PERSON = `query ($id: ID!) {
  person(id: $id) { name heldByPeople heldByPractice heldByFinance }
}`;

describe('the person’s own download', () => {
  it('has what every service holds of their life, in one answer, and nobody else’s phone', async () => {
    const worker = anActor();
    const personId = await council.aPerson(teamOf(worker));
    const make = (mutation: string, type: string, input: Record<string, unknown>) =>
      council.ask(worker, `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`, {
        input: { ...input, idempotencyKey: randomUUID() },
      });
    await make('openConversation', 'OpenConversationInput', {
      personId,
      purpose: 'To get back to the allotment.',
      stage: 'CONNECT_AND_ENABLE',
      ledBy: 'TOGETHER',
    });
    await make('addToCircle', 'AddToCircleInput', {
      personId,
      kind: 'FRIEND',
      name: 'Bob',
      phone: '01632 960 001',
    });

    const own = await council.ask(anActor('citizen', { personId }), DOWNLOAD);

    expect(at(own, 'me.record.heldByPeople.tables.relationship')).toMatchObject([{ name: 'Bob' }]);
    expect(at(own, 'me.record.heldByPractice.tables.conversation')).toMatchObject([
      { purpose: 'To get back to the allotment.' },
    ]);
    expect(at(own, 'me.record.heldByFinance.tables')).toBeDefined();
    expect(JSON.stringify(own)).not.toContain('01632');
  });

  it('is not for staff, who read the graph and take no copy', async () => {
    const worker = anActor();
    const id = await council.aPerson(teamOf(worker));

    expect((await council.ask(worker, OF_PERSON, { id })).data).toEqual({
      person: { name: 'Ada Khan', heldByPeople: null, heldByPractice: null, heldByFinance: null },
    });
  });
});
