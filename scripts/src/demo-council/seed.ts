import type { ServiceDefinition } from '@connected-lives/kit/service';
import { financeService } from '@connected-lives/finance/finance.service';
import { practiceService } from '@connected-lives/practice/practice.service';
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
import { SEEDED_TABLES } from './tables.ts';
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
  const shown = progress ?? terminalProgress('Making the council');
  await using stack = new AsyncDisposableStack();
  const load = async (service: ServiceName): Promise<Load> => {
    const opened = await Load.open(urls[service].owner, SEEDED_TABLES[service]);
    stack.defer(() => opened.close());
    return opened;
  };
  const people = await load('people');
  const practice = await load('practice');
  const finance = await load('finance');
  const loads = [people, practice, finance];

  await write(tier, loads, shown);
  await requireBalancedLedger(finance.client);
  const heads = {
    people: await people.mark(tier),
    practice: await practice.mark(tier),
    finance: await finance.mark(tier),
  };
  await followFromHeads(practiceService, practice, heads);
  await followFromHeads(financeService, finance, heads);
  for (const each of loads) {
    await each.commit();
  }
  await Promise.all(loads.map((each) => each.tidy()));
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

function followFromHeads<DB, L>(
  { name, consumers }: ServiceDefinition<DB, L>,
  load: Load,
  heads: Readonly<Record<ServiceName, string>>,
): Promise<unknown> {
  return consumers.reduce<Promise<void>>(
    (before, { from }) => before.then(() => load.follow(`${name} from ${from}`, heads[from])),
    Promise.resolve(),
  );
}

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
