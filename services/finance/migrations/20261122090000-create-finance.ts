import { foundation } from '@connected-lives/kit/foundation';
import { Migration } from '@mikro-orm/migrations';
import { budgets } from './20261122090000-create-finance/budgets.ts';
import { commitments } from './20261122090000-create-finance/commitments.ts';
import { known } from './20261122090000-create-finance/known.ts';
import { answers, ledger } from './20261122090000-create-finance/ledger.ts';
import { steps } from './20261122090000-create-finance/steps.ts';

/** Budgets, commitments and the ledger, on the foundation every service shares. */
export class CreateFinance20261122090000 extends Migration {
  override up(): void {
    const statements = [
      ...foundation('finance'),
      ...known,
      ...budgets,
      ...commitments,
      ...ledger,
      ...answers,
      ...steps,
    ];
    for (const statement of statements) {
      this.addSql(statement);
    }
  }
}
