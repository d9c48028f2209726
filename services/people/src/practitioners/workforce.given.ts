import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { testRecord } from '../people/person.given.ts';

/** Teams, their managers and practitioners, and who works with whom. */
export function testWorkforce(clock?: () => Date) {
  const record = testRecord(clock);
  const { people, aTeam, aColleague, change } = record;

  /** A manager of a team that exists, known as a practitioner too. */
  async function aManager(): Promise<Actor> {
    const manager = anActor('manager');
    await aTeam(teamOf(manager));
    await people.arrange(
      `insert into practitioner (id, team_id, name, profession) values ($1, $2, 'Mo', 'TEAM_MANAGER')`,
      [manager.id, teamOf(manager)],
    );
    return manager;
  }

  /** A mutation that is no refusal. */
  async function done(
    by: Actor,
    mutation: string,
    input: Readonly<Record<string, unknown>>,
    selection = '{ warnings { field } }',
  ): Promise<unknown> {
    const { data, errors } = await change(by, mutation, input, selection);
    if (errors !== undefined) {
      throw new Error(JSON.stringify(errors));
    }
    return data?.[mutation];
  }

  /** A practitioner of a manager's team. */
  const aWorkerOf = (manager: Actor): Promise<Actor> => aColleague(manager);

  async function allocate(
    by: Actor,
    personId: string,
    practitioner: Actor,
    weight = 2,
  ): Promise<string> {
    const ask = { personId, practitionerId: practitioner.id, weight };
    const allocation = (await done(by, 'allocateWorker', ask, '{ id }')) as { id: string };
    return allocation.id;
  }

  async function reaches(viewer: Actor, personId: string): Promise<boolean> {
    const { data } = await people.ask(viewer, 'query ($id: ID!) { person(id: $id) { id } }', {
      id: personId,
    });
    return data?.['person'] !== null;
  }

  /** Who works with a person, by id, as the database has it. */
  async function workersOf(personId: string): Promise<string[]> {
    const rows = await people.rows<{ practitioner_id: string }>(
      `select practitioner_id from allocation where person_id = $1 and until_at is null order by from_at, id`,
      [personId],
    );
    return rows.map(({ practitioner_id: id }) => id);
  }

  /** What the graph says of a practitioner. */
  async function practitioner(viewer: Actor, id: string, selection: string): Promise<unknown> {
    const { data, errors } = await people.ask(
      viewer,
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Practitioner { ${selection} } } }`,
      { r: [{ __typename: 'Practitioner', id }] },
    );
    return errors ?? (data as unknown as Record<string, unknown[]>)['_entities']?.[0];
  }

  return {
    ...record,
    aManager,
    aWorkerOf,
    done,
    allocate,
    reaches,
    workersOf,
    practitioner,
  };
}
