import { openTable } from '@connected-lives/kit/foundation';

/**
 * What finance knows of the other services. Not audited here: it is a copy of what they keep and
 * audit, and their feeds can write it again.
 */
export const known = [
  `create table known_person (
     id uuid not null,
     team_id uuid not null,
     district text not null,
     version int not null,
     constraint known_person_pkey primary key (id)
   )`,
  `alter table known_person enable row level security`,
  `alter table known_person force row level security`,
  `create policy known_person_service on known_person
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  ...openTable('finance', 'known_person', { app: 'select, insert, update' }),

  `create table known_outcome (
     id uuid not null,
     conversation_id uuid not null,
     person_id uuid not null,
     team_id uuid not null,
     practitioner_id uuid not null,
     wellbeing_area text not null,
     district text not null,
     version int not null,
     constraint known_outcome_pkey primary key (id)
   )`,
  `create index known_outcome_person_id on known_outcome (person_id)`,
  `alter table known_outcome enable row level security`,
  `alter table known_outcome force row level security`,
  `create policy known_outcome_read on known_outcome for select using (
     team_id = any ((select viewer_team_ids())::uuid[])
     or person_id = (select viewer_person_id())
     or (select viewer_role()) = 'service')`,
  `create policy known_outcome_service on known_outcome
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  ...openTable('finance', 'known_outcome', { app: 'select, insert, update' }),
];
