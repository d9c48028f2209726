import { Migration } from '@mikro-orm/migrations';

/** Whether one of these has looked at somebody as an officer of finance. Says no more than that. */
export class KnowWhoPays20261122129100 extends Migration {
  override up(): void {
    this.addSql(`create function came_as_finance(p_ids uuid[]) returns boolean language sql stable
      security definer set search_path = public, pg_temp as $$
      select exists (select from look where actor_id = any (p_ids) and actor_role = 'finance') $$`);
    this.addSql(`revoke all on function came_as_finance(uuid[]) from public`);
    this.addSql(`grant execute on function came_as_finance(uuid[]) to people_app`);
  }
}
