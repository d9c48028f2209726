/**
 * The steps of the ledger: each is one function, one transaction and one round trip. They run as
 * the owner, the only one who may write the ledger, and yet under row-level security, which is
 * forced on the owner too: what the viewer cannot reach is not there for them either.
 *
 * An answer is `{"refusal": …}`, which keeps nothing, or the first answer to the key, which is kept.
 * SQLSTATE 40001 means that a step lost a race and did nothing: take it again.
 */
export const steps = [
  `create function record_commitment_event(p_kind text, p_commitment commitment, p_pence int)
     returns void language sql as $$
     insert into event (kind, subject_id, person_id, team_id, version, payload)
     values (p_kind, p_commitment.id, p_commitment.person_id, p_commitment.team_id,
       p_commitment.version, jsonb_build_object('outcomeId', p_commitment.outcome_id,
         'conversationId', p_commitment.conversation_id, 'amountPence', p_pence)) $$`,
  `revoke all on function record_commitment_event(text, commitment, int) from public`,
  ...step(
    'commit_spend(p_viewer text, p_key text, p_fingerprint text, p_at timestamptz, p_outcome uuid, p_pence int, p_what text, p_rationale text)',
    `declare
       v_first jsonb;
       v_outcome known_outcome;
       v_budget budget;
       v_available int;
       v_commitment commitment;
       v_journal uuid;
     begin
       perform set_config('app.viewer', p_viewer, true);
       v_first := first_answer(p_key, p_fingerprint);
       if v_first is not null then return v_first; end if;

       select * into v_outcome from known_outcome where id = p_outcome;
       if not found then return '{"refusal": "NOT_FOUND"}'; end if;
       select * into v_budget from budget
       where practitioner_id = viewer_practitioner_id()
         and (p_at at time zone 'Europe/London')::date between starts_on and ends_on;
       if not found then return '{"refusal": "NO_BUDGET"}'; end if;
       select available_pence into v_available from budget_balance where budget_id = v_budget.id;
       if v_available < p_pence then
         return keep_answer(p_key, p_fingerprint,
           jsonb_build_object('availablePence', v_available));
       end if;

       insert into commitment (budget_id, outcome_id, conversation_id, person_id, team_id,
         practitioner_id, district, wellbeing_area, amount_pence, what, rationale, committed_at)
       values (v_budget.id, v_outcome.id, v_outcome.conversation_id, v_outcome.person_id,
         v_outcome.team_id, v_budget.practitioner_id, v_outcome.district, v_outcome.wellbeing_area,
         p_pence, p_what, p_rationale, p_at)
       returning * into v_commitment;
       insert into journal (budget_id, commitment_id, kind, pence, actor_id, at)
       values (v_budget.id, v_commitment.id, 'SPEND_COMMITTED', p_pence, viewer_id(), p_at)
       returning id into v_journal;
       perform record_commitment_event('spend-committed', v_commitment, p_pence);
       return keep_answer(p_key, p_fingerprint, jsonb_build_object(
         'commitment', commitment_answer(v_commitment),
         'budget', budget_answer(v_budget,
           move_money(v_journal, v_budget.id, 'AVAILABLE', 'COMMITTED', p_pence))));
     end`,
  ),
  ...step(
    'release_commitment(p_viewer text, p_key text, p_fingerprint text, p_at timestamptz, p_commitment uuid, p_pence int, p_reason text)',
    `declare
       v_first jsonb;
       v_commitment commitment;
       v_budget budget;
       v_journal uuid;
       v_pence int;
     begin
       perform set_config('app.viewer', p_viewer, true);
       v_first := first_answer(p_key, p_fingerprint);
       if v_first is not null then return v_first; end if;

       -- The commitment is always locked before the balance, so that two steps cannot deadlock.
       select * into v_commitment from commitment where id = p_commitment for update;
       if not found then return '{"refusal": "NOT_FOUND"}'; end if;
       if v_commitment.practitioner_id is distinct from viewer_practitioner_id() then
         return '{"refusal": "NOT_YOURS"}';
       end if;
       v_pence := coalesce(p_pence, v_commitment.remaining_pence);
       if v_pence = 0 or v_pence > v_commitment.remaining_pence then
         return coalesce(first_answer(p_key, p_fingerprint), jsonb_build_object(
           'refusal', 'MORE_THAN_COMMITTED', 'remainingPence', v_commitment.remaining_pence));
       end if;

       update commitment set released_pence = released_pence + v_pence, version = version + 1
       where id = p_commitment returning * into v_commitment;
       insert into journal (budget_id, commitment_id, kind, pence, actor_id, at, reason)
       values (v_commitment.budget_id, p_commitment, 'COMMITMENT_RELEASED', v_pence, viewer_id(),
         p_at, p_reason)
       returning id into v_journal;
       perform record_commitment_event('commitment-released', v_commitment, v_pence);
       select * into v_budget from budget where id = v_commitment.budget_id;
       return keep_answer(p_key, p_fingerprint, jsonb_build_object(
         'commitment', commitment_answer(v_commitment),
         'budget', budget_answer(v_budget,
           move_money(v_journal, v_budget.id, 'COMMITTED', 'AVAILABLE', v_pence))));
     end`,
  ),
  ...step(
    'record_payment(p_viewer text, p_key text, p_fingerprint text, p_at timestamptz, p_commitment uuid, p_pence int, p_paid_on date, p_reference text)',
    `declare
       v_first jsonb;
       v_commitment commitment;
       v_budget budget;
       v_journal uuid;
     begin
       perform set_config('app.viewer', p_viewer, true);
       v_first := first_answer(p_key, p_fingerprint);
       if v_first is not null then return v_first; end if;

       select * into v_commitment from commitment where id = p_commitment for update;
       if not found then return '{"refusal": "NOT_FOUND"}'; end if;
       if viewer_role() is distinct from 'finance' then return '{"refusal": "NOT_YOURS"}'; end if;
       if p_pence > v_commitment.remaining_pence then
         return coalesce(first_answer(p_key, p_fingerprint), jsonb_build_object(
           'refusal', 'MORE_THAN_COMMITTED', 'remainingPence', v_commitment.remaining_pence));
       end if;

       update commitment set paid_pence = paid_pence + p_pence, version = version + 1
       where id = p_commitment returning * into v_commitment;
       insert into journal (budget_id, commitment_id, kind, pence, actor_id, at, paid_on, reference)
       values (v_commitment.budget_id, p_commitment, 'PAYMENT_RECORDED', p_pence, viewer_id(),
         p_at, p_paid_on, p_reference)
       returning id into v_journal;
       perform record_commitment_event('payment-recorded', v_commitment, p_pence);
       select * into v_budget from budget where id = v_commitment.budget_id;
       return keep_answer(p_key, p_fingerprint, jsonb_build_object(
         'commitment', commitment_answer(v_commitment),
         'budget', budget_answer(v_budget,
           move_money(v_journal, v_budget.id, 'COMMITTED', 'SPENT', p_pence))));
     end`,
  ),
  ...step(
    'allocate_budget(p_viewer text, p_key text, p_fingerprint text, p_at timestamptz, p_practitioner uuid, p_team uuid, p_financial_year text, p_starts_on date, p_ends_on date, p_pence int, p_delegation_reference text)',
    `declare
       v_first jsonb;
       v_budget budget;
       v_journal uuid;
     begin
       perform set_config('app.viewer', p_viewer, true);
       v_first := first_answer(p_key, p_fingerprint);
       if v_first is not null then return v_first; end if;
       if viewer_role() is null or viewer_role() <> all (array['finance', 'service']) then
         return '{"refusal": "NOT_YOURS"}';
       end if;

       insert into budget (practitioner_id, team_id, financial_year, starts_on, ends_on,
         delegation_reference)
       values (p_practitioner, p_team, p_financial_year, p_starts_on, p_ends_on,
         p_delegation_reference)
       on conflict on constraint budget_practitioner_year do update set
         team_id = excluded.team_id, delegation_reference = excluded.delegation_reference,
         version = budget.version + 1
       returning * into v_budget;
       insert into budget_balance (budget_id, practitioner_id, team_id)
       values (v_budget.id, p_practitioner, p_team)
       on conflict (budget_id) do update set team_id = excluded.team_id;
       insert into journal (budget_id, kind, pence, actor_id, at)
       values (v_budget.id, 'BUDGET_ALLOCATED', p_pence, viewer_id(), p_at)
       returning id into v_journal;
       insert into event (kind, subject_id, team_id, version, payload)
       values ('budget-allocated', v_budget.id, v_budget.team_id, v_budget.version,
         jsonb_build_object('practitionerId', p_practitioner, 'financialYear', p_financial_year));
       return keep_answer(p_key, p_fingerprint, jsonb_build_object(
         'budget', budget_answer(v_budget,
           move_money(v_journal, v_budget.id, 'FUNDING', 'AVAILABLE', p_pence))));
     end`,
  ),
];

function step(signature: string, body: string): string[] {
  const types = signature.replaceAll(/p_\w+ /g, '');
  return [
    `create function ${signature} returns jsonb language plpgsql security definer
       set search_path = public, pg_temp as $$ ${body} $$`,
    `revoke all on function ${types} from public`,
    `grant execute on function ${types} to finance_app`,
  ];
}
