import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testReach } from './reach.given.ts';

const { people, aPersonWith, reaches, change, refusalOf } = testReach();
const REASON = 'Found on the floor by a neighbour, no key.';

describe('openRecordUrgently', () => {
  it('opens a record to one worker for sixty minutes, and not to their colleagues', async () => {
    const worker = anActor('duty');
    const personId = await aPersonWith();

    await change(worker, 'openRecordUrgently', { personId, reason: REASON });

    expect(await reaches(worker, personId)).toBe(true);
    expect(await reaches(anActor('duty', { teamIds: worker.teamIds }), personId)).toBe(false);
    expect(
      await people.rows(
        `select why, reason, holder_id, until_at - from_at = interval '60 minutes' as an_hour
         from reach where person_id = $1`,
        [personId],
      ),
    ).toEqual([{ why: 'URGENT', reason: REASON, holder_id: worker.id, an_hour: true }]);
  });

  it('answers until when, the first time and when the same call comes again', async () => {
    const worker = anActor();
    const personId = await aPersonWith();
    const ask = async () => {
      const { data } = await people.ask(
        worker,
        `mutation ($input: OpenRecordUrgentlyInput!) {
           openRecordUrgently(input: $input) { fromAt untilAt } }`,
        { input: { personId, reason: REASON, idempotencyKey: `urgent ${personId}` } },
      );
      return JSON.parse(JSON.stringify(data?.['openRecordUrgently'])) as Record<string, string>;
    };

    const first = await ask();

    expect(Date.parse(first['untilAt'] ?? '') - Date.parse(first['fromAt'] ?? '')).toBe(3_600_000);
    expect(await ask()).toEqual(first);
  });

  it('closes again by itself', async () => {
    const worker = anActor();
    const personId = await aPersonWith();
    await change(worker, 'openRecordUrgently', { personId, reason: REASON });

    await people.arrange(
      `update reach set from_at = from_at - interval '1 hour', until_at = until_at - interval '1 hour'
       where person_id = $1`,
      [personId],
    );

    expect(await reaches(worker, personId)).toBe(false);
  });

  it('tells the manager of the person’s team who it was and why, as it happens', async () => {
    const manager = anActor('manager');
    const personId = await aPersonWith(manager);
    const worker = anActor();
    const stream = await people.subscribe(
      manager,
      `subscription ($teamId: ID!, $after: String) { recordOpenedUrgently(teamId: $teamId, after: $after) {
         opening { reason person { id } } } }`,
      { teamId: teamOf(manager), after: '0.-1' },
    );

    await change(worker, 'openRecordUrgently', { personId, reason: REASON });

    const { value } = await stream.next();
    await stream.return?.();
    expect(JSON.parse(JSON.stringify(value)).data).toEqual({
      recordOpenedUrgently: { opening: { reason: REASON, person: { id: personId } } },
    });
    const listed = await people.ask(
      manager,
      `query ($teamId: ID!) { urgentOpenings(teamId: $teamId) { edges { node { reason person { id } } } } }`,
      { teamId: teamOf(manager) },
    );
    expect(listed.data).toEqual({
      urgentOpenings: { edges: [{ node: { reason: REASON, person: { id: personId } } }] },
    });
  });

  it('lists them for the manager page by page, the latest first', async () => {
    const manager = anActor('manager');
    const ids = [await aPersonWith(manager), await aPersonWith(manager)];
    for (const personId of ids) {
      await change(anActor(), 'openRecordUrgently', { personId, reason: REASON });
    }
    const page = (after: string | null) =>
      people.ask(
        manager,
        `query ($teamId: ID!, $after: String) {
           urgentOpenings(teamId: $teamId, first: 1, after: $after) {
             edges { node { person { id } } } pageInfo { hasNextPage endCursor } } }`,
        { teamId: teamOf(manager), after },
      );
    const seen: unknown[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await page(after);
      const { urgentOpenings } = data as unknown as {
        urgentOpenings: {
          edges: { node: { person: { id: string } } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      const { edges, pageInfo } = urgentOpenings;
      seen.push(...edges.map(({ node }) => node.person.id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }

    expect(seen).toEqual(ids.toReversed());
    for (const nonsense of ['["yesterday","x"]', '["2026-06-01T00:00:00.000Z","x"]']) {
      const after = Buffer.from(nonsense).toString('base64url');
      expect(await refusalOf(page(after))).toBe('BAD_CURSOR');
    }
  });

  it('tells nobody else: another manager, or a colleague who manages nothing', async () => {
    const manager = anActor('manager');
    await change(anActor(), 'openRecordUrgently', {
      personId: await aPersonWith(manager),
      reason: REASON,
    });

    for (const viewer of [
      anActor('manager'),
      anActor('practitioner', { teamIds: manager.teamIds }),
    ]) {
      const { data } = await people.ask(
        viewer,
        'query ($teamId: ID!) { urgentOpenings(teamId: $teamId) { edges { node { id } } } }',
        { teamId: teamOf(manager) },
      );
      expect(data).toEqual({ urgentOpenings: { edges: [] } });
      const stream = await people.subscribe(
        viewer,
        'subscription ($id: ID!) { recordOpenedUrgently(teamId: $id) { cursor } }',
        { id: teamOf(manager) },
      );
      expect((await stream.next()).value).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    }
  });

  it('tells a manager to whom the person is closed of the next one only', async () => {
    const manager = anActor('manager');
    const [brotherId, personId] = [await aPersonWith(manager), await aPersonWith(manager)];
    const declared = {
      personId: brotherId,
      practitionerId: manager.id,
      connection: 'FAMILY_OR_FRIEND',
    };
    await change(manager, 'declareConnection', { ...declared, reason: 'I am her brother.' });
    const stream = await people.subscribe(
      manager,
      `subscription ($teamId: ID!, $after: String) { recordOpenedUrgently(teamId: $teamId, after: $after) {
         opening { person { id } } } }`,
      { teamId: teamOf(manager), after: '0.-1' },
    );

    await change(anActor(), 'openRecordUrgently', { personId: brotherId, reason: REASON });
    await change(anActor(), 'openRecordUrgently', { personId, reason: REASON });

    const { value } = await stream.next();
    await stream.return?.();
    expect(JSON.parse(JSON.stringify(value)).data).toEqual({
      recordOpenedUrgently: { opening: { person: { id: personId } } },
    });
  });

  it('shows the person who opened their record and why', async () => {
    const personId = await aPersonWith();
    await change(anActor(), 'openRecordUrgently', { personId, reason: REASON });

    const { data } = await people.ask(
      anActor('citizen', { personId }),
      'query ($id: ID!) { person(id: $id) { openTo { right reason } } }',
      { id: personId },
    );

    expect(data).toEqual({ person: { openTo: [{ right: 'URGENT', reason: REASON }] } });
  });

  it('answers alike for a sealed record and for nobody at all', async () => {
    const manager = anActor('manager');
    const sealed = await aPersonWith(manager);
    await change(manager, 'sealRecord', {
      personId: sealed,
      reason: 'A witness in a trial.',
      practitionerIds: [],
    });
    const worker = anActor();

    const [first, second] = await Promise.all(
      [sealed, randomUUID()].map((personId) =>
        change(worker, 'openRecordUrgently', { personId, reason: REASON }),
      ),
    );

    expect(first?.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(first).toEqual(second);
    expect(await people.rows('select id from reach where holder_id = $1', [worker.id])).toEqual([]);
  });

  it('is for staff who work with people, with a reason, and when it is not open anyway', async () => {
    const worker = anActor();
    const own = await aPersonWith(worker);
    const other = await aPersonWith();

    expect(
      await refusalOf(change(worker, 'openRecordUrgently', { personId: own, reason: REASON })),
    ).toBe('ALREADY_OPEN');
    for (const reason of ['urgent', ' '.repeat(12), 'urgent    ']) {
      expect(
        await refusalOf(change(worker, 'openRecordUrgently', { personId: other, reason })),
      ).toBe('BAD_USER_INPUT');
    }
    for (const role of ['commissioner', 'analyst', 'finance', 'citizen'] as const) {
      expect(
        await refusalOf(
          change(anActor(role), 'openRecordUrgently', { personId: other, reason: REASON }),
        ),
      ).toBe('NOT_YOURS');
    }
  });
});
