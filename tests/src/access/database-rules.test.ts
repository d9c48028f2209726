import { describe, expect, it } from '@jest/globals';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { cloneDatabase, templateOf } from '@connected-lives/scripts/jest/test-databases';
import pg from 'pg';

/** What PostgreSQL itself says of one service's database, as its owner left it. */
async function rowsOf(service: ServiceName, text: string): Promise<string[]> {
  const database = await cloneDatabase(service);
  const client = new pg.Client({ connectionString: database.superUrl });
  await client.connect();
  try {
    return (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);
  } finally {
    await client.end();
    await database.drop();
  }
}

const OWN_FUNCTIONS = `pronamespace = 'public'::regnamespace and prosecdef`;

describe.each(SERVICE_NAMES)('the %s database', (service) => {
  it('lets nobody call what runs as its owner but those whom a migration names', async () => {
    // A trigger fires whoever may call its function, and nobody but the owner makes triggers.
    expect(
      await rowsOf(
        service,
        `select oid::regprocedure::text as name from pg_proc
         where ${OWN_FUNCTIONS} and prorettype <> 'trigger'::regtype
           and (proacl is null or exists (
             select from aclexplode(proacl) as granted where granted.grantee = 0))`,
      ),
    ).toEqual([]);
  });

  it('lets nobody put tables of their own in the place of those that its owner means', async () => {
    expect(
      await rowsOf(
        service,
        `select oid::regprocedure::text as name from pg_proc where ${OWN_FUNCTIONS}
           and coalesce(array_to_string(proconfig, ';'), '') !~ 'search_path=[^;]*, pg_temp(;|$)'`,
      ),
    ).toEqual([]);
    expect(
      await rowsOf(
        service,
        `select rolname as name from pg_roles
         where rolname in ('${service}_app', '${service}_reader')
           and (has_schema_privilege(rolname, 'public', 'create')
             or has_database_privilege(rolname, '${templateOf(service)}', 'temporary')
             or rolsuper or rolbypassrls)`,
      ),
    ).toEqual([]);
  });

  it('has a rule on every table that its app may touch', async () => {
    expect(
      await rowsOf(
        service,
        `select relname as name from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
           and not relrowsecurity
           and has_any_column_privilege('${service}_app', oid, 'select, insert, update')
         order by 1`,
      ),
    ).toEqual([]);
  });
});
