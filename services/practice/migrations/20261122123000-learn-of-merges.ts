import { knownMerges } from '@connected-lives/kit/learn-merge';
import { staffReaches } from '@connected-lives/kit/reach';
import { Migration } from '@mikro-orm/migrations';

/** What people tells of two records that are of one person: their rows move, and may move back. */
export class LearnOfMerges20261122123000 extends Migration {
  override up(): void {
    for (const statement of [...knownMerges('practice'), ...hidden]) {
      this.addSql(statement);
    }
  }
}

const hidden = [
  `alter policy known_person_read on known_person using (
     merged_into_id is null and (
       id = (select viewer_person_id()) or ${staffReaches('id')}))`,
];
