import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { type Actor, serviceActor } from '@connected-lives/kit/actor';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { type RunningCouncil, startCouncil } from '@connected-lives/scripts/council';
import { cloneDatabase, type TestDatabase } from '@connected-lives/scripts/jest/test-databases';
import { SUPERGRAPH_PATH } from '@connected-lives/scripts/project-root';
import { type Client, createClient } from 'graphql-ws';
import pg from 'pg';
import { WebSocket } from 'ws';
import { createTestIssuer, type TestIssuer } from './test-tokens.ts';

export type Arrangement = 'together' | 'apart';

/** What a client gets from the graph. */
export interface Answer {
  readonly status: number;
  // The shape is what each test asked for; `expect` checks it.
  readonly data: Record<string, never> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * The whole council behind its gateway, on databases of its own, for one test file: three services
 * in one process, or each over HTTP.
 */
export function testCouncil(arrangement: Arrangement = 'together') {
  const databases = {} as Record<ServiceName, TestDatabase>;
  const superusers = {} as Record<ServiceName, pg.Pool>;
  const sockets: Client[] = [];
  let issuer: TestIssuer;
  let council: RunningCouncil;

  beforeAll(async () => {
    issuer = await createTestIssuer();
    for (const name of SERVICE_NAMES) {
      databases[name] = await cloneDatabase(name);
      superusers[name] = new pg.Pool({ connectionString: databases[name].superUrl, max: 2 });
      // A connection that is still closing when its database is dropped is no failure of a test.
      superusers[name].on('error', () => undefined);
    }
    const urlsOf = (name: ServiceName) => ({
      app: databases[name].appUrl,
      owner: databases[name].ownerUrl,
      reader: databases[name].readerUrl,
    });
    council = await startCouncil({
      urls: {
        people: urlsOf('people'),
        practice: urlsOf('practice'),
        finance: urlsOf('finance'),
      },
      supergraphSdl: await readFile(SUPERGRAPH_PATH, 'utf8'),
      verifier: issuer.verifier,
      arrangement,
      serviceToken: () => issuer.tokenFor(serviceActor(randomUUID(), 'A service')),
      logLevel: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      gateway: {
        // A test asks without a token more often than anybody applies for a post.
        publicPointsPerMinute: 100_000,
        // On a machine that is busy with other tests an answer may take its time.
        load: { lagMsMax: 60_000 },
        timeouts: { subgraphTimeoutMs: 15_000, operationTimeoutMs: 20_000 },
      },
    });
  }, 60_000);
  afterAll(async () => {
    for (const socket of sockets) {
      await socket.dispose();
    }
    await council.stop();
    for (const name of SERVICE_NAMES) {
      await superusers[name].end();
      await databases[name].drop();
    }
  }, 60_000);

  const arrange = async (service: ServiceName, text: string, values: unknown[]): Promise<void> => {
    const client = await superusers[service].connect();
    try {
      await client.query('begin');
      const setting = viewerSetting(serviceActor(randomUUID(), 'Test'));
      await client.query(`select set_config('app.viewer', $1, true)`, [setting]);
      await client.query(text, values);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };

  const ask = async (
    actor: Actor | string | null,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer> => {
    const token =
      typeof actor === 'object' && actor !== null ? await issuer.tokenFor(actor) : actor;
    const response = await fetch(`${council.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };

  const connect = (token: string, said: Record<string, unknown> = {}): Client => {
    const client = createClient({
      url: `${council.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { ...said, authorization: `Bearer ${token}` },
    });
    sockets.push(client);
    return client;
  };

  return {
    arrange,
    ask,
    get url(): string {
      return council.url;
    },
    get issuer(): TestIssuer {
      return issuer;
    },
    /** How the check of the logs reaches the databases: as the owner of each. */
    get owners(): Readonly<Record<ServiceName, { readonly owner: string }>> {
      return {
        people: { owner: databases.people.ownerUrl },
        practice: { owner: databases.practice.ownerUrl },
        finance: { owner: databases.finance.ownerUrl },
      };
    },
    get services(): RunningCouncil['services'] {
      return council.services;
    },
    /** How many live streams are open. */
    async liveReaders(): Promise<number> {
      const metrics = await (await fetch(`${council.url}/metrics`)).text();
      return Number(/^gateway_live_readers (\d+)$/m.exec(metrics)?.[1]);
    },
    async rows<Row extends pg.QueryResultRow>(
      service: ServiceName,
      text: string,
      values: unknown[] = [],
    ): Promise<Row[]> {
      return (await superusers[service].query<Row>(text, values)).rows;
    },
    /** A transaction that has begun to write and does not end, as a large import would. */
    async holdBack(service: ServiceName): Promise<{ release(): Promise<void> }> {
      const client = await superusers[service].connect();
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
      return {
        release: async () => {
          await client.query('rollback');
          client.release();
        },
      };
    },
    /** Somebody new for a team, known to people and soon to the others, by their feed. */
    async aPerson(
      teamId: string,
      given: { name?: string; district?: string } = {},
    ): Promise<string> {
      const id = randomUUID();
      const { name = 'Ada Khan', district = 'WATFORD' } = given;
      const [givenName, familyName] = name.split(' ');
      await arrange(
        'people',
        `with registered as (
           insert into person (id, team_id, given_name, family_name, district)
           values ($1, $2, $3, $4, $5) returning *)
         insert into event (kind, subject_id, person_id, team_id, version, payload)
         select 'person-registered', id, id, team_id, version, jsonb_build_object('district', district)
         from registered`,
        [id, teamId, givenName, familyName, district],
      );
      return id;
    },
    /** A WebSocket client, as a team board on a wall is one. */
    async live(actor: Actor): Promise<Client> {
      return connect(await issuer.tokenFor(actor));
    },
    liveWith: connect,
  };
}
