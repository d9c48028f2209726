import { feedRules } from '@connected-lives/kit/feed-rules';
import { Migration } from '@mikro-orm/migrations';
import { practising } from '../src/reach/reach.access.ts';

/** Events are about people in reach, or say no more than what stands in the row they are about. */
export class RecordWhatIsSo20261122128000 extends Migration {
  override up(): void {
    for (const statement of [...whatIsSo, ...feedRules('people', mayRecord)]) {
      this.addSql(statement);
    }
  }
}

/** A row of a table that the event is about, and of the same person. */
const subjectIn = (table: string, and: string): string =>
  `exists (select from ${table} where id = e.subject_id and ${and})`;

const ofPerson = `person_id = e.person_id`;
const spell = (whom: string): string =>
  `${ofPerson} and version = e.version and why = e.payload ->> 'why'
   and ${whom} is not distinct from (e.payload ->> 'whom')::uuid
   and from_at = (e.payload ->> 'fromAt')::timestamptz
   and until_at is not distinct from (e.payload ->> 'untilAt')::timestamptz`;
const merge = (undone: string, mergedInto: string): string =>
  `kept_id = e.person_id and undone_at is ${undone}
   and e.payload @> jsonb_build_object('mergeId', id, 'keptId', kept_id, 'mergedId', merged_id)
   and exists (select from person
     where person.id = merged_id and merged_into_id is not distinct from ${mergedInto})`;

/**
 * What the other services and the gateway believe. It runs as the owner, because whoever closes
 * somebody to themself, hands them over or ends their own work with them does not reach them any
 * more. To say again what is so changes nothing: of two events the one with the newer version counts.
 */
const whatIsSo = [
  `create function event_is_so(e event) returns boolean language sql stable security definer
     set search_path = public, pg_temp as $$
     select case
       when e.kind in ('person-registered', 'person-changed') then ${subjectIn(
         'person',
         `id = e.person_id and team_id = e.team_id and e.version <= version
          and district = e.payload ->> 'district'`,
       )}
       when e.kind = 'reach-changed' then ${subjectIn('reach', spell('holder_id'))}
       when e.kind = 'closure-changed' then ${subjectIn('closure', spell('practitioner_id'))}
       when e.kind = 'allocation-changed' then ${subjectIn('allocation', ofPerson)}
       when e.kind = 'people-merged' then ${subjectIn('person_merge', merge('null', 'kept_id'))}
       when e.kind = 'people-merge-undone' then ${subjectIn('person_merge', merge('not null', 'null'))}
       when e.person_id is not null then false
       when e.kind = 'practitioner-joined-team' then ${subjectIn(
         'practitioner',
         'team_id = e.team_id and left_on is null and e.version <= version',
       )}
       when e.kind = 'practitioner-left-team' then ${subjectIn(
         'practitioner',
         'team_id <> e.team_id and e.version <= version',
       )}
       when e.kind = 'practitioner-left-council' then ${subjectIn(
         'practitioner',
         `leaving_told and left_on = (e.payload ->> 'lastDay')::date and e.version <= version`,
       )}
       when e.kind in ('team-opened', 'team-changed', 'team-closed') then ${subjectIn(
         'team',
         'id = e.team_id and e.version <= version',
       )}
       when e.kind in ('vacancy-published', 'vacancy-closed', 'interest-expressed') then ${subjectIn(
         'vacancy',
         'team_id = e.team_id',
       )}
       else false end $$`,
  `revoke all on function event_is_so(event) from public`,
  `grant execute on function event_is_so(event) to people_app`,
];

/** All else is about somebody with whom the viewer works, or who the viewer is. */
const aboutWhomIReach = `
  (${practising} or event.person_id = (select viewer_person_id()))
  and event.kind <> all (array['person-registered', 'person-changed', 'reach-changed',
    'closure-changed', 'people-merged', 'people-merge-undone', 'log-sealed'])
  and exists (select from person
    where person.id = event.person_id and person.team_id = event.team_id)`;

const mayRecord = `(${aboutWhomIReach} or event_is_so(event))`;
