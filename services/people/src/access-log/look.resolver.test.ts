import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testLooks } from './looks.given.ts';

const { people, aTeam, aPersonWith, look, tellOfLook, gathered, listOf, until } = testLooks();

describe('the list of who looked at a person', () => {
  it('tells the person who, in which role and team, why, what and when, in plain words', async () => {
    const team = await aTeam();
    const worker = anActor('practitioner', { name: 'Sam Example', teamIds: [team.id] });
    const personId = await aPersonWith(worker);
    await look(worker, personId, 'TeamBoardLive');
    await gathered(personId, 1);

    expect(
      await listOf(
        anActor('citizen', { personId }),
        personId,
        'who role teams { name } reason what parts purpose right',
      ),
    ).toEqual([
      {
        who: 'Sam Example',
        role: 'Practitioner',
        teams: [{ name: team.name }],
        reason: 'To work with the person, as one of the team the person is with',
        what: 'Team board live',
        parts: ['Who the person is and who is around them'],
        purpose: 'DIRECT_CARE',
        right: 'OWN_TEAM',
      },
    ]);
  });

  it('says so when a record was opened urgently', async () => {
    const worker = anActor();
    const personId = await aPersonWith(anActor());
    await people.arrange(
      `insert into reach (person_id, holder_id, why, reason, from_at, until_at)
       values ($1, $2, 'URGENT', 'Found on the floor at night', now() - interval '1 minute', now() + interval '59 minutes')`,
      [personId, worker.id],
    );
    await look(worker, personId);
    await gathered(personId, 1);

    expect(await listOf(anActor('citizen', { personId }), personId, 'reason')).toEqual([
      { reason: expect.stringContaining('after opening the record urgently') },
    ]);
  });

  it('has one row for an operation that met the person in three services', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const requestId = randomUUID();
    tellOfLook('practice', worker, personId, { requestId });
    tellOfLook('practice', worker, personId, { requestId });
    tellOfLook('finance', worker, personId, { requestId });
    tellOfLook('finance', worker, personId);

    await until(1, 'select id from look where person_id = $1 and cardinality(services) = 2', [
      personId,
    ]);
    const looks = await gathered(personId, 2);

    expect(looks.map(({ services }) => services.toSorted())).toEqual(
      expect.arrayContaining([['finance', 'practice'], ['finance']]),
    );
    expect(looks).toHaveLength(2);
  });

  it('is there for whoever has authority to act for the person', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const daughter = anActor('citizen', { personId: randomUUID() });
    await look(worker, personId);
    await gathered(personId, 1);

    expect(await listOf(daughter, personId, 'who')).toEqual([]);

    await people.arrange(
      `insert into reach (person_id, holder_id, why, from_at)
       values ($1, $2, 'REPRESENTATIVE', now() - interval '1 minute')`,
      [personId, daughter.personId],
    );
    expect(await listOf(daughter, personId, 'who')).toEqual([{ who: worker.name }]);
  });

  it('is there for nobody who works with the person, nor for anybody else', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await look(worker, personId);
    await gathered(personId, 1);

    for (const viewer of [
      worker,
      anActor('manager', { teamIds: worker.teamIds }),
      anActor('finance'),
      anActor('analyst'),
      anActor('development'),
      anActor('citizen', { personId: randomUUID() }),
    ]) {
      expect(await listOf(viewer, personId, 'who')).toEqual([]);
    }
  });

  it('holds what was seen of a record that was merged into the person’s', async () => {
    const worker = anActor();
    const [kept, merged] = [await aPersonWith(worker), await aPersonWith(worker)];
    await look(worker, merged);
    await gathered(merged, 1);
    await people.arrange('update person set merged_into_id = $1 where id = $2', [kept, merged]);

    expect(await listOf(anActor('citizen', { personId: kept }), kept, 'what')).toEqual([
      { what: 'Case view' },
    ]);
  });

  it('records that the privacy officer read it, and not that the person did', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const officer = anActor('privacy');
    await look(worker, personId);
    await gathered(personId, 1);
    await listOf(anActor('citizen', { personId }), personId, 'who');
    await listOf(officer, personId, 'who');

    const looks = await gathered(personId, 2);

    expect(looks.map(({ actor_id }) => actor_id)).toEqual([worker.id, officer.id]);
  });

  it('comes page by page, each look once', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    for (const operation of ['First', 'Second', 'Third', 'Fourth', 'Fifth']) {
      await look(worker, personId, operation);
      // The list is in order of milliseconds.
      await sleep(2);
    }
    await gathered(personId, 5);
    const citizen = anActor('citizen', { personId });
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data?: unknown } = await people.ask(
        citizen,
        `query ($id: ID!, $after: String) { accessLog(personId: $id, first: 2, after: $after) {
           edges { node { what } } pageInfo { hasNextPage endCursor } } }`,
        { id: personId, after },
      );
      const { edges, pageInfo } = (data as { accessLog: Page }).accessLog;
      found.push(...edges.map(({ node }) => node.what));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(found).toEqual(['Fifth', 'Fourth', 'Third', 'Second', 'First']);
  });

  interface Page {
    readonly edges: { readonly node: { readonly what: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  }
});
