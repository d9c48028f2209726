import { Migration } from '@mikro-orm/migrations';
import { allocations } from './20261122126000-know-workforce/allocations.ts';
import { handovers } from './20261122126000-know-workforce/handovers.ts';
import { practitioners } from './20261122126000-know-workforce/practitioners.ts';
import { teamChanges, teams } from './20261122126000-know-workforce/teams.ts';
import { vacancies } from './20261122126000-know-workforce/vacancies.ts';

/** Who works for the council, with whom and how much, and the posts that are open. */
export class KnowWorkforce20261122126000 extends Migration {
  override up(): void {
    for (const statement of [
      ...teams,
      ...practitioners,
      ...allocations,
      ...handovers,
      ...vacancies,
      ...teamChanges,
    ]) {
      this.addSql(statement);
    }
  }
}
