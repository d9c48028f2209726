import { peopleService } from '@connected-lives/people/people.service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../jest/test-databases.ts';
import { bringUp } from './migrate.ts';

let database: TestDatabase;
let superuser: pg.Client;
beforeAll(async () => {
  database = await cloneDatabase('people');
  superuser = new pg.Client({ connectionString: database.superUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

describe('migrations', () => {
  it('do nothing to a database that is up to date', async () => {
    await bringUp(peopleService, { owner: database.ownerUrl });

    expect(await done()).toBe(peopleService.database.migrations.length);
  });

  it('say what to do about a database that is not what it says of itself, and leave it alone', async () => {
    await superuser.query(`delete from mikro_orm_migrations
      where id = (select max(id) from mikro_orm_migrations)`);
    const before = await done();

    await expect(bringUp(peopleService, { owner: database.ownerUrl })).rejects.toThrow(
      /^The database of people is not what .* already exists[^]*npm run reset/,
    );
    expect(await done()).toBe(before);
  });
});

async function done(): Promise<number> {
  const { rows } = await superuser.query('select name from mikro_orm_migrations');
  return rows.length;
}
