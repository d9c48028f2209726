import type pg from 'pg';
import { consumerName } from '@connected-lives/kit/consumer';
import type { ServiceName } from '@connected-lives/kit/service-name';

export interface LooksReport {
  readonly service: ServiceName;
  /** Different looks, as far as they were gathered. */
  readonly looks: number;
  readonly broken: readonly string[];
}

interface Line {
  readonly key: string;
  readonly said: string;
  /** Null where another service's row gave the moment. */
  readonly at: string | null;
}

const LINES_PER_PAGE = 5_000;
const BROKEN_MAX = 20;
const KEY = `encode(sha256(convert_to(jsonb_build_array(request_id, actor_id, person_id, operation)::text, 'UTF8')), 'hex') collate "C"`;
const SAID = `jsonb_build_array(actor_name, actor_role, team_ids, purpose, client_id, origin, actor_person_id)::text`;
const AT = `(extract(epoch from date_trunc('milliseconds', at)) * 1000)::bigint::text`;

/** Whether the list that people gathered says of one service what the log of that service says. */
export async function compareLooks(
  people: pg.ClientBase,
  source: pg.ClientBase,
  service: ServiceName,
): Promise<LooksReport> {
  const { rows } = await people.query<{ cursor: string }>(
    'select cursor from consumer_cursor where consumer = $1',
    [consumerName('people', { from: service, about: 'looks' })],
  );
  const [xid = '0', id = '-1'] = rows[0]?.cursor.split('.') ?? [];
  const recorded = lines(
    source,
    `select distinct on (key) key, said, at from (
       select ${KEY} as key, ${SAID} as said, ${AT} as at, xid, id from access_log
       where (xid, id) <= ('${xid}'::xid8, ${id})) recorded
     order by key, xid, id`,
  );
  const gathered = lines(
    people,
    `select ${KEY} as key, ${SAID} as said,
       case when services[1] = '${service}' then ${AT} end as at
     from look where '${service}' = any (services) order by key`,
  );
  const broken: string[] = [];
  let looks = 0;
  for await (const [one, other] of inStep(recorded, gathered)) {
    looks += 1;
    const reason = difference(one, other);
    if (reason !== undefined && broken.length < BROKEN_MAX) {
      broken.push(`people look: a look that ${service} recorded ${reason}`);
    }
  }
  return { service, looks, broken };
}

function difference(recorded: Line | undefined, gathered: Line | undefined): string | undefined {
  if (gathered === undefined) {
    return 'is missing from the list of all looks.';
  }
  if (recorded === undefined) {
    return 'is in the list of all looks, and not in the log it came from.';
  }
  const same =
    recorded.said === gathered.said && (gathered.at === null || gathered.at === recorded.at);
  return same ? undefined : 'says something else in the list of all looks.';
}

/** The rows of a query page by page, in the transaction that the client is in. */
async function* lines(client: pg.ClientBase, query: string): AsyncGenerator<Line> {
  const cursor = `lines_${Math.random().toString(36).slice(2)}`;
  await client.query(`declare ${cursor} no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query<Line>(`fetch ${LINES_PER_PAGE} from ${cursor}`);
    yield* rows;
    if (rows.length < LINES_PER_PAGE) {
      await client.query(`close ${cursor}`);
      return;
    }
  }
}

/** Two lists in the same order side by side, with nothing where one has no line of that key. */
async function* inStep(
  recorded: AsyncGenerator<Line>,
  gathered: AsyncGenerator<Line>,
): AsyncGenerator<[Line | undefined, Line | undefined]> {
  let [one, other] = [await next(recorded), await next(gathered)];
  while (one !== undefined || other !== undefined) {
    if (other === undefined || (one !== undefined && one.key < other.key)) {
      yield [one, undefined];
      one = await next(recorded);
    } else if (one === undefined || other.key < one.key) {
      yield [undefined, other];
      other = await next(gathered);
    } else {
      yield [one, other];
      [one, other] = [await next(recorded), await next(gathered)];
    }
  }
}

async function next(lines: AsyncGenerator<Line>): Promise<Line | undefined> {
  const step = await lines.next();
  return step.done === true ? undefined : step.value;
}
