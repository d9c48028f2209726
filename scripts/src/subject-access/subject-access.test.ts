import { randomUUID } from 'node:crypto';
import { financeService } from '@connected-lives/finance/finance.service';
import { type Actor, serviceActor } from '@connected-lives/kit/actor';
import type { Held } from '@connected-lives/kit/held-about';
import { createLogger } from '@connected-lives/kit/log';
import { type ServiceDefinition, startService } from '@connected-lives/kit/service';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { WITHHELD, withheldOf } from '@connected-lives/kit/withheld';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { findDemoPerson } from '../demo-people.ts';
import { seedCouncil } from '../demo-council/seed.ts';
import { cloneDatabase, type TestDatabase } from '../jest/test-databases.ts';
import { noProgress } from '../terminal-progress.ts';
import { gatherSubjectAccess } from './gather.ts';
import { writePage } from './write-page.ts';

const databases = {} as Record<ServiceName, TestDatabase>;
const superusers = {} as Record<ServiceName, pg.Client>;

beforeAll(async () => {
  for (const service of SERVICE_NAMES) {
    databases[service] = await cloneDatabase(service);
  }
  await seedCouncil({ tier: 'demo', urls: ownerUrls(), progress: noProgress });
  for (const service of SERVICE_NAMES) {
    superusers[service] = new pg.Client({ connectionString: databases[service].superUrl });
    await superusers[service].connect();
  }
}, 60_000);
afterAll(async () => {
  for (const service of SERVICE_NAMES) {
    await superusers[service].end();
    await databases[service].drop();
  }
});

const ownerUrls = () => ({
  people: { owner: databases.people.ownerUrl },
  practice: { owner: databases.practice.ownerUrl },
  finance: { owner: databases.finance.ownerUrl },
});

/** Past every policy. */
async function rows<Row>(service: ServiceName, text: string, values: unknown[] = []) {
  return (await superusers[service].query(text, values)).rows as Row[];
}

/** The same, signed by the service, for what a test begins with. */
async function arrange(service: ServiceName, text: string, values: unknown[]): Promise<void> {
  const client = superusers[service];
  await client.query('begin');
  await client.query(`select set_config('app.viewer', $1, true)`, [
    viewerSetting(serviceActor(randomUUID(), 'Test')),
  ]);
  await client.query(text, values);
  await client.query('commit');
}

const answerFor = (person: string) =>
  gatherSubjectAccess({ person, by: 'Wren Codicote', urls: ownerUrls(), now: new Date() });

/** Asked of the information schema, which the answer itself does not use. */
async function tablesWithPerson(service: ServiceName): Promise<string[]> {
  const found = await rows<{ name: string }>(
    service,
    `select table_name as name from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'person_id'`,
  );
  return found.map(({ name }) => name);
}

async function countOf(service: ServiceName, table: string, personId: string): Promise<number> {
  const found = await rows<{ count: number }>(
    service,
    `select count(*)::int as count from ${table} where person_id = $1`,
    [personId],
  );
  return found[0]?.count ?? 0;
}

async function busiest(service: ServiceName, table: string): Promise<string | undefined> {
  const found = await rows<{ id: string }>(
    service,
    `select person_id as id from ${table} where person_id is not null
     group by 1 order by count(*) desc, 1 limit 1`,
  );
  return found[0]?.id;
}

/** Tables in which the answer does not have exactly the rows that there are. */
async function wrongIn(personId: string): Promise<string[]> {
  const { services } = await answerFor(personId);
  const wrong: string[] = [];
  for (const service of SERVICE_NAMES) {
    for (const table of await tablesWithPerson(service)) {
      if (!withheldOf(service, table).whole) {
        const there = await countOf(service, table, personId);
        const told = services[service].tables[table]?.length ?? 0;
        if (there !== told) {
          wrong.push(`${service}.${table}: ${told} of ${there}`);
        }
      }
    }
  }
  return wrong;
}

describe('a subject access answer', () => {
  it('is complete against the three databases, for the busiest person, in under five seconds', async () => {
    const personId = (await busiest('practice', 'passage')) ?? '';
    const tookMs: number[] = [];
    const timed = async () => {
      const before = performance.now();
      const made = await answerFor(personId);
      const written = writePage(made);
      tookMs.push(performance.now() - before);
      return { answer: made, page: written };
    };

    const { answer, page } = await timed();
    // The quickest of five, as other tests may hold up any.
    while (Math.min(...tookMs) >= 5_000 && tookMs.length < 5) {
      await timed();
    }

    expect(Math.min(...tookMs)).toBeLessThan(5_000);
    expect(page.length).toBeGreaterThan(10_000);
    expect(await wrongIn(personId)).toEqual([]);
    expect(Object.keys(answer.services.practice.tables)).toEqual(
      expect.arrayContaining(['conversation', 'passage', 'outcome', 'progress']),
    );
    expect(answer.services.finance.tables['commitment']?.length).toBeGreaterThan(0);
  }, 60_000);

  it('is complete in every table that there is, whoever is busiest in it', async () => {
    const people = new Set<string>();
    for (const service of SERVICE_NAMES) {
      for (const table of await tablesWithPerson(service)) {
        people.add((await busiest(service, table)) ?? '');
      }
    }
    people.delete('');

    const wrong = [];
    for (const personId of people) {
      wrong.push(...(await wrongIn(personId)));
    }

    expect(people.size).toBeGreaterThan(3);
    expect(wrong).toEqual([]);
  }, 60_000);

  it('has what hangs below, such as each payment of a commitment', async () => {
    const personId = (await busiest('finance', 'commitment')) ?? '';

    const { services } = await answerFor(personId);

    const there = await rows(
      'finance',
      `select from journal join commitment on commitment.id = journal.commitment_id
       where person_id = $1`,
      [personId],
    );
    expect(services.finance.tables['journal']).toHaveLength(there.length);
    expect(there.length).toBeGreaterThan(0);
  });

  it('finds a table that nobody told it of', async () => {
    const personId = (await busiest('practice', 'passage')) ?? '';
    await superusers.practice.query(
      `create table a_new_thing (id uuid primary key default uuidv7(), person_id uuid, words text)`,
    );
    await superusers.practice.query(`alter table a_new_thing owner to practice_owner`);
    await arrange('practice', `insert into a_new_thing (person_id, words) values ($1, 'New')`, [
      personId,
    ]);

    const { services } = await answerFor(personId);

    expect(services.practice.tables['a_new_thing']).toMatchObject([{ words: 'New' }]);
    await superusers.practice.query('drop table a_new_thing');
  });

  it('leaves out what is other people’s, and says what and why', async () => {
    const personId = findDemoPerson('citizen')?.actor.id ?? '';
    const [circle] = await rows<{ phone: string }>(
      'people',
      'select phone from relationship where person_id = $1 and phone is not null',
      [personId],
    );

    const answer = await answerFor(personId);
    const page = writePage(answer);

    expect(circle?.phone).toMatch(/^01632/);
    expect(JSON.stringify(answer)).not.toContain(circle?.phone);
    expect(answer.services.people.tables['relationship']?.length).toBeGreaterThan(0);
    expect(answer.withheld).toContainEqual(
      expect.objectContaining({
        table: 'relationship',
        columns: expect.arrayContaining(['phone']),
      }),
    );
    expect(page).toContain('Contact details of other people');
    // The demo person is somebody’s attorney: that record is named and not told.
    expect(answer.services.people.namedElsewhere).toContainEqual({
      table: 'relationship',
      column: 'other_person_id',
      rows: expect.any(Number),
    });
  });

  it('withholds only columns and tables that there are', async () => {
    for (const { service, table, columns } of WITHHELD) {
      const found = await rows<{ name: string }>(
        service,
        `select column_name as name from information_schema.columns where table_name = $1`,
        [table],
      );
      expect(found.length).toBeGreaterThan(0);
      expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining([...(columns ?? [])]));
    }
  });

  it('tells who wrote and changed what, when, and what stood there before', async () => {
    const personId = (await busiest('people', 'relationship')) ?? '';
    await arrange('people', `update person set preferred_name = 'Bunny' where id = $1`, [personId]);
    await arrange('people', `update person set preferred_name = 'Bee' where id = $1`, [personId]);

    const { services } = await answerFor(personId);

    expect(services.people.changes?.at(-1)).toMatchObject({
      table: 'person',
      rowId: personId,
      what: 'changed',
      actorRole: 'service',
      before: { preferred_name: 'Bunny' },
    });
  });

  it('is one look like any other: in all three logs, and in the answer', async () => {
    const personId = (await busiest('finance', 'commitment')) ?? '';

    const { services } = await answerFor(personId);

    for (const service of SERVICE_NAMES) {
      expect(services[service].tables['access_log']).toContainEqual(
        expect.objectContaining({
          actor_name: 'Wren Codicote',
          operation: 'subject access answer',
        }),
      );
    }
    const numbers = SERVICE_NAMES.map((service) =>
      services[service].tables['access_log']
        ?.filter(({ operation }) => operation === 'subject access answer')
        .map(({ request_id: number }) => number),
    );
    expect(numbers[0]).not.toEqual([]);
    expect(numbers).toEqual([numbers[0], numbers[0], numbers[0]]);
  });

  it('has the looks at a record that was merged into the person’s', async () => {
    const [kept, merged] = [randomUUID(), randomUUID()];
    for (const id of [kept, merged]) {
      await arrange(
        'people',
        `insert into person (id, team_id, given_name, family_name, district)
         values ($1, $2, 'Ada', 'Khan', 'WATFORD')`,
        [id, randomUUID()],
      );
    }
    await answerFor(merged);
    await arrange('people', 'update person set merged_into_id = $2 where id = $1', [merged, kept]);

    const answer = await answerFor(merged);

    expect(answer.person).toMatchObject({ id: kept, mergedIds: [merged] });
    expect(
      answer.services.practice.tables['access_log']?.map(({ person_id }) => person_id),
    ).toContain(merged);
  });

  it('is found by NHS number as letters print it, and refuses what is nobody’s', async () => {
    const [person] = await rows<{ id: string; nhs: string }>(
      'people',
      `select id, nhs_number as nhs from person
       where nhs_number is not null and merged_into_id is null order by id limit 1`,
    );
    const printed = person?.nhs.replace(/(...)(...)(....)/, '$1 $2 $3') ?? '';

    expect((await answerFor(printed)).person.id).toBe(person?.id);
    await expect(answerFor(randomUUID())).rejects.toThrow(/knows nobody/);
    await expect(answerFor('Marigold')).rejects.toThrow(/neither the id/);
  });
});

describe('the page of the answer', () => {
  it('is plain English: no code of a program, no number that only computers read', async () => {
    const page = writePage(await answerFor((await busiest('practice', 'passage')) ?? ''));
    const words = page.slice(page.indexOf('<main>')).replaceAll(/<[^>]*>/g, ' ');

    expect(words).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(words).not.toMatch(/\b[A-Z]{3,}_[A-Z]/);
    expect(words).not.toMatch(/\b(FAMILY|PERSON|STEVENAGE|FULLY)\b/);
    expect(words).not.toMatch(/\b[a-z]+_(id|at|on|pence)\b/);
    expect(words).toMatch(/£\d/);
    expect(words).toMatch(/\d{1,2} \w+ 202\d at \d\d:\d\d/);
  });

  it('says who looked and why in the words in which the person reads it online', async () => {
    const page = writePage(await answerFor((await busiest('practice', 'passage')) ?? ''));

    const looks = page.slice(page.indexOf('Who looked at your record'));
    expect(looks).toContain(
      '<td>Wren Codicote, Privacy officer</td><td>Subject access answer</td>' +
        '<td>To give somebody what is held about them</td>',
    );
    expect(page).not.toMatch(/Actor (name|role)|unnamed query|reach-changed/);
  });

  it('shows what was said as it was said, and runs none of it', async () => {
    const personId = (await busiest('practice', 'passage')) ?? '';
    await arrange('practice', `update conversation set purpose = $2 where person_id = $1`, [
      personId,
      `<script>alert("x")</script> & 'so on'`,
    ]);

    const page = writePage(await answerFor(personId));

    expect(page).not.toContain('<script');
    expect(page).toContain(
      '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;so on&#39;',
    );
  });
});

describe('the person’s own download', () => {
  it('has what the council’s answer has of their life, and is nobody else’s to take', async () => {
    const citizen = findDemoPerson('citizen')?.actor;
    const worker = findDemoPerson('practitioner')?.actor;
    if (citizen === undefined || worker === undefined) {
      throw new Error('There are no such demo people.');
    }
    const { services } = await answerFor(citizen.id);
    const viewers = [citizen, worker];

    const downloads = {
      people: await downloadsOf(peopleService, 'heldByPeople', viewers, citizen.id),
      practice: await downloadsOf(practiceService, 'heldByPractice', viewers, citizen.id),
      finance: await downloadsOf(financeService, 'heldByFinance', viewers, citizen.id),
    };

    for (const [service, tables] of [
      ['people', ['person', 'relationship', 'sharing_agreement']],
      ['practice', ['conversation', 'passage', 'strength', 'outcome']],
      ['finance', ['commitment']],
    ] as const) {
      const [own, others] = downloads[service];
      expect(own).toMatchObject({ changes: null, cutShort: [] });
      for (const table of tables) {
        expect(own?.tables[table]).toEqual(services[service].tables[table]);
      }
      expect(others).toBeNull();
    }
  });
});

/** What each viewer gets from one service, by reference as the gateway asks it. */
async function downloadsOf<DB, L>(
  definition: ServiceDefinition<DB, L>,
  field: string,
  viewers: readonly Actor[],
  personId: string,
): Promise<(Held | null)[]> {
  const service = await startService(definition, {
    databaseUrl: databases[definition.name].appUrl,
    logger: createLogger('test', 'silent'),
    poolSize: 4,
    sources: { practice: noNews, finance: noNews, people: noNews },
  });
  try {
    return await Promise.all(
      viewers.map(async (actor) => {
        const operation = service.subgraph.open({
          actor,
          token: null,
          requestId: randomUUID(),
          operationName: 'Download',
          operationKind: 'query',
          deadline: Date.now() + 20_000,
          signal: new AbortController().signal,
        });
        const { data } = await operation.execute({
          document: `query ($person: [_Any!]!) {
            _entities(representations: $person) { ... on Person { ${field} } }
          }`,
          variables: { person: [{ __typename: 'Person', id: personId }] },
        });
        await operation.close();
        const { _entities: entities } = data as { _entities: Record<string, Held | null>[] };
        return entities[0]?.[field] ?? null;
      }),
    );
  } finally {
    await service.stop();
  }
}

const noNews = () => ({
  page: async (_after: string | null, _limit: number, waitMs: number) => {
    await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 50)));
    return [];
  },
  peek: () => Promise.resolve([]),
});
