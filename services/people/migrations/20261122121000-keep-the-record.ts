import { Migration } from '@mikro-orm/migrations';
import { addresses } from './20261122121000-keep-the-record/addresses.ts';
import { corrections } from './20261122121000-keep-the-record/corrections.ts';
import { details } from './20261122121000-keep-the-record/details.ts';
import { handOver } from './20261122121000-keep-the-record/hand-over.ts';
import { protectedAddresses } from './20261122121000-keep-the-record/protected-addresses.ts';
import { words } from './20261122121000-keep-the-record/words.ts';

/** What is kept of a person besides who they are, and their own words and corrections. */
export class KeepTheRecord20261122121000 extends Migration {
  override up(): void {
    for (const statement of [
      ...handOver,
      ...details,
      ...protectedAddresses,
      ...addresses,
      ...words,
      ...corrections,
    ]) {
      this.addSql(statement);
    }
  }
}
