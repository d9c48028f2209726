import { randomUUID } from 'node:crypto';
import { type Held, heldAbout } from '@connected-lives/kit/held-about';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { type Withheld, WITHHELD } from '@connected-lives/kit/withheld';
import pg from 'pg';
import type { OwnerUrls } from '../council-databases.ts';
import { PlainError } from '../plain-error.ts';
import { findPerson, type Found } from './find-person.ts';
import { readAsService } from './read-as-service.ts';
import { recordAnswer } from './record-answer.ts';

/** Everything the council holds about one person. */
export interface SubjectAccess {
  readonly person: Found;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly services: Readonly<Record<ServiceName, Held>>;
  /** Names of the staff and teams that stand in it by id. */
  readonly names: Readonly<Record<string, string>>;
  /** What was left out of this answer, and why. */
  readonly withheld: readonly Withheld[];
}

export interface SubjectAccessOptions {
  /** An id or an NHS number. */
  readonly person: string;
  /** Whoever makes the answer, as the person will read it in the list of who looked. */
  readonly by: string;
  readonly urls: OwnerUrls;
  readonly now: Date;
}

/** The table of each service whose own id is the person's. */
const PERSON_TABLES = {
  people: 'person',
  practice: 'known_person',
  finance: 'known_person',
} as const;

/**
 * Reads the three databases as their owners, as the service itself and for this person, so that no
 * policy hides a row. It is a look like any other, and is recorded in all three before it begins.
 */
export async function gatherSubjectAccess(options: SubjectAccessOptions): Promise<SubjectAccess> {
  const { by, urls, now } = options;
  const clients = {} as Record<ServiceName, pg.Client>;
  try {
    for (const service of SERVICE_NAMES) {
      clients[service] = await connect(urls[service].owner);
    }
    const person = await findPerson(clients.people, options.person);
    const services = {} as Record<ServiceName, Held>;
    const look = { requestId: randomUUID(), personId: person.id, by };
    for (const service of SERVICE_NAMES) {
      await recordAnswer(clients[service], look);
      services[service] = await read(clients[service], service, person);
    }
    return {
      person,
      madeAt: now.toISOString(),
      madeBy: by,
      services,
      names: await namesIn(clients.people),
      withheld: withheldFrom(services),
    };
  } finally {
    await Promise.all(Object.values(clients).map((client) => client.end()));
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new PlainError(`A database of the council does not answer: ${String(error)}`);
  }
  return client;
}

function read(client: pg.Client, service: ServiceName, person: Found): Promise<Held> {
  const ask = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await client.query(text, [...values])).rows as Row[];
  return readAsService(
    client,
    () =>
      heldAbout(ask, [person.id, ...person.mergedIds], {
        service,
        personTable: PERSON_TABLES[service],
      }),
    person.id,
  );
}

/** Whoever did something for a person did it by name. */
async function namesIn(people: pg.Client): Promise<Record<string, string>> {
  const { rows } = await readAsService(people, () =>
    people.query<{ id: string; name: string }>(
      'select id, name from practitioner union all select id, name from team',
    ),
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** Of columns only where there was a row; whole tables always, because nobody has looked in them. */
function withheldFrom(services: Readonly<Record<ServiceName, Held>>): Withheld[] {
  return WITHHELD.filter(
    ({ service, table, columns }) => columns === null || table in services[service].tables,
  );
}
