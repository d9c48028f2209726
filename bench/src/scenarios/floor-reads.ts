import { randomUUID } from 'node:crypto';
import { AccessLog } from '@connected-lives/kit/access-log';
import type { Actor } from '@connected-lives/kit/actor';
import { createPool } from '@connected-lives/kit/pool';
import { setViewer } from '@connected-lives/kit/viewer';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import type pg from 'pg';
import type { Trust } from '../bench-issuer.ts';

export interface ReadsFloorSettings {
  /** With the viewer's transaction, row-level security and the access log; or without them all. */
  readonly duties: boolean;
  /** Of the app role with duties, of the superuser without. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly trust: Trust;
}

/** A statement that each connection prepares once. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How one answer reads. */
export interface Reading {
  /** The rows of each statement. All go out in one flight, and services at the same time. */
  ask(service: ServiceName, statements: readonly Statement[]): Promise<pg.QueryResultRow[][]>;
  /** To be called before the answer leaves: who was looked at, in each service that told of them. */
  record(
    operation: string,
    personIds: ReadonlySet<string>,
    services: readonly ServiceName[],
  ): Promise<void>;
}

export interface Reads {
  readonly needsViewer: boolean;
  as(viewer: Actor | null): Reading;
  stop(): Promise<void>;
}

/** Nobody asks, nothing is checked, and nothing is written down. */
export function bareReads(urls: ReadsFloorSettings['urls']): Reads {
  const pools = poolsFor(urls);
  const reading: Reading = {
    ask: (service, statements) =>
      Promise.all(statements.map((each) => rowsOf(pools[service], each))),
    record: () => Promise.resolve(),
  };
  return { needsViewer: false, as: () => reading, stop: () => end(pools) };
}

/** The viewer's transaction under row-level security, and the access log written before the answer. */
export function dutifulReads(urls: ReadsFloorSettings['urls']): Reads {
  const pools = poolsFor(urls);
  const logs = {
    people: new AccessLog(pools.people),
    practice: new AccessLog(pools.practice),
    finance: new AccessLog(pools.finance),
  };
  return {
    needsViewer: true,
    as: (viewer) => {
      if (viewer === null) {
        throw new Error('A reading with duties has a viewer.');
      }
      return {
        async ask(service, statements) {
          const client = await pools[service].connect();
          const [, rows] = await Promise.all([
            client.query(`begin isolation level repeatable read read only; ${setViewer(viewer)}`),
            Promise.all(statements.map((each) => rowsOf(client, each))),
            client.query('rollback'),
          ]);
          client.release();
          return rows;
        },
        async record(operation, personIds, services) {
          const look = { viewers: [viewer], personIds, operation, requestId: randomUUID() };
          await Promise.all(services.map((service) => logs[service].write(look)));
        },
      };
    },
    stop: () => end(pools),
  };
}

/** A row without a column that was needed on the way and is no part of the answer. */
export function without(column: string, row: pg.QueryResultRow): object {
  return { ...row, [column]: undefined };
}

async function rowsOf(
  on: Pick<pg.Pool, 'query'> | pg.PoolClient,
  { name, text, values }: Statement,
): Promise<pg.QueryResultRow[]> {
  return (await on.query({ name, text, values: [...values] })).rows as pg.QueryResultRow[];
}

/** Connections as the services have them: the floor must not lose by the driver. */
function poolsFor(urls: ReadsFloorSettings['urls']): Record<ServiceName, pg.Pool> {
  return {
    people: createPool(urls.people, 'bench'),
    practice: createPool(urls.practice, 'bench'),
    finance: createPool(urls.finance, 'bench'),
  };
}

async function end(pools: Record<ServiceName, pg.Pool>): Promise<void> {
  await Promise.all(SERVICE_NAMES.map((service) => pools[service].end()));
}
