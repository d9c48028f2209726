import { createPool } from '@connected-lives/kit/pool';
import { Session } from '@connected-lives/kit/session';
import { compiledOnce } from '@connected-lives/kit/statement';
import { peopleService } from '@connected-lives/people/people.service';
import { describe, expect, it } from '@jest/globals';
import { testService } from '../test-service.ts';

interface Tables {
  shelf: { id: number; boxLabel: string; madeOn: string };
}

const people = testService(peopleService);

/** As a process reads that has sent the statement before, on a connection that has not. */
async function readShelves(): Promise<object[]> {
  const pool = createPool(people.database.superUrl, 'test', 1);
  try {
    const session = new Session<Tables>({ pool, begin: 'begin read only' });
    const { query, parameters } = compiledOnce(
      'shelves of the test',
      () => session.db,
      [1],
      (db, keys) =>
        db
          .selectFrom('shelf')
          .selectAll()
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
    );
    const rows = await session.runCompiled(query, parameters);
    await session.close('commit');
    return rows;
  } finally {
    await pool.end();
  }
}

describe('a statement that is compiled once', () => {
  it('puts every value under its name, also when a migration has moved the columns', async () => {
    await people.arrange('create table shelf (id int, box_label text, made_on date)');
    await people.arrange(`insert into shelf values (1, 'Letters', '2026-11-22')`);
    expect(await readShelves()).toEqual([{ id: 1, boxLabel: 'Letters', madeOn: '2026-11-22' }]);

    await people.arrange('alter table shelf drop column box_label');
    await people.arrange(`alter table shelf add column room_name text default 'Attic'`);

    expect(await readShelves()).toEqual([{ id: 1, madeOn: '2026-11-22', roomName: 'Attic' }]);
  });
});
