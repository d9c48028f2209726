import { loaderOne } from '@connected-lives/kit/loader';
import { sql } from 'kysely';
import type { PeopleReads } from '../tables.ts';
import { type CaseloadType, FULL_TIME_MINUTES, type TeamCaseloadType } from './caseload.type.ts';

/**
 * Counted by functions of the database, which look at all of somebody's people and answer numbers
 * only: to the practitioner themself, to the managers of their team and to managers above.
 */
export function caseloadsByPractitionerId(ctx: PeopleReads) {
  return loaderOne<string, CaseloadRow>(
    async (ids) => {
      const { rows } = await sql<CaseloadRow>`
        select caseload.practitioner_id, caseload.people, caseload.weight,
          ${fullTime('caseload.weight', 'practitioner.weekly_minutes')} as full_time_weight
        from caseloads_of(${ids}::uuid[]) caseload
        join practitioner on practitioner.id = caseload.practitioner_id`.execute(ctx.db);
      return rows;
    },
    ({ practitionerId }) => practitionerId,
  );
}
type CaseloadRow = CaseloadType & { readonly practitionerId: string };

/** The same of whole teams, for their managers and for managers above. */
export function caseloadsByTeamId(ctx: PeopleReads) {
  return loaderOne<string, TeamCaseloadRow>(
    async (ids) => {
      const { rows } = await sql<TeamCaseloadRow>`
        select *, ${fullTime('weight', 'weekly_minutes')} as full_time_weight
        from caseloads_of_teams(${ids}::uuid[])`.execute(ctx.db);
      return rows;
    },
    ({ teamId }) => teamId,
  );
}
type TeamCaseloadRow = TeamCaseloadType & { readonly teamId: string };

function fullTime(weight: string, minutes: string) {
  return sql`round(${sql.ref(weight)} * ${FULL_TIME_MINUTES}::numeric / ${sql.ref(minutes)}, 1)::real`;
}
