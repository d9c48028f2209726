import { auditedTable } from '@connected-lives/kit/foundation';
import { Migration } from '@mikro-orm/migrations';

/** Budgets go with their practitioner, so that the managers of the team they are in reach them. */
export class FollowPractitioners20261122126000 extends Migration {
  override up(): void {
    for (const statement of [...knownPractitioners, ...following]) {
      this.addSql(statement);
    }
  }
}

const isService = `(select viewer_role()) = 'service'`;

const knownPractitioners = [
  `create table known_practitioner (
     id uuid not null,
     team_id uuid not null,
     version int not null,
     constraint known_practitioner_pkey primary key (id)
   )`,
  `alter table known_practitioner enable row level security`,
  `alter table known_practitioner force row level security`,
  `create policy known_practitioner_service on known_practitioner
     using (${isService}) with check (${isService})`,
  ...auditedTable('finance', 'known_practitioner', { app: 'select, insert, update' }),
];

/** Runs as the owner, the only one who may write the ledger; for the service alone. */
const following = [
  `create function move_budgets(p_practitioner uuid, p_team uuid) returns void language plpgsql
     security definer set search_path = public, pg_temp as $$
   begin
     update budget set team_id = p_team, version = version + 1
     where practitioner_id = p_practitioner and team_id <> p_team and viewer_role() = 'service';
     update budget_balance set team_id = p_team
     where practitioner_id = p_practitioner and team_id <> p_team and viewer_role() = 'service';
   end $$`,
  `revoke all on function move_budgets(uuid, uuid) from public`,
  `grant execute on function move_budgets(uuid, uuid) to finance_app`,
];
