import { CHAINED_LOGS } from '@connected-lives/kit/access-chain';
import { serviceActor } from '@connected-lives/kit/actor';
import { PROCESS_IDS } from '@connected-lives/kit/process-ids';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import { viewerSetting } from '@connected-lives/kit/viewer';
import {
  PRIVACY_ALERT,
  PRIVACY_OFFICE,
} from '@connected-lives/people/access-log/privacy-alert.events';
import { PrivacyAlertKind } from '@connected-lives/people/access-log/privacy-alert.table';
import pg from 'pg';
import type { OwnerUrls } from '../council-databases.ts';
import { compareHeads, readHeard } from './compare-heads.ts';
import { compareLooks, type LooksReport } from './compare-looks.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

export interface AuditReport {
  readonly chains: readonly ChainReport[];
  readonly looks: readonly LooksReport[];
  /** How many seals the services remember of each other. */
  readonly heard: number;
  /** Everything that does not hold, in sentences. */
  readonly broken: readonly string[];
}

const CHECKER = serviceActor(PROCESS_IDS.logCheck, 'Check of the logs');

/**
 * Checks every chain of the three databases from the rows as they are, what the services remember
 * of each other's chains, and the gathered list of looks against the logs it came from. What does
 * not hold is an alert for the privacy officer too.
 */
export async function verifyAudit(urls: OwnerUrls): Promise<AuditReport> {
  const clients = {
    people: new pg.Client({ connectionString: urls.people.owner }),
    practice: new pg.Client({ connectionString: urls.practice.owner }),
    finance: new pg.Client({ connectionString: urls.finance.owner }),
  };
  try {
    await Promise.all(Object.values(clients).map((client) => client.connect()));
    // Whoever was told or gathered something is read before the one who said it: the council may be
    // running, and what it says meanwhile is no difference.
    const heard = await readHeard(clients);
    await begin(clients.people);
    await Promise.all([begin(clients.practice), begin(clients.finance)]);
    const chains = await Promise.all(
      SERVICE_NAMES.map(async (name) => {
        const reports: ChainReport[] = [];
        for (const log of CHAINED_LOGS) {
          reports.push(await verifyChain(clients[name], name, log));
        }
        return reports;
      }),
    );
    const looks: LooksReport[] = [];
    for (const name of SERVICE_NAMES) {
      looks.push(await compareLooks(clients.people, clients[name], name));
    }
    const heads = await compareHeads(clients, heard);
    await Promise.all(Object.values(clients).map((client) => client.query('commit')));
    const broken = [
      ...chains.flat().flatMap((chain) => chain.broken),
      ...heads,
      ...looks.flatMap((report) => report.broken),
    ];
    if (broken.length > 0) {
      await raiseAlert(clients.people);
    }
    return { chains: chains.flat(), looks, heard: heard.length, broken };
  } finally {
    await Promise.all(Object.values(clients).map((client) => client.end()));
  }
}

/** One snapshot, and no function of somebody else's in the place of PostgreSQL's own. */
async function begin(client: pg.Client): Promise<void> {
  await client.query('begin isolation level repeatable read read only');
  await client.query('set local search_path = pg_catalog, public');
  await client.query('select pg_current_snapshot()');
}

async function raiseAlert(client: pg.Client): Promise<void> {
  await client.query('begin');
  await client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(CHECKER)]);
  await client.query(
    `with alert as (insert into privacy_alert (kind) values ($1::text) returning id)
     insert into event (kind, subject_id, team_id, version, payload)
     select $2, id, $3::uuid, 1, jsonb_build_object('kind', $1::text) from alert`,
    [PrivacyAlertKind.LOG_BROKEN, PRIVACY_ALERT, PRIVACY_OFFICE],
  );
  await client.query('commit');
}
