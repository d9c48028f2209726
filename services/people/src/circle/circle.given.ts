import type { Actor } from '@connected-lives/kit/actor';
import { anActor } from '@connected-lives/tests/test-service';
import { testRecord } from '../people/person.given.ts';

/** The people service on a database of its own, and the people around a person. */
export function testCircle(clock?: () => Date) {
  const {
    people,
    aPersonWith: aPerson,
    change: changeRecord,
    refusalOf,
    themself,
  } = testRecord(clock);

  /** Somebody who is with a worker's team. */
  function aPersonWith(worker: Actor, name = 'Ada Khan'): Promise<string> {
    const [givenName, familyName] = name.split(' ');
    return aPerson(worker, { given_name: givenName, family_name: familyName });
  }

  /** One mutation of this service that answers with what has an id, unless told otherwise. */
  function change(
    actor: Actor,
    mutation: string,
    input: Record<string, unknown>,
    selection = '{ id }',
  ): ReturnType<typeof changeRecord> {
    return changeRecord(actor, mutation, input, selection);
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

  /** A colleague of another team. */
  const elsewhere = (): Actor => anActor();

  return { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere };
}
