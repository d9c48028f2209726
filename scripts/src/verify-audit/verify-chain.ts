import { createHash } from 'node:crypto';
import { type ChainedLog, DIGEST, lineOf } from '@connected-lives/kit/access-chain';
import type pg from 'pg';
import type { ServiceName } from '@connected-lives/kit/service-name';

/** What the check of one log found. */
export interface ChainReport {
  readonly service: ServiceName;
  readonly log: ChainedLog;
  readonly seals: number;
  readonly rows: number;
  /** Rows that no seal covers yet. */
  readonly unsealed: number;
  /** In sentences; none when the chain holds. */
  readonly broken: readonly string[];
}

interface SealRow {
  readonly number: string;
  readonly from_xid: string;
  readonly from_id: string;
  readonly to_xid: string;
  readonly to_id: string;
  readonly rows: string;
  readonly digest: string;
  readonly hash: string;
  readonly microseconds: string;
  readonly found_rows: string;
  readonly found_digest: string | null;
}

const SEALS_PER_PAGE = 200;

/** Computes a whole chain anew from the rows as they are. The client reads one snapshot. */
export async function verifyChain(
  client: pg.ClientBase,
  service: ServiceName,
  log: ChainedLog,
): Promise<ChainReport> {
  const broken: string[] = [];
  let before = { number: 0n, to: '0.-1', hash: '' };
  let rows = 0;
  for (;;) {
    const page = await readSeals(client, log, before.number);
    for (const seal of page) {
      const reasons = [...brokenLinks(service, log, seal, before), ...brokenRows(seal)];
      broken.push(
        ...reasons.map((reason) => `${service} ${log}: seal ${seal.number} is broken: ${reason}`),
      );
      before = {
        number: BigInt(seal.number),
        to: `${seal.to_xid}.${seal.to_id}`,
        hash: seal.hash,
      };
      rows += Number(seal.found_rows);
    }
    if (page.length < SEALS_PER_PAGE) {
      break;
    }
  }
  const [xid, id] = before.to.split('.');
  const { rows: rest } = await client.query<{ unsealed: string }>(
    `select count(*) as unsealed from ${log} where (xid, id) > ($1::text::xid8, $2::bigint)`,
    [xid, id],
  );
  const unsealed = Number(rest[0]?.unsealed ?? 0);
  return { service, log, seals: Number(before.number), rows, unsealed, broken };
}

async function readSeals(
  client: pg.ClientBase,
  log: ChainedLog,
  after: bigint,
): Promise<SealRow[]> {
  const { rows } = await client.query<SealRow>(
    `select number::text, from_xid::text, from_id::text, to_xid::text, to_id::text, seal.rows::text,
       encode(seal.digest, 'hex') as digest, encode(hash, 'hex') as hash,
       (extract(epoch from seal.at) * 1000000)::bigint::text as microseconds,
       found.rows::text as found_rows, encode(found.digest, 'hex') as found_digest
     from (select * from seal where log = $1 and number > $2 order by number limit ${SEALS_PER_PAGE}) seal
     cross join lateral (
       select count(*) as rows, ${DIGEST} as digest
       from (
         select xid, id, ${lineOf(log)} as line from ${log}
         where (xid, id) > (seal.from_xid, seal.from_id) and (xid, id) <= (seal.to_xid, seal.to_id)
       ) rows
     ) found
     order by seal.number`,
    [log, String(after)],
  );
  return rows;
}

/** Whether the seal itself, and its place behind the one before, is as it was made. */
function* brokenLinks(
  service: ServiceName,
  log: ChainedLog,
  seal: SealRow,
  before: { readonly number: bigint; readonly to: string; readonly hash: string },
): Generator<string> {
  if (BigInt(seal.number) !== before.number + 1n) {
    yield `it follows seal ${String(before.number)}, so one in between was deleted.`;
  }
  if (`${seal.from_xid}.${seal.from_id}` !== before.to) {
    yield 'it does not begin where the one before it ends.';
  }
  const said = [
    service,
    log,
    seal.number,
    seal.from_xid,
    seal.from_id,
    seal.to_xid,
    seal.to_id,
    seal.rows,
    seal.digest,
    seal.microseconds,
  ].join(' ');
  const hash = createHash('sha256').update(Buffer.from(before.hash, 'hex')).update(said);
  if (hash.digest('hex') !== seal.hash) {
    yield 'its hash does not follow from what it says and from the seal before it.';
  }
}

/** Whether the rows under the seal are those it was made over. */
function* brokenRows(seal: SealRow): Generator<string> {
  const [made, found] = [Number(seal.rows), Number(seal.found_rows)];
  if (found < made) {
    yield `it was made over ${made} rows and there are ${found}, so rows were deleted.`;
  } else if (found > made) {
    yield `it was made over ${made} rows and there are ${found}, so rows were inserted.`;
  } else if (seal.found_digest !== seal.digest) {
    yield `its ${made} rows are not what they were: one was changed, or their order was.`;
  }
}
