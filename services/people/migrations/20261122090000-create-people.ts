import { auditedTable, foundation } from '@connected-lives/kit/foundation';
import { Migration } from '@mikro-orm/migrations';

/** People, practitioners and teams, on the foundation every service shares. */
export class CreatePeople20261122090000 extends Migration {
  override up(): void {
    for (const statement of [...foundation('people'), ...teams, ...practitioners, ...people]) {
      this.addSql(statement);
    }
  }
}

const teams = [
  `create table team (
     id uuid not null default uuidv7(),
     name text not null,
     kind text not null,
     version int not null default 1,
     constraint team_pkey primary key (id),
     constraint team_name_unique unique (name),
     constraint team_kind_known check (kind in ('OLDER_PEOPLE', 'ADULT_DISABILITY',
       'MENTAL_HEALTH', 'GATEWAY', 'HOSPITAL_DISCHARGE', 'PRACTICE_DEVELOPMENT'))
   )`,
  `alter table team enable row level security`,
  `alter table team force row level security`,
  `create policy team_read on team for select using ((select viewer_id()) is not null)`,
  `create policy team_write on team
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  ...auditedTable('people', 'team', { app: 'select, insert, update' }),
];

const practitioners = [
  `create table practitioner (
     id uuid not null default uuidv7(),
     team_id uuid not null,
     name text not null,
     profession text not null,
     version int not null default 1,
     constraint practitioner_pkey primary key (id),
     constraint practitioner_profession_known check (profession in ('SOCIAL_WORKER',
       'OCCUPATIONAL_THERAPIST', 'NURSE', 'COMMUNITY_CARE_OFFICER', 'TEAM_MANAGER',
       'PRINCIPAL_SOCIAL_WORKER'))
   )`,
  `create index practitioner_team_id on practitioner (team_id)`,
  `alter table practitioner enable row level security`,
  `alter table practitioner force row level security`,
  `create policy practitioner_read on practitioner for select
     using ((select viewer_id()) is not null)`,
  `create policy practitioner_write on practitioner
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  ...auditedTable('people', 'practitioner', { app: 'select, insert, update' }),
];

const people = [
  // Lower case without accents. Immutable, so that it can fill a generated column.
  `create function searchable(words text) returns text language sql immutable parallel safe
     as $$ select lower(regexp_replace(normalize(words, NFD), U&'[\\0300-\\036F]', '', 'g')) $$`,
  `create table person (
     id uuid not null default uuidv7(),
     team_id uuid not null,
     council_reference text,
     given_name text not null,
     family_name text not null,
     preferred_name text,
     date_of_birth date,
     nhs_number text,
     district text not null,
     communication_needs text[] not null default '{}',
     search_name text generated always as
       (searchable(given_name || ' ' || family_name || ' ' || coalesce(preferred_name, ''))) stored,
     version int not null default 1,
     created_at timestamptz not null default now(),
     constraint person_pkey primary key (id),
     constraint person_council_reference_unique unique (council_reference),
     constraint person_nhs_number_unique unique (nhs_number),
     constraint person_nhs_number_digits check (nhs_number ~ '^[0-9]{10}$'),
     constraint person_district_known check (district in ('BROXBOURNE', 'DACORUM',
       'EAST_HERTFORDSHIRE', 'HERTSMERE', 'NORTH_HERTFORDSHIRE', 'ST_ALBANS', 'STEVENAGE',
       'THREE_RIVERS', 'WATFORD', 'WELWYN_HATFIELD'))
   )`,
  `create index person_team_name on person (team_id, family_name, given_name, id)`,
  `alter table person enable row level security`,
  `alter table person force row level security`,
  `create policy person_read on person for select using (
     team_id = any ((select viewer_team_ids())::uuid[]) or id = (select viewer_person_id()))`,
  `create policy person_write on person
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  `create policy person_report on person for select to people_reader
     using ((select viewer_role()) <> all (array['citizen', 'service']))`,
  ...auditedTable('people', 'person', {
    app: 'select, insert, update',
    reportColumns: ['district'],
  }),
];
