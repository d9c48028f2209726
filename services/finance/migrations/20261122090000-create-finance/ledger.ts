import { appendOnlyTable, openTable } from '@connected-lives/kit/foundation';

/**
 * Append-only double entry in integer pence. A journal row is one step; its two entries move the
 * same pence out of one account and into another. The balance of a budget is the sum of its
 * entries, kept in one row that every step of the budget queues for: nothing in it is indexed but
 * its key and half of each page is free, so that an update stays on its page.
 *
 * The app may read. Only the functions of `steps.ts` write, as the owner.
 */
export const ledger = [
  `create table budget_balance (
     budget_id uuid not null,
     practitioner_id uuid not null,
     team_id uuid not null,
     allocated_pence int not null default 0,
     available_pence int not null default 0,
     committed_pence int not null default 0,
     spent_pence int not null default 0,
     lines int not null default 0,
     constraint budget_balance_pkey primary key (budget_id),
     constraint budget_balance_of_budget foreign key (budget_id) references budget,
     constraint budget_balance_never_overspent check (available_pence >= 0),
     constraint budget_balance_committed_not_negative check (committed_pence >= 0),
     constraint budget_balance_adds_up check (
       allocated_pence::bigint = available_pence::bigint + committed_pence + spent_pence)
   ) with (fillfactor = 50)`,
  `alter table budget_balance enable row level security`,
  `alter table budget_balance force row level security`,
  `create policy budget_balance_read on budget_balance for select using (
     practitioner_id = (select viewer_practitioner_id())
     or (select viewer_role()) = any (array['finance', 'service'])
     or ((select viewer_role()) = 'manager'
         and team_id = any ((select viewer_team_ids())::uuid[])))`,
  `create policy budget_balance_open on budget_balance for insert to finance_owner
     with check (true)`,
  `create policy budget_balance_move on budget_balance for update to finance_owner
     using (true) with check (true)`,
  ...openTable('finance', 'budget_balance', { app: 'select' }),

  `create table journal (
     id uuid not null default uuidv7(),
     budget_id uuid not null,
     commitment_id uuid,
     kind text not null,
     pence int not null,
     actor_id uuid not null,
     at timestamptz(3) not null,
     reason text,
     paid_on date,
     reference text,
     constraint journal_pkey primary key (id),
     constraint journal_of_commitment foreign key (commitment_id) references commitment,
     constraint journal_moves_something check (pence > 0),
     constraint journal_kind_known check (kind in ('BUDGET_ALLOCATED', 'SPEND_COMMITTED',
       'COMMITMENT_RELEASED', 'PAYMENT_RECORDED')),
     constraint journal_allocation_or_commitment check (
       (kind = 'BUDGET_ALLOCATED') = (commitment_id is null)),
     constraint journal_release_has_reason check (
       (kind = 'COMMITMENT_RELEASED') = (reason is not null)),
     constraint journal_payment_has_day_and_reference check (
       (kind = 'PAYMENT_RECORDED') = (paid_on is not null and reference is not null))
   )`,
  `create index journal_at on journal (at) include (commitment_id, kind, pence)`,
  ...appendOnlyTable('journal'),
  `alter table journal enable row level security`,
  `alter table journal force row level security`,
  // To the app and the owner only: reports sum every step and have no grant on budgets.
  `create policy journal_read on journal for select to finance_app, finance_owner
     using (budget_id = any (array(select id from budget)))`,
  `create policy journal_append on journal for insert to finance_owner with check (true)`,
  `create policy journal_report on journal for select to finance_reader
     using ((select viewer_role()) <> all (array['citizen', 'service']))`,
  ...openTable('finance', 'journal', {
    app: 'select',
    reportColumns: ['commitment_id', 'kind', 'pence', 'at'],
  }),

  `create table entry (
     budget_id uuid not null,
     line int not null,
     journal_id uuid not null,
     account text not null,
     pence int not null,
     balance_after_pence int not null,
     constraint entry_pkey primary key (budget_id, line),
     constraint entry_of_balance foreign key (budget_id) references budget_balance,
     constraint entry_of_journal foreign key (journal_id) references journal,
     constraint entry_moves_something check (pence <> 0),
     constraint entry_account_known check (
       account in ('FUNDING', 'AVAILABLE', 'COMMITTED', 'SPENT'))
   )`,
  ...appendOnlyTable('entry'),
  `alter table entry enable row level security`,
  `alter table entry force row level security`,
  `create policy entry_read on entry for select to finance_app, finance_owner
     using (budget_id = any (array(select id from budget)))`,
  `create policy entry_append on entry for insert to finance_owner with check (true)`,
  ...openTable('finance', 'entry', { app: 'select' }),

  // The hot row is locked here and nowhere else, as the last thing but one of every step.
  `create function move_money(p_journal uuid, p_budget uuid, p_from text, p_to text, p_pence int)
     returns budget_balance language plpgsql as $$
   declare
     v_balance budget_balance;
   begin
     update budget_balance set
       allocated_pence = allocated_pence + case when p_from = 'FUNDING' then p_pence else 0 end,
       available_pence = available_pence
         + case 'AVAILABLE' when p_to then p_pence when p_from then -p_pence else 0 end,
       committed_pence = committed_pence
         + case 'COMMITTED' when p_to then p_pence when p_from then -p_pence else 0 end,
       spent_pence = spent_pence + case when p_to = 'SPENT' then p_pence else 0 end,
       lines = lines + 2
     where budget_id = p_budget and (p_from <> 'AVAILABLE' or available_pence >= p_pence)
     returning * into v_balance;
     if not found then
       raise exception 'the money went to another step meanwhile' using errcode = '40001';
     end if;
     insert into entry (budget_id, line, journal_id, account, pence, balance_after_pence)
     values
       (p_budget, v_balance.lines - 1, p_journal, p_from, -p_pence, held(v_balance, p_from)),
       (p_budget, v_balance.lines, p_journal, p_to, p_pence, held(v_balance, p_to));
     return v_balance;
   end $$`,
];

/** What the functions answer with, in the names of the graph. */
export const answers = [
  `create function held(p_balance budget_balance, p_account text) returns int
     language sql immutable as $$
     select case p_account
       when 'FUNDING' then -p_balance.allocated_pence
       when 'AVAILABLE' then p_balance.available_pence
       when 'COMMITTED' then p_balance.committed_pence
       when 'SPENT' then p_balance.spent_pence end $$`,
  `create function budget_answer(p_budget budget, p_balance budget_balance) returns jsonb
     language sql immutable as $$
     select jsonb_build_object(
       'id', p_budget.id, 'practitionerId', p_budget.practitioner_id,
       'financialYear', p_budget.financial_year,
       'startsOn', p_budget.starts_on, 'endsOn', p_budget.ends_on,
       'delegationReference', p_budget.delegation_reference,
       'allocatedPence', p_balance.allocated_pence, 'availablePence', p_balance.available_pence,
       'committedPence', p_balance.committed_pence, 'spentPence', p_balance.spent_pence) $$`,
  `create function commitment_answer(p_commitment commitment) returns jsonb
     language sql stable as $$
     select jsonb_build_object(
       'id', p_commitment.id, 'budgetId', p_commitment.budget_id,
       'outcomeId', p_commitment.outcome_id, 'personId', p_commitment.person_id,
       'practitionerId', p_commitment.practitioner_id,
       'amountPence', p_commitment.amount_pence,
       'what', p_commitment.what, 'rationale', p_commitment.rationale,
       'releasedPence', p_commitment.released_pence, 'paidPence', p_commitment.paid_pence,
       'remainingPence', p_commitment.remaining_pence, 'state', p_commitment.state,
       'committedAt', p_commitment.committed_at) $$`,
  `create function first_answer(p_key text, p_fingerprint text) returns jsonb
     language sql stable as $$
     select case when fingerprint = p_fingerprint then answer
                 else '{"refusal": "IDEMPOTENCY_CONFLICT"}' end
     from idempotency where actor_id = viewer_id() and key = p_key $$`,
  // The last thing a step does. Whoever finds the key taken by now undoes all of its own work.
  `create function keep_answer(p_key text, p_fingerprint text, p_answer jsonb) returns jsonb
     language plpgsql as $$
   begin
     insert into idempotency (actor_id, key, fingerprint, answer)
     values (viewer_id(), p_key, p_fingerprint, p_answer) on conflict do nothing;
     if not found then
       raise exception 'the same key was used at the same moment' using errcode = '40001';
     end if;
     return p_answer;
   end $$`,
  ...[
    'move_money(uuid, uuid, text, text, int)',
    'first_answer(text, text)',
    'keep_answer(text, text, jsonb)',
  ].map((signature) => `revoke all on function ${signature} from public`),
];
