import { auditedTable } from '@connected-lives/kit/foundation';

const manages = `(select viewer_role()) = 'manager'
   and team_id = any ((select viewer_team_ids())::uuid[])`;
const isThemself = `(select viewer_practitioner_id())`;

/** What the app changes itself. Which team somebody is in, and that they left, functions change. */
const CHANGED = [
  'name',
  'role_title',
  'registration_body',
  'registration_number',
  'registration_due_on',
  'working_days',
  'weekly_minutes',
  'line_manager_id',
  'held_roles',
  'started_on',
  'version',
];

export const practitioners = [
  `alter table practitioner
     add column role_title text,
     add column registration_body text,
     add column registration_number text,
     add column registration_due_on date,
     add column working_days text[] not null default '{}',
     add column weekly_minutes int,
     add column line_manager_id uuid,
     add column held_roles text[] not null default '{}',
     add column started_on date,
     add column left_on date,
     add column leaving_told boolean not null default false,
     add constraint practitioner_name_length check (length(name) >= 1 and length(name) <= 200),
     add constraint practitioner_role_title_length check (
       length(role_title) >= 1 and length(role_title) <= 200),
     add constraint practitioner_registration_body_known check (
       registration_body in ('SOCIAL_WORK_ENGLAND', 'HCPC', 'NMC')),
     add constraint practitioner_registration_number_length check (
       length(registration_number) >= 1 and length(registration_number) <= 40),
     add constraint practitioner_registered_somewhere check (
       registration_body is not null
       or (registration_number is null and registration_due_on is null)),
     add constraint practitioner_weekly_minutes check (weekly_minutes > 0 and weekly_minutes <= 3600),
     add constraint practitioner_not_own_manager check (line_manager_id <> id)`,
  `create index practitioner_line_manager_id on practitioner (line_manager_id)`,
  `alter policy practitioner_read on practitioner using ((select viewer_role()) <> 'public')`,
  `create policy practitioner_own on practitioner for update
     using (id = ${isThemself}) with check (id = ${isThemself})`,
  `create policy practitioner_manage on practitioner for update
     using (${manages}) with check (${manages})`,
  `create policy practitioner_join on practitioner for insert with check (${manages})`,
  // The functions that move somebody, and count their people, run as the owner.
  `create policy practitioner_moves on practitioner to people_owner
     using (true) with check (true)`,
  `revoke update on practitioner from people_app`,
  `grant update (${CHANGED.join(', ')}) on practitioner to people_app`,

  // Apart, so that nobody who may know a practitioner learns that they are known to adult care.
  `create table own_record (
     id uuid not null default uuidv7(),
     practitioner_id uuid not null,
     person_id uuid not null,
     linked_by uuid not null,
     linked_at timestamptz(3) not null,
     constraint own_record_pkey primary key (id),
     constraint own_record_practitioner_unique unique (practitioner_id),
     constraint own_record_person foreign key (person_id) references person (id),
     constraint own_record_practitioner foreign key (practitioner_id) references practitioner (id)
   )`,
  `create index own_record_person_id on own_record (person_id)`,
  `alter table own_record enable row level security`,
  `alter table own_record force row level security`,
  // The manager who said it knows it; one whose team they come to later need not.
  `create policy own_record_read on own_record for select using (
     practitioner_id = ${isThemself}
     or (select viewer_role()) = 'manager' and linked_by = (select viewer_id()))`,
  `create policy own_record_link on own_record for insert with check (
     practitioner_id = ${isThemself} or (select viewer_role()) = 'manager'
       and practitioner_id = any (array(select id from practitioner
         where practitioner.team_id = any ((select viewer_team_ids())::uuid[]))))`,
  ...auditedTable('people', 'own_record', { app: 'select, insert' }),
];
