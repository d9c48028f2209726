import type { EventConsumer } from '@connected-lives/kit/consumer';
import { isMergeEvent, learnMerge, MERGE_EVENTS } from '@connected-lives/kit/learn-merge';
import { isReachEvent, learnReach, REACH_EVENTS } from '@connected-lives/kit/reach';
import { sql } from 'kysely';
import type { FinanceTables } from '../tables.ts';
import { learnPractitioner } from './learn-practitioners.ts';

/**
 * Learns which people there are, with which team and where, and who else reaches them. When that
 * changes, the rows about them follow, because policies and reports compare what stands on the row
 * itself.
 */
export const learnFromPeople: EventConsumer<FinanceTables> = {
  from: 'people',
  kinds: [
    'person-registered',
    'person-changed',
    'practitioner-joined-team',
    ...REACH_EVENTS,
    ...MERGE_EVENTS,
  ],
  async learn(learning, event) {
    if (isReachEvent(event)) {
      return learnReach(learning, event);
    }
    if (isMergeEvent(event)) {
      await learnMerge(learning, event);
      return;
    }
    if (event.kind === 'practitioner-joined-team') {
      await learnPractitioner(learning, event);
      return;
    }
    const { db } = learning;
    const { subjectId, teamId, version, payload } = event;
    const { district } = payload;
    const learned = await sql`
      insert into known_person (id, team_id, district, version)
      values (${subjectId}, ${teamId}, ${district}, ${version})
      on conflict (id) do update
        set team_id = excluded.team_id, district = excluded.district, version = excluded.version
        where known_person.version < excluded.version
      returning id`.execute(db);
    if (learned.rows.length === 0) {
      return;
    }
    for (const table of ['known_outcome', 'commitment']) {
      await sql`
        update ${sql.table(table)} set team_id = ${teamId}, district = ${district}
        where person_id = ${subjectId} and (team_id, district) <> (${teamId}, ${district})`.execute(
        db,
      );
    }
  },
};
