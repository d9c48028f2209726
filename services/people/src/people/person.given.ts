import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf, testService } from '@connected-lives/tests/test-service';
import type { ExecutionResult } from 'graphql';
import { peopleService } from '../people.service.ts';

/** The people service on a database of its own, with people whose record a test writes in. */
export function testRecord(clock?: () => Date) {
  const people = testService(peopleService, clock);

  async function aPersonWith(
    worker?: Actor,
    given: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    const id = randomUUID();
    const teamId = worker === undefined ? randomUUID() : teamOf(worker);
    const person = { given_name: 'Ada', family_name: 'Khan', district: 'WATFORD', ...given };
    const columns = Object.keys(person);
    await people.arrange(
      `insert into person (id, team_id, ${columns.join(', ')})
       values ($1, $2, ${columns.map((_, i) => `$${i + 3}`).join(', ')})`,
      [id, teamId, ...Object.values(person)],
    );
    return id;
  }

  async function aTeam(id: string = randomUUID()): Promise<string> {
    await people.arrange(`insert into team (id, name, kind) values ($1, $2, 'GATEWAY')`, [
      id,
      `Team ${id}`,
    ]);
    return id;
  }

  /** Practitioners are known by name to everybody who is signed in. */
  async function aColleague(worker: Actor, name = 'Sam'): Promise<Actor> {
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });
    await people.arrange(
      `insert into practitioner (id, team_id, name, profession) values ($1, $2, $3, 'NURSE')`,
      [colleague.id, teamOf(worker), name],
    );
    return colleague;
  }

  /** One mutation, with a key of its own unless the test gives one. */
  function change(
    actor: Actor,
    mutation: string,
    input: Readonly<Record<string, unknown>>,
    selection = '{ warnings { field } person { id } }',
  ): Promise<ExecutionResult<Record<string, never>>> {
    const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
    return people.ask(
      actor,
      `mutation ($input: ${type}!) { ${mutation}(input: $input) ${selection} }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
  }

  /** The code a change was refused with; undefined when it was made. */
  async function refusalOf(answer: Promise<ExecutionResult>): Promise<unknown> {
    return (await answer).errors?.[0]?.extensions?.['code'];
  }

  /** What a viewer reads of a person; null when there is no such person for them. */
  async function read(viewer: Actor, personId: string, selection: string): Promise<unknown> {
    const { data, errors } = await people.ask(
      viewer,
      `query ($id: ID!) { person(id: $id) { ${selection} } }`,
      { id: personId },
    );
    return errors === undefined ? data?.['person'] : errors;
  }

  /** How many rows about a person this viewer has in a table, whatever they ask of the database. */
  async function rowsSeen(
    viewer: Actor,
    table: 'address' | 'protectedAddress' | 'protectedAddressViewer' | 'contactWay',
    personId: string,
  ): Promise<number> {
    const ctx = people.contextOf(viewer);
    try {
      return (
        await ctx.db.selectFrom(table).select('id').where('personId', '=', personId).execute()
      ).length;
    } finally {
      await ctx.close();
    }
  }

  /** The person of a test, signed in themself. */
  function themself(personId: string): Actor {
    return anActor('citizen', { id: personId, personId });
  }

  return { people, aPersonWith, aTeam, aColleague, change, refusalOf, read, rowsSeen, themself };
}
