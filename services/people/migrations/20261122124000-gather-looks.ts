import { accessChain } from '@connected-lives/kit/access-chain';
import { Migration } from '@mikro-orm/migrations';
import { looks } from './20261122124000-gather-looks/looks.ts';
import { privacyAlerts } from './20261122124000-gather-looks/privacy-alerts.ts';
import { urgentOpenings } from './20261122124000-gather-looks/urgent-openings.ts';

/** Seals over both logs, all looks of the council in one list, and alerts for the privacy officer. */
export class GatherLooks20261122124000 extends Migration {
  override up(): void {
    for (const statement of [
      ...accessChain('people'),
      ...looks,
      ...privacyAlerts,
      ...urgentOpenings,
    ]) {
      this.addSql(statement);
    }
  }
}
