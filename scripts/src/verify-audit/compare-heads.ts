import type { ChainedLog } from '@connected-lives/kit/access-chain';
import type pg from 'pg';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';

/** A seal that one service was told of by another. */
export interface Heard {
  readonly listener: ServiceName;
  readonly service: ServiceName;
  readonly log: ChainedLog;
  readonly number: string;
  readonly hash: string;
}

type Clients = Readonly<Record<ServiceName, pg.ClientBase>>;

/** Everything that the services remember of each other's seals. */
export async function readHeard(clients: Clients): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  for (const listener of SERVICE_NAMES) {
    const { rows } = await clients[listener].query<Omit<Heard, 'listener'>>(
      'select service, log, number::text, hash from heard_seal order by service, log, number',
    );
    heard.push(...rows.map((row) => ({ ...row, listener })));
  }
  return heard;
}

/**
 * Whether every seal that a service told of is still what it said. Whoever writes a chain anew from
 * its beginning makes one that holds in itself, and the other services remember another one.
 */
export async function compareHeads(clients: Clients, heard: readonly Heard[]): Promise<string[]> {
  const broken: string[] = [];
  for (const teller of SERVICE_NAMES) {
    const told = heard.filter(({ service }) => service === teller);
    broken.push(...(await differences(clients[teller], told)));
  }
  return broken;
}

async function differences(client: pg.ClientBase, told: readonly Heard[]): Promise<string[]> {
  const { rows } = await client.query<Heard & { now: string | null }>(
    `select told.listener, told.service, told.log, told.number::text,
       encode(seal.hash, 'hex') as now
     from jsonb_to_recordset($1::jsonb) as told(
       listener text, service text, log text, number bigint, hash text)
     left join seal on seal.log = told.log and seal.number = told.number
     where encode(seal.hash, 'hex') is distinct from told.hash
     order by told.log, told.number, told.listener`,
    [JSON.stringify(told)],
  );
  return rows.map(
    ({ listener, service, log, number, now }) =>
      `${service} ${log}: seal ${number} is not the one that ${service} told ${listener} of: ` +
      (now === null ? 'it was deleted.' : 'the chain was written anew.'),
  );
}
