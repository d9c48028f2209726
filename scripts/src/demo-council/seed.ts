import { financeService } from '@connected-lives/finance/finance.service';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import { consumerName } from '@connected-lives/kit/consumer';
import type { Logger } from '@connected-lives/kit/log';
import { serviceActor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import pg from 'pg';
import { demoUuid } from '../demo-people.ts';
import { PlainError } from '../plain-error.ts';
import { SERVICE_NAMES, type ServiceName } from '../postgres/service-names.ts';
import { type Progress, terminalProgress } from '../terminal-progress.ts';
import { requireBalancedLedger } from './check-ledger.ts';
import { COUNCIL_ID, Load } from './load.ts';
import { makeCouncil } from './make-council.ts';
import { TIERS, type Tier, type TierName } from './tiers.ts';

/** The owner of each service's migrated database. */
type OwnerUrls = Readonly<Record<ServiceName, { readonly owner: string }>>;

export interface SeedOptions {
  readonly tier: TierName;
  readonly urls: OwnerUrls;
  readonly log?: Logger;
  readonly progress?: Progress;
}

/**
 * Fills the three empty databases with a council that does not exist: its people, their words and
 * their money are made up by a seeded generator, and its NHS numbers are from a range that is never
 * issued. All three are written at once and committed one after the other at the very end.
 */
export async function seedCouncil({ tier: name, urls, log, progress }: SeedOptions): Promise<void> {
  const tier = TIERS[name];
  const loads: Load[] = [];
  try {
    for (const service of SERVICE_NAMES) {
      loads.push(await Load.open(service, urls[service].owner));
    }
    await write(tier, loads, progress ?? terminalProgress('Making the council'));
    await finish(tier, loads);
    await Promise.all(loads.map((load) => load.tidy()));
  } finally {
    await Promise.all(loads.map((load) => load.close()));
  }
  log?.info({ tier: name }, 'a made-up council was seeded');
}

/**
 * Whether there is a council: a made-up one, or people that the council itself brought. When only
 * some databases have one, as after a power cut between two commits, neither is true.
 */
export async function isSeeded(urls: OwnerUrls): Promise<boolean> {
  const marked = await Promise.all(SERVICE_NAMES.map((service) => hasMarker(urls[service].owner)));
  if (marked.every((each) => each)) {
    return true;
  }
  if (marked.some((each) => each)) {
    throw new PlainError(
      'The demo council is in some of the databases and not in others: making it was cut short. ' +
        'To start over with a new one: npm run reset',
    );
  }
  return hasTeams(urls.people.owner);
}

async function write(tier: Tier, loads: readonly Load[], progress: Progress): Promise<void> {
  const total = tier.teams.reduce((sum, { conversations }) => sum + conversations, 0);
  progress.start(total);
  let made = 0;
  try {
    for (const team of makeCouncil(tier)) {
      await Promise.all(loads.map((load) => load.write(team)));
      made += team.conversations.length;
      progress.reach(made);
    }
  } finally {
    progress.stop();
  }
}

/** Checks, marks and commits. Consumers begin behind the markers: what is here, they know already. */
async function finish(tier: Tier, loads: readonly Load[]): Promise<void> {
  const heads = new Map<ServiceName, string>();
  for (const load of loads) {
    if (load.service === 'finance') {
      await requireBalancedLedger(load.client);
    }
    heads.set(load.service, await load.mark(tier));
  }
  for (const load of loads) {
    for (const from of FOLLOWED[load.service]) {
      await load.follow(consumerName(load.service, { from }), heads.get(from) ?? '');
    }
  }
  for (const load of loads) {
    await load.commit();
  }
}

/** Whose events each service follows. */
const FOLLOWED: Readonly<Record<ServiceName, readonly ServiceName[]>> = {
  people: followedBy(peopleService),
  practice: followedBy(practiceService),
  finance: followedBy(financeService),
};

/** Looks and news of the logs are read from the beginning: nobody has looked at a new council. */
function followedBy({ consumers }: { readonly consumers: readonly Followed[] }): ServiceName[] {
  return consumers.filter(({ about }) => about === undefined).map(({ from }) => from);
}
type Followed = Parameters<typeof consumerName>[1];

function hasMarker(url: string): Promise<boolean> {
  return finds(url, `select from audit_entry where row_id = '${COUNCIL_ID}' limit 1`);
}

function hasTeams(url: string): Promise<boolean> {
  return finds(url, 'select from team limit 1');
}

async function finds(url: string, query: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const viewer = viewerSetting(serviceActor(demoUuid('service', 'seed'), 'Seed'));
    await client.query(`select set_config('app.viewer', $1, false)`, [viewer]);
    const { rowCount } = await client.query(query);
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}
