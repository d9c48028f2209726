import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { peopleService } from '@connected-lives/people/people.service';
import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { anActor, teamOf, testService } from '../test-service.ts';

const clock = { now: new Date('2026-11-22T09:20:00Z') };
const people = testService(peopleService, () => clock.now);

describe('the access log', () => {
  it('has a row for everybody who gets a shared answer', async () => {
    const worker = anActor();
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });
    const personId = randomUUID();
    await people.arrange(
      `insert into person (id, team_id, given_name, family_name, district)
       values ($1, $2, 'Ada', 'Khan', 'WATFORD')`,
      [personId, teamOf(worker)],
    );
    const operation = people.service.subgraph.open({
      actor: worker,
      alsoFor: [colleague],
      token: null,
      requestId: randomUUID(),
      operationName: 'LiveBoard',
      operationKind: 'subscription',
      deadline: Date.now() + 15_000,
      signal: new AbortController().signal,
    });
    await operation.execute({
      document: 'query ($id: ID!) { person(id: $id) { name } }',
      variables: { id: personId },
    });
    await operation.close();

    const looks = await people.rows<{ actor_id: string }>(
      'select actor_id from access_log where person_id = $1',
      [personId],
    );
    expect(looks.map(({ actor_id }) => actor_id).toSorted()).toEqual(
      [worker.id, colleague.id].toSorted(),
    );
  });

  it('holds the answer back when it cannot be written', async () => {
    const worker = anActor();
    await people.arrange(
      `insert into person (team_id, given_name, family_name, district)
       values ($1, 'Ada', 'Khan', 'WATFORD')`,
      [teamOf(worker)],
    );
    await people.rows('alter table access_log add constraint nobody_looks check (false) not valid');
    try {
      await expect(
        people.ask(worker, '{ findPeople { edges { node { name } } } }'),
      ).rejects.toMatchObject({ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } });
    } finally {
      await people.rows('alter table access_log drop constraint nobody_looks');
    }
  });

  it('shows the person who looked at them, and nobody who looked at others', async () => {
    const worker = anActor();
    const [mine, theirs] = [randomUUID(), randomUUID()];
    for (const id of [mine, theirs]) {
      await people.arrange(
        `insert into person (id, team_id, given_name, family_name, district)
         values ($1, $2, 'Ada', 'Khan', 'WATFORD')`,
        [id, teamOf(worker)],
      );
    }
    await people.ask(worker, '{ findPeople { edges { node { name } } } }');
    const citizen = people.contextOf(anActor('citizen', { personId: mine }));

    const { rows } = await sql<{ personId: string }>`select person_id from access_log`.execute(
      citizen.db,
    );
    await citizen.close();

    expect(new Set(rows.map(({ personId }) => personId))).toEqual(new Set([mine]));
  });

  it('says of a live stream once an hour whom it showed, to each viewer', async () => {
    const worker = anActor();
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });
    const [personId, requestId] = [randomUUID(), randomUUID()];
    const show = async (...others: Actor[]): Promise<void> => {
      const ctx = people.service.contextFor({
        actor: worker,
        alsoFor: others,
        token: null,
        requestId,
        operationName: 'LiveBoard',
        operationKind: 'subscription',
        deadline: Date.now() + 15_000,
        signal: new AbortController().signal,
      });
      ctx.saw({ personId });
      await ctx.close();
    };
    await show();
    await show();
    await show(colleague);
    clock.now = new Date('2026-11-22T10:05:00Z');
    await show();

    const looks = await people.rows<{ actor_id: string; request_id: string }>(
      'select distinct actor_id, request_id from access_log where person_id = $1 order by 2, 1',
      [personId],
    );
    expect(looks.filter(({ actor_id }) => actor_id === worker.id)).toEqual([
      { actor_id: worker.id, request_id: `${requestId}@2026-11-22T09` },
      { actor_id: worker.id, request_id: `${requestId}@2026-11-22T10` },
    ]);
    expect(looks.filter(({ actor_id }) => actor_id === colleague.id)).toHaveLength(1);
    expect(
      await people.rows('select id from access_log where person_id = $1', [personId]),
    ).toHaveLength(4);
  });
});
