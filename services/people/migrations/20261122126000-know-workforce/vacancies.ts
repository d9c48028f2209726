import { auditedTable, openTable } from '@connected-lives/kit/foundation';

const isService = `(select viewer_role()) = 'service'`;
const manages = `(select viewer_role()) = 'manager'
   and team_id = any ((select viewer_team_ids())::uuid[])`;
const underRule = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
];

export const vacancies = [
  `create table vacancy (
     id uuid not null default uuidv7(),
     team_id uuid not null,
     team_name text not null,
     role_title text not null,
     profession text not null,
     weekly_minutes int not null,
     salary_from_pence int not null,
     salary_to_pence int not null,
     district text not null,
     words text not null,
     opens_on date not null,
     closes_on date not null,
     published_by uuid not null,
     published_at timestamptz(3) not null,
     closed_at timestamptz(3),
     version int not null default 1,
     constraint vacancy_pkey primary key (id),
     constraint vacancy_team foreign key (team_id) references team (id),
     constraint vacancy_profession_known check (profession in ('SOCIAL_WORKER',
       'OCCUPATIONAL_THERAPIST', 'NURSE', 'COMMUNITY_CARE_OFFICER', 'TEAM_MANAGER',
       'PRINCIPAL_SOCIAL_WORKER')),
     constraint vacancy_district_known check (district in ('BROXBOURNE', 'DACORUM',
       'EAST_HERTFORDSHIRE', 'HERTSMERE', 'NORTH_HERTFORDSHIRE', 'ST_ALBANS', 'STEVENAGE',
       'THREE_RIVERS', 'WATFORD', 'WELWYN_HATFIELD')),
     constraint vacancy_role_title_length check (
       length(role_title) >= 1 and length(role_title) <= 200),
     constraint vacancy_words_length check (length(words) >= 1 and length(words) <= 10000),
     constraint vacancy_weekly_minutes check (weekly_minutes > 0 and weekly_minutes <= 3600),
     constraint vacancy_salary_in_order check (
       salary_from_pence > 0 and salary_to_pence >= salary_from_pence),
     constraint vacancy_days_in_order check (closes_on >= opens_on)
   )`,
  `create index vacancy_closes_on on vacancy (closes_on, id)`,
  `create index vacancy_team_id on vacancy (team_id)`,
  ...underRule('vacancy'),
  // Everybody, also without a token: which of them are open, the query says.
  `create policy vacancy_read on vacancy for select using ((select viewer_id()) is not null)`,
  `create policy vacancy_manage on vacancy using (${manages}) with check (${manages})`,
  `create policy vacancy_service on vacancy using (${isService}) with check (${isService})`,
  ...auditedTable('people', 'vacancy', { app: 'select, insert, update (closed_at, version)' }),

  // Learned from practice.
  `create table known_learning_offer (
     id uuid not null,
     title text not null,
     withdrawn boolean not null default false,
     version int not null,
     constraint known_learning_offer_pkey primary key (id)
   )`,
  ...underRule('known_learning_offer'),
  `create policy known_learning_offer_read on known_learning_offer for select
     using ((select viewer_id()) is not null)`,
  `create policy known_learning_offer_service on known_learning_offer
     using (${isService}) with check (${isService})`,
  ...auditedTable('people', 'known_learning_offer', { app: 'select, insert, update' }),

  `create table vacancy_offer (
     id uuid not null default uuidv7(),
     vacancy_id uuid not null,
     offer_id uuid not null,
     constraint vacancy_offer_pkey primary key (id),
     constraint vacancy_offer_once unique (vacancy_id, offer_id),
     constraint vacancy_offer_vacancy foreign key (vacancy_id) references vacancy (id),
     constraint vacancy_offer_offer foreign key (offer_id) references known_learning_offer (id)
   )`,
  ...underRule('vacancy_offer'),
  `create policy vacancy_offer_read on vacancy_offer for select
     using ((select viewer_id()) is not null)`,
  `create policy vacancy_offer_manage on vacancy_offer for insert with check (
     (select viewer_role()) = 'manager' and vacancy_id = any (array(select id from vacancy
       where vacancy.team_id = any ((select viewer_team_ids())::uuid[]))))`,
  ...auditedTable('people', 'vacancy_offer', { app: 'select, insert' }),

  // Personal data of people who may never work here. Not under the audit of writes, which keeps
  // every row for ever: this is deleted when its time is over, and nothing of it stays.
  `create table interest (
     id uuid not null default uuidv7(),
     vacancy_id uuid not null,
     team_id uuid not null,
     reference text not null,
     name text not null,
     email text not null,
     phone text,
     reason text not null,
     professional_registration text,
     received_at timestamptz(3) not null,
     kept_until_on date not null,
     constraint interest_pkey primary key (id),
     constraint interest_reference_unique unique (reference),
     constraint interest_vacancy foreign key (vacancy_id) references vacancy (id),
     constraint interest_name_length check (length(name) >= 1 and length(name) <= 200),
     constraint interest_email_length check (length(email) >= 3 and length(email) <= 320),
     constraint interest_phone_length check (length(phone) >= 1 and length(phone) <= 40),
     constraint interest_reason_length check (length(reason) >= 1 and length(reason) <= 4000),
     constraint interest_registration_length check (
       length(professional_registration) >= 1 and length(professional_registration) <= 40)
   )`,
  `create index interest_vacancy_id on interest (vacancy_id, received_at, id)`,
  `create index interest_kept_until_on on interest (kept_until_on)`,
  ...underRule('interest'),
  `create policy interest_read on interest for select using (
     (${manages}) or (select viewer_role()) = 'development')`,
  `create policy interest_express on interest for insert with check (
     (select viewer_role()) <> 'service')`,
  `create policy interest_purge on interest using (${isService}) with check (${isService})`,
  ...openTable('people', 'interest', { app: 'select, insert, delete' }),
];
