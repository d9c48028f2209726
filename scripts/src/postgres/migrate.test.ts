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

  it('that cannot be reached is said to be so, with the setting to look at', async () => {
    const wrong = new URL(database.ownerUrl);
    wrong.password = 'not-the-password';
    const nobodyThere = 'postgres://people_owner@127.0.0.1:1/people';

    await expect(bringUp(peopleService, { owner: wrong.href })).rejects.toThrow(
      'The database of people cannot be used: the user or the password is not right. ' +
        'Look at PEOPLE_OWNER_DATABASE_URL.',
    );
    await expect(bringUp(peopleService, { owner: nobodyThere })).rejects.toThrow(
      'no PostgreSQL answers at its address',
    );
  });
});

async function done(): Promise<number> {
  const { rows } = await superuser.query('select name from mikro_orm_migrations');
  return rows.length;
}
