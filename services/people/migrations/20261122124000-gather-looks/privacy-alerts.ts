import { appendOnlyTable, auditedTable, openTable } from '@connected-lives/kit/foundation';

const isPrivacy = `(select viewer_role()) = 'privacy'`;
const isService = `(select viewer_role()) = 'service'`;

function underPolicies(table: string, read: string): string[] {
  return [
    ...appendOnlyTable(table),
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_read on ${table} for select to people_app using (${read})`,
    `create policy ${table}_service on ${table} using (${isService}) with check (${isService})`,
    `create policy ${table}_owner on ${table} to people_owner using (true) with check (true)`,
    ...openTable('people', table, { app: 'select, insert' }),
  ];
}

/**
 * An alert says what happened and never who: who stands in a table of its own, which an officer
 * reads only after an opening of their own with a reason. How many people are unusually many stands
 * in `privacy_limit`, where the owner of the database changes it.
 */
export const privacyAlerts = [
  `create table privacy_limit (
     id uuid not null default uuidv7(),
     span text not null,
     people int not null,
     constraint privacy_limit_pkey primary key (id),
     constraint privacy_limit_span_once unique (span),
     constraint privacy_limit_span_known check (span in ('HOUR', 'DAY')),
     constraint privacy_limit_not_small check (people >= 5)
   )`,
  `insert into privacy_limit (span, people) values ('HOUR', 200), ('DAY', 400)`,
  `alter table privacy_limit enable row level security`,
  `create policy privacy_limit_service on privacy_limit for select using (${isService})`,
  ...auditedTable('people', 'privacy_limit', { app: 'select' }),

  `create table privacy_alert (
     id uuid not null default uuidv7(),
     kind text not null,
     team_kind text,
     people int,
     limit_people int,
     service text,
     refused int,
     at timestamptz(3) not null default clock_timestamp(),
     constraint privacy_alert_pkey primary key (id),
     constraint privacy_alert_kind_known check (kind in ('MANY_PEOPLE_IN_AN_HOUR',
       'MANY_PEOPLE_IN_A_DAY', 'OUT_OF_HOURS', 'URGENT_OPENING', 'LOG_UNAVAILABLE', 'LOG_BROKEN'))
   )`,
  `create index privacy_alert_at on privacy_alert (at desc, id desc)`,
  ...underPolicies('privacy_alert', isPrivacy),

  `create table privacy_alert_opening (
     id uuid not null default uuidv7(),
     alert_id uuid not null,
     actor_id uuid not null,
     reason text not null,
     at timestamptz(3) not null default clock_timestamp(),
     constraint privacy_alert_opening_pkey primary key (id),
     constraint privacy_alert_opening_alert foreign key (alert_id) references privacy_alert (id),
     constraint privacy_alert_opening_reason check (length(reason) between 10 and 2000)
   )`,
  `create index privacy_alert_opening_alert on privacy_alert_opening (alert_id, actor_id)`,
  ...underPolicies('privacy_alert_opening', isPrivacy),
  `create policy privacy_alert_opening_open on privacy_alert_opening for insert to people_app
     with check (${isPrivacy} and actor_id = (select viewer_id()))`,

  `create table privacy_alert_subject (
     alert_id uuid not null,
     once text not null,
     actor_id uuid not null,
     actor_name text not null,
     person_id uuid,
     from_at timestamptz(3) not null,
     until_at timestamptz(3) not null,
     constraint privacy_alert_subject_pkey primary key (alert_id),
     constraint privacy_alert_subject_once unique (once),
     constraint privacy_alert_subject_alert foreign key (alert_id) references privacy_alert (id)
   )`,
  ...underPolicies(
    'privacy_alert_subject',
    `${isPrivacy} and exists (select from privacy_alert_opening opening
       where opening.alert_id = privacy_alert_subject.alert_id
         and opening.actor_id = (select viewer_id()))`,
  ),
];
