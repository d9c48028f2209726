import { financeService } from '@connected-lives/finance/finance.service';
import { migrate } from '@connected-lives/kit/migrate';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import pg from 'pg';
import { PlainError } from '../plain-error.ts';
import type { CouncilUrls } from './cluster.ts';

type OwnerUrl = Pick<CouncilUrls[ServiceName], 'owner'>;

/** Brings every service's database up to the code. Each is migrated by its own owner role. */
export async function migrateServices(
  urls: Readonly<Record<ServiceName, OwnerUrl>>,
): Promise<void> {
  await Promise.all([
    bringUp(peopleService, urls.people),
    bringUp(practiceService, urls.practice),
    bringUp(financeService, urls.finance),
  ]);
}

type Migrated = Pick<typeof peopleService, 'name' | 'database'>;

/**
 * Whether a database has ever been migrated. Where nobody is let in, that is told when it is brought
 * up: this says nothing of it.
 */
export async function isMigrated(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  try {
    await client.connect();
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public.mikro_orm_migrations') is not null as there`,
    );
    return rows[0]?.there === true;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * One database. What has landed fits on what landed before it; where it does not, the database is
 * not what its own list of migrations says, and nothing of the migration is kept.
 */
export async function bringUp({ name, database }: Migrated, { owner }: OwnerUrl): Promise<void> {
  try {
    await migrate(database, owner);
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    const noWayIn = NO_WAY_IN[String(code)];
    if (noWayIn !== undefined) {
      throw new PlainError(
        `The database of ${name} cannot be used: ${noWayIn}. Look at ${name.toUpperCase()}_OWNER_DATABASE_URL.`,
      );
    }
    if (!DOES_NOT_FIT.includes(String(code))) {
      throw error;
    }
    throw new PlainError(
      `The database of ${name} is not what the migrations noted in it as done have made: ${String(message)}\n` +
        'It was made by a state of the project that never was released, or changed by hand. ' +
        'Go back to the state that made it. Or, where there are made-up people only, start over: npm run reset',
    );
  }
}

/** What PostgreSQL says of something that is missing, or there already: table, column, function, other. */
const DOES_NOT_FIT = '42P01 42703 42883 42704 42P07 42701 42723 42710'.split(' ');

/** What the network and PostgreSQL say of an address that is wrong, or of nobody behind it. */
const NO_WAY_IN: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no PostgreSQL answers at its address',
  ENOTFOUND: 'nobody knows the host of its address',
  ETIMEDOUT: 'its host does not answer',
  '28P01': 'the user or the password is not right',
  '28000': 'the user may not sign in',
  '3D000': 'there is no such database',
};
