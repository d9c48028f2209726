import { financeService } from '@connected-lives/finance/finance.service';
import { serviceActor } from '@connected-lives/kit/actor';
import { consumerName } from '@connected-lives/kit/consumer';
import type { Logger } from '@connected-lives/kit/log';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import pg from 'pg';
import { demoUuid } from '../demo-people.ts';
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
 * issued. All three are written at once and committed one after the other at the very end. What was
 * cut short between two commits is finished as it was begun: the generator says the same again.
 */
export async function seedCouncil({ tier: name, urls, log, progress }: SeedOptions): Promise<void> {
  const marks = await findMarks(urls);
  const done = marks.length < SERVICE_NAMES.length ? marks : [];
  const tier = TIERS[done[0]?.tier ?? name];
  const loads: Load[] = [];
  try {
    for (const service of SERVICE_NAMES) {
      if (!done.some((mark) => mark.service === service)) {
        loads.push(await Load.open(service, urls[service].owner));
      }
    }
    await write(tier, loads, progress ?? terminalProgress('Making the council'));
    await finish(tier, loads, done);
    await Promise.all(loads.map((load) => load.tidy()));
  } finally {
    await Promise.all(loads.map((load) => load.close()));
  }
  log?.info({ tier: name }, 'a made-up council was seeded');
}

/** Whether there is a whole council: a made-up one, or people that the council itself brought. */
export async function isSeeded(urls: OwnerUrls): Promise<boolean> {
  const marks = await findMarks(urls);
  return marks.length === 0 ? hasTeams(urls.people.owner) : marks.length === SERVICE_NAMES.length;
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
async function finish(
  tier: Tier,
  loads: readonly Load[],
  done: readonly MarkOfSeed[],
): Promise<void> {
  const heads = new Map(done.map(({ service, cursor }) => [service, cursor]));
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

/** What a database says of the made-up council in it. */
interface MarkOfSeed {
  readonly service: ServiceName;
  readonly tier: TierName;
  /** Behind the event that tells of it. */
  readonly cursor: string;
}

async function findMarks(urls: OwnerUrls): Promise<readonly MarkOfSeed[]> {
  const found = await Promise.all(
    SERVICE_NAMES.map(async (service) => {
      const rows = await ask<Omit<MarkOfSeed, 'service'>>(
        urls[service].owner,
        `select payload ->> 'tier' as tier, xid::text || '.' || id as cursor from event
         where kind = 'council-seeded' and subject_id = '${COUNCIL_ID}' limit 1`,
      );
      return rows.map((row) => ({ ...row, service }));
    }),
  );
  return found.flat();
}

async function hasTeams(url: string): Promise<boolean> {
  return (await ask(url, 'select id from team limit 1')).length > 0;
}

async function ask<Row extends pg.QueryResultRow>(url: string, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const viewer = viewerSetting(serviceActor(demoUuid('service', 'seed'), 'Seed'));
    await client.query(`select set_config('app.viewer', $1, false)`, [viewer]);
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}
