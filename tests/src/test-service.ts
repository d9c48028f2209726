import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceActor, type Actor, type Role } from '@connected-lives/kit/actor';
import type { ServiceContext } from '@connected-lives/kit/context';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import type { FeedSource } from '@connected-lives/kit/feed-source';
import { runJob, type ServiceJob } from '@connected-lives/kit/job';
import { createLogger } from '@connected-lives/kit/log';
import {
  type RunningService,
  type ServiceDefinition,
  startService,
} from '@connected-lives/kit/service';
import type { ServiceName } from '@connected-lives/kit/service-name';
import type { OperationRequest } from '@connected-lives/kit/subgraph';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { cloneDatabase, type TestDatabase } from '@connected-lives/scripts/jest/test-databases';
import { afterAll, beforeAll } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import pg from 'pg';

/** A feed that a test fills by hand, in the place of another service. */
export class ScriptedFeed implements FeedSource {
  readonly #events: CouncilEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #looks: ScriptedFeed | undefined;

  /** Who looked at whom in that service. */
  get looks(): ScriptedFeed {
    this.#looks ??= new ScriptedFeed();
    return this.#looks;
  }

  /** The consumer hears of it at its next page. */
  say(event: Omit<CouncilEvent, 'cursor' | 'at'>, at: Date = new Date()): void {
    this.#events.push({ ...event, cursor: `${this.#events.length + 1}.0`, at });
    this.#waiting.forEach((wake) => wake());
  }

  async page(
    after: string | null,
    limit: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<CouncilEvent[]> {
    const from = after === null ? 0 : Number(after.split('.')[0]);
    if (this.#events.length === from && waitMs > 0 && !signal.aborted) {
      await this.#somethingSaid(waitMs, signal);
    }
    return this.#events.slice(from, from + limit);
  }

  #somethingSaid(waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  /** All that is scripted is settled. */
  peek(): Promise<CouncilEvent[]> {
    return Promise.resolve([]);
  }
}

/**
 * One service on a database of its own, for one test file. The other services' feeds are scripted,
 * and each test makes its own team and people.
 */
export function testService<DB, L>(definition: ServiceDefinition<DB, L>, clock?: () => Date) {
  const feeds: Record<ServiceName, ScriptedFeed> = {
    people: new ScriptedFeed(),
    practice: new ScriptedFeed(),
    finance: new ScriptedFeed(),
  };
  let database: TestDatabase;
  let service: RunningService;
  let superuser: pg.Pool;

  beforeAll(async () => {
    database = await cloneDatabase(definition.name);
    superuser = new pg.Pool({ connectionString: database.superUrl, max: 2 });
    // A connection that is still closing when its database is dropped is no failure of a test.
    superuser.on('error', () => undefined);
    service = await startService(definition, {
      databaseUrl: database.appUrl,
      logger: createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent'),
      poolSize: 8,
      ...(clock === undefined ? {} : { clock }),
      sources: {
        people: () => feeds.people,
        practice: () => feeds.practice,
        finance: () => feeds.finance,
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    await superuser.end();
    await database.drop();
  });

  const requestAs = (
    actor: Actor,
    operationKind: OperationRequest['operationKind'],
    operationName: string | null = null,
  ): OperationRequest => ({
    actor,
    token: null,
    requestId: randomUUID(),
    operationName,
    operationKind,
    deadline: Date.now() + 15_000,
    signal: new AbortController().signal,
  });

  return {
    feeds,
    get service(): RunningService {
      return service;
    },
    get database(): TestDatabase {
      return database;
    },
    /** What a use case is given when this actor asks. */
    contextOf(actor: Actor): ServiceContext<DB, L> {
      return service.contextFor<DB, L>(requestAs(actor, 'mutation'));
    },
    /** One operation through the subgraph, as the gateway would send it. */
    async ask(
      actor: Actor,
      document: string,
      variables: Record<string, unknown> = {},
      operationName: string | null = null,
    ): Promise<ExecutionResult<Record<string, never>>> {
      const kind = document.trimStart().startsWith('mutation') ? 'mutation' : 'query';
      const operation = service.subgraph.open(requestAs(actor, kind, operationName));
      const result = await operation.execute({ document, variables });
      await operation.close();
      return JSON.parse(JSON.stringify(result)) as ExecutionResult<Record<string, never>>;
    },
    subscribe(actor: Actor, document: string, variables: Record<string, unknown> = {}) {
      const request: OperationRequest = {
        ...requestAs(actor, 'subscription'),
        // Each event has its own time, however long the stream is followed.
        get deadline() {
          return Date.now() + 15_000;
        },
      };
      return service.subgraph.subscribe(request, { document, variables });
    },
    /** What the service does by itself now and then, as if it were now. */
    async job(job: ServiceJob<DB>, now: Date): Promise<void> {
      await runJob(job, this.contextOf(anActor('service')).parts.pool, now);
    },
    /** Past every policy, to look at what was left. */
    async rows<Row extends pg.QueryResultRow>(
      text: string,
      values: unknown[] = [],
    ): Promise<Row[]> {
      return (await superuser.query<Row>(text, values)).rows;
    },
    /** Past every policy, to arrange what a test starts from; signed by the service. */
    async arrange(text: string, values: unknown[] = []): Promise<void> {
      const client = await superuser.connect();
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
    },
    /** Somebody past every rule, in the middle of a transaction that is undone when the work is done. */
    async amidTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
      const client = await superuser.connect();
      try {
        await client.query('begin');
        await work(client);
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
    /** Whoever writes to this table meanwhile waits until the work is done. */
    async whileLocked(table: string, work: () => Promise<void>): Promise<void> {
      await this.amidTransaction(async (client) => {
        await client.query(`lock table ${table} in exclusive mode`);
        await work();
      });
    },
    /** Waits until so many statements stand behind somebody's lock. */
    async untilWaiting(statements: number): Promise<void> {
      const WAITING = `select from pg_locks where not granted
        and database = (select oid from pg_database where datname = current_database())`;
      while ((await this.rows(WAITING)).length < statements) {
        await pause(5);
      }
    },
    /** Events of a kind about one record, oldest first. */
    events(kind: string, subjectId: string) {
      return this.rows<{ kind: string; payload: Record<string, unknown>; version: number }>(
        'select * from event where kind = $1 and subject_id = $2 order by xid, id',
        [kind, subjectId],
      );
    },
  };
}

/** Somebody new: a practitioner of a team of their own, unless told otherwise. */
export function anActor(role: Role = 'practitioner', given: Partial<Actor> = {}): Actor {
  const id = randomUUID();
  const staff = ['practitioner', 'manager', 'duty', 'discharge'].includes(role);
  return {
    id,
    role,
    name: `Test ${role}`,
    teamIds: staff ? [randomUUID()] : [],
    practitionerId: staff ? id : null,
    personId: null,
    ...given,
  };
}

/** The one team of a test's practitioner. */
export function teamOf(actor: Actor): string {
  const [teamId] = actor.teamIds;
  if (teamId === undefined) {
    throw new Error('This actor is in no team.');
  }
  return teamId;
}
