import { TODAY } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { SpendingWish } from './make-outcome.ts';
import type {
  Account,
  BudgetBalanceRow,
  BudgetRow,
  CommitmentRow,
  EntryRow,
  JournalRow,
  StepKind,
} from './rows.ts';

/** A step that is to be taken, in its turn, if it is possible then. */
interface PlannedStep {
  readonly kind: StepKind;
  readonly pence: number;
  readonly at: Date;
  readonly actorId: string;
  readonly commitment?: OpenCommitment;
  readonly reason?: string;
  readonly paidOn?: string;
  readonly reference?: string;
}

/** A commitment as it changes from step to step. `made` stays false when there was not enough money. */
interface OpenCommitment {
  readonly id: string;
  readonly wish: SpendingWish;
  made: boolean;
  releasedPence: number;
  paidPence: number;
  version: number;
}

const MOVES: Readonly<Record<StepKind, readonly [Account, Account]>> = {
  BUDGET_ALLOCATED: ['FUNDING', 'AVAILABLE'],
  SPEND_COMMITTED: ['AVAILABLE', 'COMMITTED'],
  COMMITMENT_RELEASED: ['COMMITTED', 'AVAILABLE'],
  PAYMENT_RECORDED: ['COMMITTED', 'SPENT'],
};

/**
 * One budget with its part of the ledger. Steps are planned in any order and taken in the order of
 * time, by the rules that the finance service's own functions keep: nothing is committed that is
 * not there, and each step moves the same pence out of one account and into another.
 */
export class Purse {
  readonly budget: BudgetRow;
  readonly journal: JournalRow[] = [];
  readonly entries: EntryRow[] = [];
  readonly #planned: PlannedStep[] = [];
  readonly #commitments: OpenCommitment[] = [];
  readonly #held: Record<Account, number> = { FUNDING: 0, AVAILABLE: 0, COMMITTED: 0, SPENT: 0 };

  constructor(budget: BudgetRow) {
    this.budget = budget;
  }

  plan(step: PlannedStep): void {
    this.#planned.push(step);
  }

  /** Plans to commit money, and returns the commitment for what is to follow. */
  wish(id: string, wish: SpendingWish): OpenCommitment {
    const commitment = { id, wish, made: false, releasedPence: 0, paidPence: 0, version: 1 };
    this.#commitments.push(commitment);
    const { amountPence: pence, at, outcome } = wish;
    const actorId = outcome.practitionerId;
    this.plan({ kind: 'SPEND_COMMITTED', pence, at, actorId, commitment });
    return commitment;
  }

  /** Takes the planned steps. What would be later than today has not happened yet. */
  settle(chance: Chance): void {
    const steps = this.#planned
      .filter(({ at }) => at < TODAY)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const step of steps) {
      if (this.#isPossible(step)) {
        this.#take(chance, step);
      }
    }
  }

  balance(): BudgetBalanceRow {
    const { id: budgetId, practitionerId, teamId } = this.budget;
    return {
      budgetId,
      practitionerId,
      teamId,
      allocatedPence: -this.#held.FUNDING,
      availablePence: this.#held.AVAILABLE,
      committedPence: this.#held.COMMITTED,
      spentPence: this.#held.SPENT,
      lines: this.entries.length,
    };
  }

  commitments(): CommitmentRow[] {
    return this.#commitments
      .filter(({ made }) => made)
      .map(({ id, wish, releasedPence, paidPence, version }) => {
        const { outcome, amountPence, what, rationale, at } = wish;
        const { conversationId, personId, teamId, practitionerId, district, wellbeingArea } =
          outcome;
        return {
          id,
          budgetId: this.budget.id,
          outcomeId: outcome.id,
          conversationId,
          personId,
          teamId,
          practitionerId,
          district,
          wellbeingArea,
          amountPence,
          what,
          rationale,
          releasedPence,
          paidPence,
          committedAt: at,
          version,
        };
      });
  }

  #isPossible({ kind, pence, commitment }: PlannedStep): boolean {
    if (kind === 'BUDGET_ALLOCATED') {
      return true;
    }
    return kind === 'SPEND_COMMITTED' ? pence <= this.#held.AVAILABLE : commitment?.made === true;
  }

  #take(chance: Chance, { kind, pence, at, actorId, commitment, ...said }: PlannedStep): void {
    const journalId = chance.uuidAt(at);
    this.journal.push({
      id: journalId,
      budgetId: this.budget.id,
      commitmentId: commitment?.id ?? null,
      kind,
      pence,
      actorId,
      at,
      reason: said.reason ?? null,
      paidOn: said.paidOn ?? null,
      reference: said.reference ?? null,
    });
    if (commitment !== undefined) {
      remember(commitment, kind, pence);
    }
    const [from, to] = MOVES[kind];
    this.#move(journalId, from, -pence);
    this.#move(journalId, to, pence);
  }

  #move(journalId: string, account: Account, pence: number): void {
    this.#held[account] += pence;
    this.entries.push({
      budgetId: this.budget.id,
      line: this.entries.length + 1,
      journalId,
      account,
      pence,
      balanceAfterPence: this.#held[account],
    });
  }
}

function remember(commitment: OpenCommitment, kind: StepKind, pence: number): void {
  if (kind === 'SPEND_COMMITTED') {
    commitment.made = true;
    return;
  }
  commitment.version += 1;
  if (kind === 'COMMITMENT_RELEASED') {
    commitment.releasedPence += pence;
  } else {
    commitment.paidPence += pence;
  }
}
