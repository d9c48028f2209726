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

/** Where to write an address of a person, or a refusal (ADDRESS_KEPT_APART) for who may not. */
export async function requireAddressTable(asking: Asking, personId: string): Promise<AddressTable> {
  if (!(await isProtected(asking, personId))) {
    return 'address';
  }
  if (!(await mayKnow(asking, personId))) {
    throw addressKeptApart();
  }
  return 'protectedAddress';
}

export function addressKeptApart(): Refusal {
  return new Refusal(
    'ADDRESS_KEPT_APART',
    'The addresses of this person are kept by the practitioners who are named for them.',
  );
}
