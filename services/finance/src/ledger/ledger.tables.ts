/** Where a budget's money can be. Every step of the ledger moves some from one to another. */
export enum LedgerAccount {
  FUNDING = 'FUNDING',
  AVAILABLE = 'AVAILABLE',
  COMMITTED = 'COMMITTED',
  SPENT = 'SPENT',
}

/** The four things that can happen to a budget's money. */
export enum LedgerStepKind {
  BUDGET_ALLOCATED = 'BUDGET_ALLOCATED',
  SPEND_COMMITTED = 'SPEND_COMMITTED',
  COMMITMENT_RELEASED = 'COMMITMENT_RELEASED',
  PAYMENT_RECORDED = 'PAYMENT_RECORDED',
}

/** One step: what happened, who decided it and how much it moved. Never changed. */
export interface Journal {
  id: string;
  budgetId: string;
  /** Null when the step is an allocation. */
  commitmentId: string | null;
  kind: LedgerStepKind;
  pence: number;
  actorId: string;
  at: Date;
  /** Why money was released. */
  reason: string | null;
  /** The day and the reference of a payment. */
  paidOn: string | null;
  reference: string | null;
}

/** One side of one step. The two sides of a step add up to nothing. Never changed. */
export interface Entry {
  budgetId: string;
  /** 1, 2, 3 … for each budget, without a gap. */
  line: number;
  journalId: string;
  account: LedgerAccount;
  pence: number;
  /** What the account held after this line. */
  balanceAfterPence: number;
}

/** The sums of a budget's entries, kept with them and checked: the last defence of the limit. */
export interface BudgetBalance {
  budgetId: string;
  practitionerId: string;
  teamId: string;
  allocatedPence: number;
  availablePence: number;
  committedPence: number;
  spentPence: number;
  /** How many entries the budget has. */
  lines: number;
}
