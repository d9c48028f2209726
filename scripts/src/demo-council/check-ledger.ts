import type pg from 'pg';

/** Each finds what must not be, and counts it. */
const FAULTS: Readonly<Record<string, string>> = {
  'steps whose entries do not add up to nothing': `
    select count(*) from (
      select from journal left join entry on entry.journal_id = journal.id
      group by journal.id, journal.pence
      having count(entry.line) <> 2 or sum(entry.pence) <> 0 or max(entry.pence) <> journal.pence
    ) step`,
  'budgets whose balance is not the sum of their entries': `
    select count(*) from budget left join budget_balance balance on balance.budget_id = budget.id
    left join lateral (
      select
        count(*) as lines,
        coalesce(-sum(pence) filter (where account = 'FUNDING'), 0) as allocated,
        coalesce(sum(pence) filter (where account = 'AVAILABLE'), 0) as available,
        coalesce(sum(pence) filter (where account = 'COMMITTED'), 0) as committed,
        coalesce(sum(pence) filter (where account = 'SPENT'), 0) as spent
      from entry where entry.budget_id = budget.id
    ) summed on true
    where (balance.lines, balance.allocated_pence, balance.available_pence,
           balance.committed_pence, balance.spent_pence)
      is distinct from
      (summed.lines, summed.allocated, summed.available, summed.committed, summed.spent)`,
  'entries whose running balance or place is wrong': `
    select count(*) from (
      select line, balance_after_pence,
        row_number() over budget as place,
        sum(pence) over (partition by budget_id, account order by line) as running
      from entry
      window budget as (partition by budget_id order by line)
    ) entry
    where line <> place or balance_after_pence <> running`,
  'commitments that differ from their steps': `
    select count(*) from commitment left join (
      select commitment_id,
        coalesce(sum(pence) filter (where kind = 'SPEND_COMMITTED'), 0) as amount,
        coalesce(sum(pence) filter (where kind = 'COMMITMENT_RELEASED'), 0) as released,
        coalesce(sum(pence) filter (where kind = 'PAYMENT_RECORDED'), 0) as paid
      from journal group by commitment_id
    ) step on step.commitment_id = commitment.id
    where (amount_pence, released_pence, paid_pence)
      is distinct from (step.amount, step.released, step.paid)`,
};

/** Fails unless every penny of the ledger is where its entries say. */
export async function requireBalancedLedger(client: pg.ClientBase): Promise<void> {
  for (const [fault, count] of Object.entries(FAULTS)) {
    const { rows } = await client.query<{ count: string }>(count);
    if (rows[0]?.count !== '0') {
      throw new Error(`The ledger does not balance: ${rows[0]?.count ?? '?'} ${fault}.`);
    }
  }
}
