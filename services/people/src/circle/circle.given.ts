import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf, testService } from '@connected-lives/tests/test-service';
import type { ExecutionResult } from 'graphql';
import { peopleService } from '../people.service.ts';

/** The people service on a database of its own, and the people around a person. */
export function testCircle(clock?: () => Date) {
  const people = testService(peopleService, clock);

  /** Somebody who is with a worker's team. */
  async function aPersonWith(worker: Actor, name = 'Ada Khan'): Promise<string> {
    const id = randomUUID();
    const [givenName, familyName] = name.split(' ');
    await people.arrange(
      `insert into person (id, team_id, given_name, family_name, district)
       values ($1, $2, $3, $4, 'WATFORD')`,
      [id, teamOf(worker), givenName, familyName],
    );
    return id;
  }

  /** One mutation of this service that answers with what has an id, unless told otherwise. */
  function change(
    actor: Actor,
    mutation: string,
    input: Record<string, unknown>,
    selection = '{ id }',
  ): Promise<ExecutionResult> {
    const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
    return people.ask(
      actor,
      `mutation ($input: ${type}!) { ${mutation}(input: $input) ${selection} }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
  }

  /** The same, and the id of what was made. */
  async function make(
    actor: Actor,
    mutation: string,
    input: Record<string, unknown>,
  ): Promise<string> {
    const { data, errors } = await change(actor, mutation, input);
    const made = data?.[mutation] as { readonly id: string } | undefined;
    if (made === undefined) {
      throw new Error(JSON.stringify(errors));
    }
    return made.id;
  }

  /** The code a change was refused with; undefined when it was made. */
  async function refusalOf(answer: Promise<ExecutionResult>): Promise<unknown> {
    return (await answer).errors?.[0]?.extensions?.['code'];
  }

  /** What somebody is told of a person. */
  async function told(viewer: Actor, personId: string, selection: string): Promise<unknown> {
    const answer = await people.ask(
      viewer,
      `query ($id: ID!) { person(id: $id) { ${selection} } }`,
      { id: personId },
    );
    if (answer.errors !== undefined) {
      throw new Error(JSON.stringify(answer.errors));
    }
    return answer.data?.['person'];
  }

  /** The person of a record, signed in themself. */
  const themself = (personId: string): Actor => anActor('citizen', { id: personId, personId });

  /** A colleague of another team. */
  const elsewhere = (): Actor => anActor();

  return { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere };
}
