import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@connected-lives/kit/actor';
import type { LookPayload } from '@connected-lives/kit/look-feed';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { testRecord } from '../people/person.given.ts';

/** The people service on a database of its own, and looks of all services that it gathers. */
export function testLooks() {
  const { people, aPersonWith } = testRecord();

  async function aTeam(): Promise<{ id: string; name: string }> {
    const id = randomUUID();
    const name = `Team ${id}`;
    await people.arrange(`insert into team (id, name, kind) values ($1, $2, 'OLDER_PEOPLE')`, [
      id,
      name,
    ]);
    return { id, name };
  }

  /** A worker opens a person's record under a name of the client's. */
  function look(worker: Actor, personId: string, operation: string | null = 'CaseView') {
    return people.ask(
      worker,
      'query ($id: ID!) { person(id: $id) { name } }',
      { id: personId },
      operation,
    );
  }

  /** The same as another service tells of it. */
  function tellOfLook(
    service: Exclude<ServiceName, 'people'>,
    actor: Actor,
    personId: string,
    given: Partial<LookPayload> = {},
    at: Date = new Date(),
  ): void {
    const payload: LookPayload = {
      actorId: actor.id,
      actorName: actor.name,
      actorRole: actor.role,
      actorPersonId: actor.personId,
      teamIds: actor.teamIds,
      operation: 'CaseView',
      requestId: randomUUID(),
      purpose: 'DIRECT_CARE',
      clientId: null,
      origin: null,
      ...given,
    };
    people.feeds[service].looks.say(
      {
        kind: 'look',
        subjectId: personId,
        personId,
        teamId: null,
        version: 0,
        payload,
      },
      at,
    );
  }

  /** Reads until there are as many rows as expected; what is gathered comes a moment later. */
  async function until<Row extends Record<string, unknown>>(
    count: number,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    let rows: Row[] = [];
    for (let tries = 0; tries < 200; tries += 1) {
      rows = await people.rows<Row>(text, values);
      if (rows.length >= count) {
        break;
      }
      await sleep(100);
    }
    return rows;
  }

  const gathered = (personId: string, count: number) =>
    until<{ operation: string; services: string[]; actor_id: string; relationship: string }>(
      count,
      'select * from look where person_id = $1 order by at',
      [personId],
    );

  /** The nodes of a person's list as this viewer gets them. */
  async function listOf(viewer: Actor, personId: string, fields: string): Promise<unknown[]> {
    const { data } = await people.ask(
      viewer,
      `query ($id: ID!) { accessLog(personId: $id, first: 50) { edges { node { ${fields} } } } }`,
      { id: personId },
    );
    const { edges } = (data as unknown as { accessLog: { edges: { node: unknown }[] } }).accessLog;
    return edges.map(({ node }) => node);
  }

  return { people, aTeam, aPersonWith, look, tellOfLook, until, gathered, listOf };
}
