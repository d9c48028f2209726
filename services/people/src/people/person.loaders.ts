import DataLoader from 'dataloader';
import { keptIdsOf } from '../duplicates/kept-ids.ts';
import type { PeopleReads } from '../tables.ts';
import { type PersonRow, selectPerson } from './select-person.ts';

const BATCH_MAX = 500;

/** The id of a record that was merged into another one gives that one, when it is in reach. */
export function peopleById(ctx: PeopleReads): DataLoader<string, PersonRow | null> {
  const read = (ids: readonly string[]): Promise<PersonRow[]> =>
    ctx.read('peopleById', ids, (db, keys) =>
      selectPerson(db).where((row) => row('id', '=', row.fn.any(row.val(keys)))),
    );
  return new DataLoader(
    async (ids) => {
      const people = new Map((await read(ids)).map((person) => [person.id, person]));
      const missing = ids.filter((id) => !people.has(id));
      // Both asked for whoever is missing, so that out of reach and unknown take equally long.
      const kept = missing.length === 0 ? new Map<string, string>() : await keptIdsOf(ctx, missing);
      const others = missing.length === 0 ? [] : await read([...new Set(kept.values())]);
      const byKeptId = new Map(others.map((person) => [person.id, person]));
      return ids.map((id) => people.get(id) ?? byKeptId.get(kept.get(id) ?? '') ?? null);
    },
    { maxBatchSize: BATCH_MAX },
  );
}
