import { loaderOne } from '@connected-lives/kit/loader';
import type { PeopleReads } from '../tables.ts';
import { selectPerson } from './select-person.ts';

export function peopleById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      selectPerson(ctx.db)
        .where((row) => row('id', '=', row.fn.any(row.val(ids))))
        .execute(),
    (person) => person.id,
  );
}
