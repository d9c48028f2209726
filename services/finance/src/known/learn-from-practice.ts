import type { EventConsumer } from '@connected-lives/kit/consumer';
import { sql } from 'kysely';
import type { FinanceTables } from '../tables.ts';

/**
 * Learns which outcomes money can be committed to. Where the person is, people knows better: its
 * word counts when it was heard already.
 */
export const learnFromPractice: EventConsumer<FinanceTables> = {
  from: 'practice',
  kinds: ['outcome-agreed'],
  async learn({ db }, { subjectId, personId, teamId, version, payload }) {
    const { conversationId, practitionerId, wellbeingArea, district } = payload;
    await sql`
      insert into known_outcome (id, conversation_id, person_id, team_id, practitioner_id,
        wellbeing_area, district, version)
      select ${subjectId}, ${conversationId}, said.person_id, coalesce(person.team_id, said.team_id),
        ${practitionerId}, ${wellbeingArea}, coalesce(person.district, said.district), ${version}
      from (select ${personId}::uuid as person_id, ${teamId}::uuid as team_id,
              ${district}::text as district) as said
      left join known_person person on person.id = said.person_id
      on conflict (id) do update set
        conversation_id = excluded.conversation_id, person_id = excluded.person_id,
        team_id = excluded.team_id, practitioner_id = excluded.practitioner_id,
        wellbeing_area = excluded.wellbeing_area, district = excluded.district,
        version = excluded.version
        where known_outcome.version < excluded.version`.execute(db);
    // Practice may not have heard yet that the person's record is part of another one.
    await sql`select follow_merges(${personId}::uuid)`.execute(db);
  },
};
