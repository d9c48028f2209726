import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@connected-lives/kit/actor';
import { asViewer } from '@connected-lives/tests/as-viewer';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { testReach } from './reach.given.ts';

const { people, aPersonWith, aTeam, reaches, change, refusalOf } = testReach();
const REASON = 'Found on the floor by a neighbour, no key.';

/** A worker who opened the record of somebody who is with another team. */
async function inAnEmergency(role: 'manager' | 'duty' = 'manager') {
  const worker = anActor(role);
  await people.arrange(
    `insert into practitioner (id, team_id, name, profession)
     values ($1, $2, 'Night Worker', 'SOCIAL_WORKER')`,
    [worker.id, teamOf(worker)],
  );
  const personId = await aPersonWith();
  await change(worker, 'openRecordUrgently', { personId, reason: REASON });
  return { worker, personId };
}

async function hourLater(personId: string): Promise<void> {
  await people.arrange(
    `update reach set from_at = from_at - interval '1 hour', until_at = until_at - interval '1 hour'
     where person_id = $1 and why = 'URGENT'`,
    [personId],
  );
}

/** Straight to the database, past every use case. */
const inDatabase = (viewer: Actor, text: string, values: unknown[]) =>
  asViewer(people.database, viewer, text, values);

describe('an urgent opening ends after an hour', () => {
  it.each([
    ['allocateWorker', ({ id }: Actor) => ({ practitionerId: id, weight: 1 }), '{ id }'],
    [
      'movePersonToTeam',
      (worker: Actor) => ({ teamId: teamOf(worker), reason: 'Ours now.' }),
      '{ person { id } }',
    ],
    ['sealRecord', () => ({ reason: REASON, practitionerIds: [] }), '{ person { id } }'],
  ])('%s does not make it longer', async (mutation, more, fields) => {
    const { worker, personId } = await inAnEmergency();
    await aTeam('OLDER_PEOPLE', teamOf(worker));

    const answer = await people.ask(
      worker,
      `mutation ($input: ${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input!) {
         ${mutation}(input: $input) ${fields} }`,
      { input: { idempotencyKey: randomUUID(), personId, ...more(worker) } },
    );
    await hourLater(personId);

    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'NOT_YOURS' });
    expect(await reaches(worker, personId)).toBe(false);
  });

  it('opening it to the worker’s own team does not make it longer', async () => {
    const { worker, personId } = await inAnEmergency('duty');
    const opening = { personId, teamId: await aTeam('GATEWAY', teamOf(worker)) };

    expect(
      await refusalOf(change(worker, 'openToTeam', { ...opening, right: 'CONTACT_OPEN' })),
    ).toBe('NOT_YOURS');
  });

  it('merging it into a record of one’s own does not make it longer', async () => {
    const { worker, personId } = await inAnEmergency();
    const own = await aPersonWith(worker);

    for (const [keptId, mergedId] of [
      [own, personId],
      [personId, own],
    ]) {
      const { errors } = await people.ask(
        worker,
        'mutation ($input: MergePeopleInput!) { mergePeople(input: $input) { id } }',
        { input: { idempotencyKey: randomUUID(), keptId, mergedId, reason: 'Same birth date.' } },
      );
      expect(errors?.[0]?.extensions).toEqual({ code: 'NOT_YOURS' });
    }
  });

  it('the database lets nobody stretch it, either', async () => {
    const { worker, personId } = await inAnEmergency();

    expect(
      await inDatabase(
        worker,
        `update reach set from_at = from_at + interval '1 hour', until_at = until_at + interval '1 hour'
         where person_id = $1 returning id`,
        [personId],
      ),
    ).toEqual([]);
    await expect(
      inDatabase(
        worker,
        `insert into reach (person_id, holder_id, why, from_at) values ($1, $2, 'NAMED', now())`,
        [personId, worker.id],
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(
      await inDatabase(worker, 'select hand_over_person($1, $2) as version', [
        personId,
        teamOf(worker),
      ]),
    ).toEqual([{ version: null }]);
  });

  it('whoever finds their own aunt there closes the record to themself', async () => {
    const { worker, personId } = await inAnEmergency();

    const declared = { personId, practitionerId: worker.id, connection: 'FAMILY_OR_FRIEND' };

    expect(
      await refusalOf(
        change(worker, 'declareConnection', { ...declared, reason: 'She is my aunt.' }),
      ),
    ).toBeUndefined();
    expect(await reaches(worker, personId)).toBe(false);
  });
});

describe('staff who are known to adult care themselves', () => {
  it('do not end the closure of their own record, which they reach as the person', async () => {
    const personId = await aPersonWith();
    const manager = anActor('manager', { personId });
    const connection = { personId, practitionerId: manager.id, connection: 'SELF' };
    await people.arrange(
      `insert into closure (person_id, practitioner_id, why, reason, from_at)
       values ($1, $2, 'SELF', 'They are the person.', now() - interval '1 minute')`,
      [personId, manager.id],
    );

    expect(await refusalOf(change(manager, 'endConnection', connection))).toBe('NOT_YOURS');
    expect(
      await inDatabase(
        manager,
        'update closure set until_at = now() where person_id = $1 returning id',
        [personId],
      ),
    ).toEqual([]);
  });

  it('do not open their own record to a team', async () => {
    const personId = await aPersonWith();
    const worker = anActor('duty', { personId });
    const opening = { personId, teamId: await aTeam('GATEWAY', teamOf(worker)) };

    expect(
      await refusalOf(change(worker, 'openToTeam', { ...opening, right: 'CONTACT_OPEN' })),
    ).toBe('NOT_YOURS');
  });
});

describe('staff who represent somebody', () => {
  it('reach them signed in as themselves, and not at work, where staff would write', async () => {
    const [personId, own] = [await aPersonWith(), await aPersonWith()];
    await people.arrange(
      `insert into reach (person_id, holder_id, why, reason, from_at)
       values ($1, $2, 'REPRESENTATIVE', 'He asked for it.', now() - interval '1 minute')`,
      [personId, own],
    );

    expect(await reaches(anActor('citizen', { personId: own }), personId)).toBe(true);
    expect(await reaches(anActor('practitioner', { personId: own }), personId)).toBe(false);
  });
});

describe('somebody who worked with people before', () => {
  it.each(['commissioner', 'analyst', 'finance', 'development', 'privacy'] as const)(
    'reaches none of them by name as %s',
    async (role) => {
      const { worker, personId } = await inAnEmergency();
      await people.arrange(
        `insert into reach (person_id, holder_id, why, from_at)
         values ($1, $2, 'NAMED', now() - interval '1 minute')`,
        [personId, worker.id],
      );

      expect(await reaches(worker, personId)).toBe(true);
      expect(await reaches({ ...worker, role }, personId)).toBe(false);
    },
  );
});

describe('why a record is open to others', () => {
  it('is not for finance, who reach the person for the money alone', async () => {
    const { worker, personId } = await inAnEmergency();
    await people.arrange('update person set paid_for = true where id = $1', [personId]);

    const { data } = await people.ask(
      anActor('finance'),
      'query ($id: ID!) { person(id: $id) { id openTo { reason practitioner { id } } sealed } }',
      { id: personId },
    );

    expect(data).toEqual({ person: { id: personId, openTo: [], sealed: false } });
    expect(await reaches(worker, personId)).toBe(true);
  });
});

describe('who looked at a sealed record', () => {
  it('is told to a representative no more', async () => {
    const manager = anActor('manager');
    const personId = await aPersonWith(manager);
    const representative = anActor('citizen', { personId: await aPersonWith(manager) });
    await people.arrange(
      `insert into reach (person_id, holder_id, why, reason, from_at)
       values ($1, $2, 'REPRESENTATIVE', 'He asked for it.', now() - interval '1 minute')`,
      [personId, representative.personId],
    );
    await people.arrange(
      `insert into look (person_id, request_id, operation, actor_id, actor_name, actor_role,
         team_ids, services, at)
       values ($1, $2, 'CaseView', $3, 'Bea Owen', 'practitioner', '{}', '{people}', now())`,
      [personId, randomUUID(), randomUUID()],
    );
    const list = async () => {
      const { data } = await people.ask(
        representative,
        'query ($id: ID!) { accessLog(personId: $id) { edges { node { who } } } }',
        { id: personId },
      );
      return data;
    };
    expect(await list()).toEqual({ accessLog: { edges: [{ node: { who: 'Bea Owen' } }] } });

    await change(manager, 'sealRecord', { personId, reason: REASON, practitionerIds: [] });

    expect(await list()).toEqual({ accessLog: { edges: [] } });
  });
});

describe('the database, for somebody whom the viewer does not reach', () => {
  it('makes no merge of theirs, whoever says that they decided on it', async () => {
    const worker = anActor();
    const [own, personId] = [await aPersonWith(worker), await aPersonWith()];

    await expect(
      inDatabase(
        worker,
        `insert into person_merge (person_id, team_id, kept_id, merged_id, reason, merged_by, merged_at)
         values ($1, $2, $1, $3, 'So he says.', $4, now()) returning merge_people(id)`,
        [own, teamOf(worker), personId, worker.id],
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['ALLOCATED_WORKER', 'NAMED', 'CONTACT_OPEN', 'IN_HOSPITAL', 'REPRESENTATIVE'])(
    'opens nothing for them as %s',
    async (why) => {
      const worker = anActor();

      await expect(
        inDatabase(
          worker,
          'insert into reach (person_id, holder_id, why, from_at) values ($1, $2, $3, now())',
          [await aPersonWith(), worker.id, why],
        ),
      ).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('opens nothing urgently ahead of time', async () => {
    const worker = anActor();

    await expect(
      inDatabase(
        worker,
        `insert into reach (person_id, holder_id, why, reason, from_at, until_at)
         values ($1, $2, 'URGENT', $3, now() + interval '5 hours', now() + interval '6 hours')`,
        [await aPersonWith(), worker.id, REASON],
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a row about a person', () => {
  it('is not written under the team of somebody who does not reach them', async () => {
    const worker = anActor();
    const personId = await aPersonWith();

    await expect(
      inDatabase(
        worker,
        `insert into about_me (person_id, team_id, heading, words, written_at)
         values ($1, $2, 'MY_WELLNESS', 'Not hers.', now())`,
        [personId, teamOf(worker)],
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
