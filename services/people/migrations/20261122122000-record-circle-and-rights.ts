import { Migration } from '@mikro-orm/migrations';
import { capacity } from './20261122122000-record-circle-and-rights/capacity.ts';
import { carers } from './20261122122000-record-circle-and-rights/carers.ts';
import { circle } from './20261122122000-record-circle-and-rights/circle.ts';
import { consent } from './20261122122000-record-circle-and-rights/consent.ts';
import { rights } from './20261122122000-record-circle-and-rights/rights.ts';

/** Who is there for a person, who cares, and what the person decides and is entitled to. */
export class RecordCircleAndRights20261122122000 extends Migration {
  override up(): void {
    for (const statement of [...circle, ...carers, ...consent, ...capacity, ...rights]) {
      this.addSql(statement);
    }
  }
}
