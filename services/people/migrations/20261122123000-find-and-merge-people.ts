import { Migration } from '@mikro-orm/migrations';
import {
  matchKeys,
  notTheSame,
  scoring,
} from './20261122123000-find-and-merge-people/duplicates.ts';
import { finding } from './20261122123000-find-and-merge-people/finding.ts';
import { mergedPeople, merges } from './20261122123000-find-and-merge-people/merging.ts';
import { names, vocabulary } from './20261122123000-find-and-merge-people/names.ts';

/** Names folded and indexed for searching, the records that may be one person's, and their merging. */
export class FindAndMergePeople20261122123000 extends Migration {
  override up(): void {
    for (const statement of [
      ...names,
      ...vocabulary,
      ...mergedPeople,
      ...finding,
      ...matchKeys,
      ...notTheSame,
      ...scoring,
      ...merges,
      // Whoever is here already.
      `insert into name_word (word)
       select distinct word from person, unnest(searched_words(search_name)) as word
       on conflict do nothing`,
    ]) {
      this.addSql(statement);
    }
  }
}
