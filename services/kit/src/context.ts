import type { MikroORM } from '@mikro-orm/postgresql';
import type { CompiledQuery, Kysely } from 'kysely';
import type pg from 'pg';
import type { AccessLog } from './access-log.ts';
import { cancelWhenLate } from './cancel-when-late.ts';
import type { Actor } from './actor.ts';
import type { EventFeed } from './event-feed.ts';
import type { CouncilEvent } from './event-log.ts';
import type { Logger } from './log.ts';
import { isLeftOut } from './look-left-out.ts';
import { tokenNeeded } from './public-operations.ts';
import { Refusal } from './refusal.ts';
import type { ServiceName } from './service-name.ts';
import { Session } from './session.ts';
import { compiledOnce } from './statement.ts';
import type { OperationRequest, SubgraphFetch } from './subgraph.ts';
import { inSpan, type SpanContext, type Tracer } from './trace.ts';
import { setViewer, viewerSetting } from './viewer.ts';

/** What a service keeps for as long as it runs, and every operation shares. */
export interface ServiceParts {
  readonly name: string;
  readonly orm: MikroORM;
  /** The primary: writes, and reads that must see them. */
  readonly pool: pg.Pool;
  /** A read replica, or the primary again. */
  readonly readPool: pg.Pool;
  readonly feed: EventFeed;
  readonly accessLog: AccessLog;
  readonly log: Logger;
  /** Makes the spans, where they are kept. */
  readonly tracer?: Tracer | undefined;
  readonly now: () => Date;
  /** Learns at once what another service has committed by now. */
  readonly catchUp: (from: ServiceName) => Promise<void>;
  /** For tables whose own id is the person's; elsewhere the column is `person_id`. */
  readonly personTable?: string | undefined;
}

/**
 * Everything one operation may use. Nothing else in a service is reached for globally.
 *
 * `DB` is the service's tables in camelCase, `L` its loaders.
 */
export class ServiceContext<DB = unknown, L = unknown> {
  readonly parts: ServiceParts;
  readonly request: OperationRequest;
  readonly #createLoaders: (ctx: ServiceContext<DB>) => L;
  readonly #seen = new Set<string>();
  readonly #shown: { readonly column: string; readonly rows: readonly Shown[] }[] = [];
  #reads: Session<DB> | undefined;
  #reports: Session<DB> | undefined;
  #loaders: L | undefined;
  #fetch: SubgraphFetch | undefined;
  #withheld: string | null = null;

  constructor(
    parts: ServiceParts,
    request: OperationRequest,
    createLoaders: (ctx: ServiceContext<DB>) => L,
  ) {
    this.parts = parts;
    this.request = request;
    this.#createLoaders = createLoaders;
  }

  get actor(): Actor {
    return this.request.actor;
  }

  get log(): Logger {
    return this.parts.log;
  }

  now(): Date {
    return this.parts.now();
  }

  /** What is done from here on is done for this fetch. Of several, the last one ends last. */
  workFor(fetch: SubgraphFetch): void {
    this.#fetch = fetch;
  }

  /** The span of that fetch, when it is traced. */
  get trace(): SpanContext | undefined {
    return this.#fetch?.trace;
  }

  /** Milliseconds for which somebody still waits. */
  get remainingMs(): number {
    const { deadline = this.request.deadline, signal } = this.#fetch ?? {};
    return signal?.aborted === true ? 0 : deadline - Date.now();
  }

  /**
   * Asked before every statement and before every commit: whoever has heard that there was no answer
   * in time must not find later that it was done after all.
   */
  readonly requireTime = (): void => {
    if (this.remainingMs <= 0) {
      throw new Refusal('SUBGRAPH_TIMEOUT', 'There was no time left to do this.');
    }
  };

  /**
   * The viewer's read-only transaction. Row-level security decides which rows there are, and every
   * person in a row that comes back goes to the access log.
   */
  get db(): Kysely<DB> {
    return this.#session.db;
  }

  get #session(): Session<DB> {
    this.#reads ??= new Session<DB>({
      pool: this.request.operationKind === 'mutation' ? this.parts.pool : this.parts.readPool,
      begin: `begin isolation level repeatable read read only; ${setViewer(this.actor)}`,
      requireTime: this.requireTime,
      witness: (table, rows) => this.#witness(table, rows),
    });
    return this.#reads;
  }

  /**
   * Rows by their keys, with a statement that is compiled once a process.
   *
   * @param name of the place in the code, with the arguments that shape the statement: under one
   *   name only the keys may differ. Null for a statement that is not worth keeping.
   */
  read<Key, Row>(
    name: string | null,
    keys: readonly Key[],
    build: (db: Kysely<DB>, keys: readonly Key[]) => { compile(): CompiledQuery<Row> },
  ): Promise<Row[]> {
    const session = this.#session;
    const { query, parameters } = compiledOnce(
      name === null ? null : `${this.parts.name} ${name}`,
      () => session.db,
      keys,
      build,
    );
    return session.runCompiled(query, parameters);
  }

  /**
   * The same as the reports role, which may read every row but only columns that identify nobody.
   * For counts and sums across the council, never for a list of rows.
   */
  get reports(): Kysely<DB> {
    if (this.actor.role === 'public') {
      throw tokenNeeded();
    }
    this.#reports ??= new Session<DB>({
      pool: this.parts.readPool,
      begin:
        `begin isolation level repeatable read read only; ${setViewer(this.actor)}; ` +
        `set local role ${this.parts.name}_reader`,
      requireTime: this.requireTime,
    });
    return this.#reports.db;
  }

  get loaders(): L {
    this.#loaders ??= this.#createLoaders(this);
    return this.#loaders;
  }

  /**
   * One statement that is a whole business step, such as a function of the ledger, in one round
   * trip. The viewer's setting is bound as `$1`, for the function to set; the step's own values
   * follow from `$2`.
   */
  call<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    const { tracer } = this.parts;
    return inSpan(tracer, name, this.trace, () => this.#call<Row>(name, text, values));
  }

  async #call<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    const client = await this.parts.pool.connect();
    const late = cancelWhenLate(this.parts, client, this.#fetch?.signal);
    try {
      this.requireTime();
      const result = await client.query<Row>({
        name,
        text,
        values: [viewerSetting(this.actor), ...values],
      });
      this.parts.feed.wakeSoon();
      return result.rows;
    } finally {
      // Before the connection serves somebody else, whose statement must not be cancelled.
      await late.over();
      client.release();
    }
  }

  /** After a write: what is read from here on sees it. */
  async refresh(): Promise<void> {
    this.#loaders = undefined;
    await Promise.all([this.#reads?.restart(), this.#reports?.restart()]);
  }

  /** Ends the reads and records who was looked at. Refuses when that cannot be recorded. */
  async close(): Promise<void> {
    await Promise.all([this.#reads?.close(), this.#reports?.close()]);
    const { actor, alsoFor = [], operationName, operationKind, requestId } = this.request;
    await this.parts.accessLog.write({
      viewers: [actor, ...alsoFor],
      personIds: this.#personIds(),
      operation: operationName ?? `unnamed ${operationKind}`,
      requestId: this.request.operationId ?? requestId,
      ...(operationKind === 'subscription' && { streamHour: hourOf(this.now()) }),
    });
  }

  /**
   * For an event of a live stream that is about a person who is closed to the viewer.
   * Nothing of it leaves: that something happened to somebody would tell that they are there. The
   * stream goes on with the next event, whose cursor is behind this one's.
   */
  withhold({ cursor }: Pick<CouncilEvent, 'cursor'>): void {
    this.#withheld = cursor;
  }

  /** The cursor of the event that is withheld. Null when it may be told. */
  get withheld(): string | null {
    return this.#withheld;
  }

  /** For a row that did not come from a read: what a use case answers with shows somebody too. */
  saw(row: object): void {
    if ('personId' in row && typeof row.personId === 'string') {
      this.#seen.add(row.personId);
    }
  }

  #witness(table: string | undefined, rows: readonly Shown[]): void {
    if (rows.length > 0) {
      const column = table !== undefined && table === this.parts.personTable ? 'id' : 'personId';
      this.#shown.push({ column, rows });
    }
  }

  /** Asked at the end, when it is known which of the rows that were read were left out. */
  #personIds(): ReadonlySet<string> {
    for (const { column, rows } of this.#shown) {
      for (const row of rows) {
        const personId = row[column];
        if (typeof personId === 'string' && !isLeftOut(row)) {
          this.#seen.add(personId);
        }
      }
    }
    return this.#seen;
  }
}

type Shown = Readonly<Record<string, unknown>>;

/** The clock hour, as `2026-11-22T09`. */
function hourOf(now: Date): string {
  return now.toISOString().slice(0, 13);
}
