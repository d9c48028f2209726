import { guardedMovedRows } from '@connected-lives/kit/moving-rows';
import { Migration } from '@mikro-orm/migrations';

/** Row-level security on what only functions write, as on everything else. */
export class GuardMovedRows20261122127000 extends Migration {
  override up(): void {
    for (const statement of [
      ...guardedMovedRows('people'),
      // The words of names are for the functions that search.
      `alter table name_word enable row level security`,
      `alter table name_word force row level security`,
      `create policy name_word_search on name_word to people_owner
         using (true) with check (true)`,
    ]) {
      this.addSql(statement);
    }
  }
}
