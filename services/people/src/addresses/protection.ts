import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

type Asking = Pick<Transaction<PeopleTables>, 'db'>;

/** Where the addresses of a person are kept now. */
export type AddressTable = 'address' | 'protectedAddress';

/**
 * Whether the addresses of a person are kept apart, which nobody may read from a table. The caller
 * holds the person, so that it stays as it is.
 */
export async function isProtected({ db }: Asking, personId: string): Promise<boolean> {
  const { rows } = await sql<{ protected: boolean }>`
    select address_is_protected(${personId}) as protected`.execute(db);
  return rows[0]?.protected === true;
}

/** Whether this viewer is the person, or named for them. */
export async function mayKnow({ db }: Asking, personId: string): Promise<boolean> {
  const named = await db
    .selectFrom('protectedAddressViewer')
    .select('id')
    .where('personId', '=', personId)
    .where('untilAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return named !== undefined;
}

/**
 * For whoever writes where a person lives or how to get in touch with them: whether that is kept
 * apart. Refused with ADDRESS_KEPT_APART for who may not know it.
 */
export async function requireMayKnow(asking: Asking, personId: string): Promise<boolean> {
  const isKeptApart = await isProtected(asking, personId);
  if (isKeptApart && !(await mayKnow(asking, personId))) {
    throw new Refusal(
      'ADDRESS_KEPT_APART',
      'Where this person lives and how to get in touch with them is kept by the practitioners who are named for it.',
    );
  }
  return isKeptApart;
}

/** Where to write an address of a person. Refused with ADDRESS_KEPT_APART for who may not. */
export async function requireAddressTable(asking: Asking, personId: string): Promise<AddressTable> {
  return (await requireMayKnow(asking, personId)) ? 'protectedAddress' : 'address';
}
