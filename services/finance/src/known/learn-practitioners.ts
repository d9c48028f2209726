import type { Learning } from '@connected-lives/kit/consumer';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { sql } from 'kysely';
import type { FinanceTables } from '../tables.ts';

/**
 * Learns in which team a practitioner is now. Their budgets of all years go with them: from then on
 * the managers of the new team reach them, and those of the old one do not.
 */
export async function learnPractitioner(
  { db }: Learning<FinanceTables>,
  { subjectId, teamId, version }: CouncilEvent,
): Promise<void> {
  const learned = await sql`
    insert into known_practitioner (id, team_id, version)
    values (${subjectId}, ${teamId}, ${version})
    on conflict (id) do update set team_id = excluded.team_id, version = excluded.version
      where known_practitioner.version < excluded.version
    returning id`.execute(db);
  if (learned.rows.length > 0) {
    await sql`select move_budgets(${subjectId}, ${teamId})`.execute(db);
  }
}
