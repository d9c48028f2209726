import { accessChain } from '@connected-lives/kit/access-chain';
import { Migration } from '@mikro-orm/migrations';

/** Why and from where somebody looked, and seals over both logs. */
export class ChainTheLogs20261122124000 extends Migration {
  override up(): void {
    for (const statement of accessChain('finance')) {
      this.addSql(statement);
    }
  }
}
