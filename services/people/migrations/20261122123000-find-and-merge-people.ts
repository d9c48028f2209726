import { Migration } from '@mikro-orm/migrations';
import { matchKeys, scoring } from './20261122123000-find-and-merge-people/duplicates.ts';
import { duplicatesOfTeam } from './20261122123000-find-and-merge-people/duplicates-of-team.ts';
import { finding } from './20261122123000-find-and-merge-people/finding.ts';
import { mergedPeople, merges } from './20261122123000-find-and-merge-people/merging.ts';
import { names, vocabulary } from './20261122123000-find-and-merge-people/names.ts';
import { notTheSame } from './20261122123000-find-and-merge-people/not-the-same.ts';

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
      ...duplicatesOfTeam,
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
