import { auditedTable } from '@connected-lives/kit/foundation';

export const budgets = [
  `create table budget (
     id uuid not null default uuidv7(),
     practitioner_id uuid not null,
     team_id uuid not null,
     financial_year text not null,
     starts_on date not null,
     ends_on date not null,
     delegation_reference text not null,
     version int not null default 1,
     constraint budget_pkey primary key (id),
     constraint budget_practitioner_year unique (practitioner_id, financial_year),
     constraint budget_year_has_days check (starts_on < ends_on)
   )`,
  `alter table budget enable row level security`,
  `alter table budget force row level security`,
  `create policy budget_read on budget for select using (
     practitioner_id = (select viewer_practitioner_id())
     or (select viewer_role()) = any (array['finance', 'service'])
     or ((select viewer_role()) = 'manager'
         and team_id = any ((select viewer_team_ids())::uuid[])))`,
  `create policy budget_open on budget for insert to finance_owner with check (true)`,
  `create policy budget_change on budget for update to finance_owner
     using (true) with check (true)`,
  ...auditedTable('finance', 'budget', { app: 'select' }),
];
