import { knownMerges } from '@connected-lives/kit/learn-merge';
import { Migration } from '@mikro-orm/migrations';

/** What people tells of two records that are of one person: their rows move, and may move back. */
export class LearnOfMerges20261122123000 extends Migration {
  override up(): void {
    for (const statement of knownMerges('finance')) {
      this.addSql(statement);
    }
  }
}
