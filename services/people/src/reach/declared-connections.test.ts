import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testReach } from './reach.given.ts';

const { people, aPersonWith, reaches, change, refusalOf } = testReach();
const REASON = 'They grew up in the same street.';

describe('declared connections', () => {
  const LIST = `query ($of: ID, $former: Boolean! = false) {
    declaredConnections(practitionerId: $of, former: $former) {
      edges { node { connection personId reason untilAt practitioner { id } person { id } } } } }`;
  const list = async (viewer: Actor, of: string, former = false) => {
    const { data } = await people.ask(viewer, LIST, { of, former });
    const { declaredConnections: found } = data as unknown as {
      declaredConnections: { edges: { node: Record<string, unknown> }[] };
    };
    return found.edges.map(({ node }) => node);
  };
  const known = async (declaredBy: 'manager' | 'worker') => {
    const manager = anActor('manager');
    const worker = anActor('practitioner', { teamIds: manager.teamIds });
    await people.arrange(
      `insert into practitioner (id, team_id, name, profession) values ($1, $2, 'Sam', 'NURSE')`,
      [worker.id, teamOf(worker)],
    );
    const personId = await aPersonWith(manager);
    const connection = { personId, practitionerId: worker.id, connection: 'FAMILY_OR_FRIEND' };
    const answer = await change(declaredBy === 'manager' ? manager : worker, 'declareConnection', {
      ...connection,
      reason: REASON,
    });
    return { manager, worker, personId, connection, answer: answer.data?.['declareConnection'] };
  };

  it('tell the member of staff that there is one, and nothing of whom', async () => {
    const { worker } = await known('manager');

    expect(await list(worker, worker.id)).toEqual([
      {
        connection: 'FAMILY_OR_FRIEND',
        personId: null,
        reason: null,
        untilAt: null,
        practitioner: { id: worker.id },
        person: null,
      },
    ]);
  });

  it('tell a manager who reaches the person whom and how, and the privacy officer whose', async () => {
    const { manager, worker, personId } = await known('worker');
    const practitioner = { id: worker.id };

    expect(await list(manager, worker.id)).toMatchObject([
      { personId, reason: REASON, practitioner, person: { id: personId } },
    ]);
    expect(await list(anActor('privacy'), worker.id)).toMatchObject([
      { personId, reason: null, practitioner, person: null },
    ]);
  });

  it('tell a colleague nothing, nor a manager of other people', async () => {
    const { worker } = await known('worker');
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });

    expect(await list(colleague, worker.id)).toEqual([]);
    expect(await list(anActor('manager'), worker.id)).toEqual([]);
  });

  it('do not tell the person who of the staff knows them, also when they work here', async () => {
    const { manager, worker, personId } = await known('worker');

    expect(await list(anActor('citizen', { personId }), worker.id)).toEqual([]);
    expect(await list({ ...manager, personId }, worker.id)).toEqual([]);
  });

  it('are answered to whoever declared them as far as each may see', async () => {
    const own = await known('worker');
    const theirs = await known('manager');

    expect(own.answer).toMatchObject({ personId: null, reason: null, person: null });
    expect(theirs.answer).toMatchObject({ personId: theirs.personId, reason: REASON });
  });

  it('are declared once, and stay in the list of former ones', async () => {
    const { manager, worker, connection } = await known('manager');

    const again = { ...connection, reason: REASON };
    expect(await refusalOf(change(manager, 'declareConnection', again))).toBe('ALREADY_DECLARED');
    await change(manager, 'endConnection', connection);

    expect(await list(worker, worker.id)).toEqual([]);
    expect(await list(worker, worker.id, true)).toMatchObject([{ untilAt: expect.any(String) }]);
    expect(await reaches(worker, connection.personId)).toBe(true);
  });

  it('are declared with how the two know each other', async () => {
    const manager = anActor('manager');
    const personId = await aPersonWith(manager);
    const connection = {
      personId,
      practitionerId: anActor().id,
      connection: 'FAMILY_OR_FRIEND',
    };

    for (const reason of [' '.repeat(12), 'kin       ']) {
      expect(await refusalOf(change(manager, 'declareConnection', { ...connection, reason }))).toBe(
        'BAD_USER_INPUT',
      );
    }
    expect(
      await refusalOf(change(manager, 'declareConnection', { ...connection, reason: REASON })),
    ).toBeUndefined();
  });

  it('are listed page by page, and from no cursor that the list never gave', async () => {
    const { worker } = await known('manager');
    const page = (after: string | null) =>
      people.ask(
        worker,
        `query ($of: ID!, $after: String) { declaredConnections(practitionerId: $of, after: $after) {
           edges { node { id } } pageInfo { endCursor } } }`,
        { of: worker.id, after },
      );
    const { data } = await page(null);
    const { declaredConnections: first } = data as unknown as {
      declaredConnections: { pageInfo: { endCursor: string } };
    };

    expect((await page(first.pageInfo.endCursor)).data).toMatchObject({
      declaredConnections: { edges: [] },
    });
    const nonsense = Buffer.from('["yesterday","x"]').toString('base64url');
    expect(await refusalOf(page(nonsense))).toBe('BAD_CURSOR');
  });

  it('are no look at a person when the member of staff reads their own', async () => {
    const { worker, personId } = await known('manager');

    await list(worker, worker.id);

    expect(
      await people.rows('select from access_log where person_id = $1 and actor_id = $2', [
        personId,
        worker.id,
      ]),
    ).toEqual([]);
  });
});
