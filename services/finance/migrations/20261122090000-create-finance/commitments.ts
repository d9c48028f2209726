import { auditedTable } from '@connected-lives/kit/foundation';

/**
 * No foreign key to the budget: its check would lock the budget's row in every commitment, and the
 * entries of each commitment reference the balance already. None to the outcome: commit_spend has
 * read it, and an outcome is never forgotten.
 */
export const commitments = [
  `create table commitment (
     id uuid not null default uuidv7(),
     budget_id uuid not null,
     outcome_id uuid not null,
     conversation_id uuid not null,
     person_id uuid not null,
     team_id uuid not null,
     practitioner_id uuid not null,
     district text not null,
     wellbeing_area text not null,
     amount_pence int not null,
     what text not null,
     rationale text not null,
     released_pence int not null default 0,
     paid_pence int not null default 0,
     remaining_pence int generated always as
       (amount_pence - released_pence - paid_pence) stored,
     state text generated always as (
       case when released_pence + paid_pence < amount_pence then 'COMMITTED'
            when paid_pence > 0 then 'PAID'
            else 'RELEASED' end) stored,
     committed_at timestamptz(3) not null,
     version int not null default 1,
     constraint commitment_pkey primary key (id),
     constraint commitment_amount_positive check (amount_pence > 0),
     constraint commitment_never_more_than_committed check (
       released_pence >= 0 and paid_pence >= 0 and released_pence + paid_pence <= amount_pence),
     constraint commitment_has_what check (what ~ '[^[:space:]]'),
     constraint commitment_has_rationale check (rationale ~ '[^[:space:]]')
   )`,
  `create index commitment_person on commitment (person_id, committed_at, id)`,
  `create index commitment_outcome on commitment (outcome_id, committed_at, id)`,
  `create index commitment_budget on commitment (budget_id, committed_at, id)`,
  `create index commitment_conversation_id on commitment (conversation_id)`,
  `alter table commitment enable row level security`,
  `alter table commitment force row level security`,
  `create policy commitment_read on commitment for select using (
     team_id = any ((select viewer_team_ids())::uuid[])
     or person_id = (select viewer_person_id())
     or practitioner_id = (select viewer_practitioner_id())
     or (select viewer_role()) = any (array['finance', 'service']))`,
  `create policy commitment_make on commitment for insert to finance_owner with check (true)`,
  `create policy commitment_change on commitment for update to finance_owner
     using (true) with check (true)`,
  `create policy commitment_follow on commitment for update
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  `create policy commitment_report on commitment for select to finance_reader
     using ((select viewer_role()) <> all (array['citizen', 'service']))`,
  // The app may only follow a person to another team or district. Money moves through the ledger.
  // Reports have the person's id to count people by; it names nobody in this database.
  ...auditedTable('finance', 'commitment', {
    app: 'select, update (team_id, district)',
    reportColumns: ['id', 'person_id', 'district', 'wellbeing_area'],
  }),
];
