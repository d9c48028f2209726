import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf, testService } from '@connected-lives/tests/test-service';
import type { ExecutionResult } from 'graphql';
import { peopleService } from '../people.service.ts';

const RECORDED = '{ person { id } warnings { field message } }';
const CONNECTION =
  '{ id connection personId reason untilAt practitioner { name } person { name } }';
const ANSWERS: Readonly<Record<string, string>> = {
  endOpenToTeam: RECORDED,
  sealRecord: RECORDED,
  unsealRecord: RECORDED,
  declareConnection: CONNECTION,
  endConnection: CONNECTION,
};

/** The people service on a database of its own, and who may reach whom in it. */
export function testReach() {
  const people = testService(peopleService);

  async function aTeam(kind = 'OLDER_PEOPLE', id: string = randomUUID()): Promise<string> {
    await people.arrange('insert into team (id, name, kind) values ($1, $2, $3)', [
      id,
      `Team ${id}`,
      kind,
    ]);
    return id;
  }

  /** Somebody who is with a worker's team, or with a team that nobody of the test is in. */
  async function aPersonWith(worker?: Actor): Promise<string> {
    const id = randomUUID();
    await people.arrange(
      `insert into person (id, team_id, given_name, family_name, district)
       values ($1, $2, 'Ada', 'Khan', 'WATFORD')`,
      [id, worker === undefined ? randomUUID() : teamOf(worker)],
    );
    return id;
  }

  async function reaches(viewer: Actor, personId: string): Promise<boolean> {
    const { data } = await people.ask(viewer, 'query ($id: ID!) { person(id: $id) { id } }', {
      id: personId,
    });
    return data?.['person'] !== null;
  }

  /** One of the mutations about reach. */
  function change(
    actor: Actor,
    mutation: string,
    input: Record<string, unknown>,
  ): Promise<ExecutionResult> {
    const kind = mutation === 'endOpenToTeam' ? 'openToTeam' : mutation;
    const type = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}Input`;
    return people.ask(
      actor,
      `mutation ($input: ${type}!) { ${mutation}(input: $input) ${ANSWERS[mutation] ?? '{ id right untilAt }'} }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
  }

  /** The code a change was refused with; undefined when it was made. */
  async function refusalOf(answer: Promise<ExecutionResult>): Promise<unknown> {
    return (await answer).errors?.[0]?.extensions?.['code'];
  }

  return { people, aTeam, aPersonWith, reaches, change, refusalOf, anActor };
}
