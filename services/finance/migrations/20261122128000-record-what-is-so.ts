import { feedRules } from '@connected-lives/kit/feed-rules';
import { Migration } from '@mikro-orm/migrations';

/** The functions of the ledger leave finance's events, as the owner. A viewer leaves none. */
export class RecordWhatIsSo20261122128000 extends Migration {
  override up(): void {
    for (const statement of feedRules('finance', 'false')) {
      this.addSql(statement);
    }
  }
}
