import { Migration } from '@mikro-orm/migrations';

/** The ledger cannot be corrected, so a payment is on a day that can be. */
export class PayOnDaysOfTheBooks20261122129500 extends Migration {
  override up(): void {
    this.addSql(recordPayment);
  }
}

/**
 * As it was, but for the day: no later than the day it is recorded, in London, and in the financial
 * year of the budget or after it. The last invoices of a year are paid in the next one.
 */
const recordPayment = `create or replace function record_payment(p_viewer text, p_key text,
    p_fingerprint text, p_at timestamptz, p_commitment uuid, p_pence int, p_paid_on date,
    p_reference text)
  returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_first jsonb;
    v_commitment commitment;
    v_budget budget;
    v_journal uuid;
    v_today constant date := (p_at at time zone 'Europe/London')::date;
    v_from date;
  begin
    perform set_config('app.viewer', p_viewer, true);
    v_first := first_answer(p_key, p_fingerprint);
    if v_first is not null then return v_first; end if;

    select * into v_commitment from commitment where id = p_commitment for update;
    if not found then return '{"refusal": "NOT_FOUND"}'; end if;
    if viewer_role() is distinct from 'finance' then return '{"refusal": "NOT_YOURS"}'; end if;
    select starts_on into strict v_from from budget where id = v_commitment.budget_id;
    if p_paid_on not between v_from and v_today then
      return coalesce(first_answer(p_key, p_fingerprint), jsonb_build_object(
        'refusal', 'BAD_USER_INPUT', 'field', 'paidOn', 'from', v_from, 'to', v_today));
    end if;
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
  end $$`;
