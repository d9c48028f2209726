import DataLoader from 'dataloader';
import type pg from 'pg';
import type { Actor } from './actor.ts';
import { viewerSetting } from './viewer.ts';

const BATCH_MAX = 500;
/** When a wall of screens comes back at once, who asks within this time is answered together. */
const GATHER_MS = 2;

/** `case` sets the viewer before their rights are asked: in a list of columns no order is promised. */
const RIGHTS = `
  select case when set_config('app.viewer', viewer, true) is not null then viewer_rights() end as rights
  from unnest($1::text[]) with ordinality as asked (viewer, place)
  order by place`;

/**
 * What is each viewer's own in one database, by `viewer_rights` (`reach.ts`): empty for most. Read
 * anew every time, and from the primary: a replica may not know yet what was closed a moment ago.
 */
export class ViewerRights {
  readonly #reads: DataLoader<Actor, string>;

  constructor(pool: pg.Pool) {
    this.#reads = new DataLoader((actors) => readRights(pool, actors), {
      cache: false,
      maxBatchSize: BATCH_MAX,
      batchScheduleFn: (send) => setTimeout(send, GATHER_MS),
    });
  }

  of(actor: Actor): Promise<string> {
    return this.#reads.load(actor);
  }
}

async function readRights(pool: pg.Pool, actors: readonly Actor[]): Promise<string[]> {
  const { rows } = await pool.query<{ rights: string }>({
    name: 'viewer_rights',
    text: RIGHTS,
    values: [actors.map(viewerSetting)],
  });
  return rows.map(({ rights }) => rights);
}
