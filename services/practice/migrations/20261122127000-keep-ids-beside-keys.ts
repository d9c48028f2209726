import { Migration } from '@mikro-orm/migrations';

/** Answers that were kept whole until now, by a column that only their own table has. */
const TABLES = {
  conversation: 'purpose',
  passage: 'saidByName',
  strength: 'notedAt',
  outcome: 'ownWords',
  progress: 'reached',
} as const;

/** What is kept beside a key is which record it was: a repeat reads it under today's policies. */
export class KeepIdsBesideKeys20261122127000 extends Migration {
  override up(): void {
    for (const [table, column] of Object.entries(TABLES)) {
      this.addSql(`
        update idempotency set answer = jsonb_build_object('$record',
          jsonb_build_object('table', '${table}', 'id', answer ->> 'id'))
        where answer ? '${column}'`);
    }
  }
}
