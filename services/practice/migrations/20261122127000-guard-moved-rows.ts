import { guardedMovedRows } from '@connected-lives/kit/moving-rows';
import { Migration } from '@mikro-orm/migrations';

/** Row-level security on what only functions write, as on everything else. */
export class GuardMovedRows20261122127000 extends Migration {
  override up(): void {
    for (const statement of [...guardedMovedRows('practice')]) {
      this.addSql(statement);
    }
  }
}
