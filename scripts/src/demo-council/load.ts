import { serviceActor } from '@connected-lives/kit/actor';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { viewerSetting } from '@connected-lives/kit/viewer';
import pg from 'pg';
import { copyRows } from '../copy-rows.ts';
import { demoUuid } from '../demo-people.ts';
import { PlainError } from '../plain-error.ts';
import type { TeamRows } from './rows.ts';
import { SEEDED_TABLES, type SeededTable } from './tables.ts';
import type { Tier } from './tiers.ts';

/** What the marker of a seeded council is about: the council itself. */
export const COUNCIL_ID = demoUuid('council');
/** What names are searched by is learned by a trigger, and who is compared with others noted by one: these stay on. */
const LEARNING_TRIGGERS = ['person_name_words_insert', 'person_compared'];
/** What they write, and the seed does not write itself. */
const LEARNED_TABLES = ['name_word', 'comparison_due'];
const SEEDER = serviceActor(demoUuid('service', 'seed'), 'Seed of the made-up council');

/**
 * The loading of one service's database, as its owner and in one transaction, so that a council is
 * there whole or not at all.
 *
 * In that transaction the tables are without their triggers, but for those that learn from names, and
 * without forced row-level security, and nobody else reaches them until it ends. COPY is not possible under row-level security. And
 * the audit of writes says who decided what: nobody decided any of this, it is made up, so instead
 * of an entry for every row there is one entry, and one event, for the whole.
 */
export class Load {
  readonly service: ServiceName;
  readonly client: pg.Client;
  readonly #tables: readonly SeededTable[];

  private constructor(service: ServiceName, client: pg.Client) {
    this.service = service;
    this.client = client;
    this.#tables = SEEDED_TABLES[service];
  }

  static async open(service: ServiceName, url: string): Promise<Load> {
    const client = new pg.Client({ connectionString: url });
    // A lost connection also rejects whatever is being asked, and that is what gets reported.
    client.on('error', () => undefined);
    await client.connect();
    const load = new Load(service, client);
    try {
      await load.#begin();
    } catch (error) {
      await load.close();
      throw error;
    }
    return load;
  }

  async #begin(): Promise<void> {
    await this.client.query('begin');
    await this.client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(SEEDER)]);
    for (const { name } of this.#tables) {
      await this.client.query(
        `alter table ${name} disable trigger user, no force row level security`,
      );
    }
    if (this.service === 'people') {
      for (const trigger of LEARNING_TRIGGERS) {
        await this.client.query(`alter table person enable trigger ${trigger}`);
      }
    }
    for (const { name } of this.#tables) {
      const { rowCount } = await this.client.query(`select from ${name} limit 1`);
      if (rowCount !== 0) {
        throw new PlainError(
          'There is a council in these databases already, and made-up people are not put beside others. ' +
            'To start over with a new one: npm run reset',
        );
      }
    }
  }

  async write(team: TeamRows): Promise<void> {
    for (const { name, columns, rowsOf } of this.#tables) {
      await copyRows(this.client, name, columns, rowsOf(team));
    }
  }

  /** Puts triggers and policies back and leaves the marker. Answers the cursor behind its event. */
  async mark(tier: Tier): Promise<string> {
    for (const { name } of this.#tables) {
      await this.client.query(`alter table ${name} enable trigger user, force row level security`);
    }
    await this.client.query(
      `insert into audit_entry (actor_id, actor_role, table_name, row_id, after)
       values ($1, $2, 'council', $3, $4)`,
      [SEEDER.id, SEEDER.role, COUNCIL_ID, { tier: tier.name }],
    );
    const { rows } = await this.client.query<{ cursor: string }>(
      `insert into event (kind, subject_id, version, payload) values ('council-seeded', $1, 1, $2)
       returning xid::text || '.' || id as cursor`,
      [COUNCIL_ID, { tier: tier.name }],
    );
    return rows[0]?.cursor ?? '';
  }

  /** Its consumers take what is loaded here as learned, and begin behind it. */
  async follow(consumer: string, cursor: string): Promise<void> {
    await this.client.query('insert into consumer_cursor (consumer, cursor) values ($1, $2)', [
      consumer,
      cursor,
    ]);
  }

  async commit(): Promise<void> {
    await this.client.query('commit');
  }

  /** Tells the planner what there is, and settles the pages for index-only reads. */
  async tidy(): Promise<void> {
    const tables = this.#tables.map(({ name }) => name);
    const filled = this.service === 'people' ? [...tables, ...LEARNED_TABLES] : tables;
    await this.client.query(`vacuum (analyze) ${filled.join(', ')}`);
  }

  /** Without a commit before, nothing has happened. */
  async close(): Promise<void> {
    await this.client.end();
  }
}
