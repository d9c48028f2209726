import { loaderOne } from '@connected-lives/kit/loader';
import type { PeopleReads } from '../tables.ts';
import { selectPerson } from './select-person.ts';

export function peopleById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('peopleById', ids, (db, keys) =>
        selectPerson(db).where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (person) => person.id,
  );
}
