import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { londonDay } from '@connected-lives/kit/london-day';
import { anActor, teamOf, testService } from '@connected-lives/tests/test-service';
import { allocateBudget } from './budgets/allocate-budget.ts';
import type { BudgetRow } from './budgets/select-budget.ts';
import {
  commitSpend,
  type CommitSpendAnswer,
  type CommitSpendInput,
} from './commitments/commit-spend.ts';
import { recordPayment } from './commitments/record-payment.ts';
import { releaseCommitment } from './commitments/release-commitment.ts';
import type { CommitmentRow } from './commitments/select-commitment.ts';
import type { FinanceContext } from './finance.context.ts';
import { financeService } from './finance.service.ts';
import type { KnownOutcome } from './known/known-outcome.entity.ts';

/** The service on a database of its own, and what a test begins with in a sentence each. */
export function testFinance() {
  const clock = { now: new Date('2026-11-22T10:00:00Z') };
  const finance = testService(financeService, () => clock.now);
  const officer = anActor('finance');
  const contextOf = (actor: Actor): FinanceContext => finance.contextOf(actor);

  const given = {
    /** A practitioner with money for 2026-27. */
    async aBudgetHolder(amountPence: number, actor = anActor()): Promise<Actor> {
      await this.anAllocation(actor, amountPence);
      return actor;
    },

    anAllocation(actor: Actor, amountPence: number, financialYear = '2026-27'): Promise<BudgetRow> {
      return allocateBudget(contextOf(officer), {
        practitionerId: actor.id,
        teamId: teamOf(actor),
        financialYear,
        amountPence,
        delegationReference: 'Scheme of delegation, 4.2',
        idempotencyKey: randomUUID(),
      });
    },

    /** An outcome that practice told of, of a person who is with the actor's team. */
    async anOutcome(
      actor: Actor,
      details: Partial<Omit<KnownOutcome, symbol>> = {},
    ): Promise<{ id: string; personId: string; conversationId: string }> {
      const outcome = {
        id: randomUUID(),
        conversationId: randomUUID(),
        personId: randomUUID(),
        teamId: teamOf(actor),
        practitionerId: actor.id,
        wellbeingArea: 'RELATIONSHIPS',
        district: 'WATFORD',
        version: 1,
        ...details,
      };
      await finance.arrange(
        `insert into known_outcome (id, conversation_id, person_id, team_id, practitioner_id,
           wellbeing_area, district, version) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          outcome.id,
          outcome.conversationId,
          outcome.personId,
          outcome.teamId,
          outcome.practitionerId,
          outcome.wellbeingArea,
          outcome.district,
          outcome.version,
        ],
      );
      return outcome;
    },

    /** A commitment of a practitioner's whole and new budget, unless it is told to be less. */
    async aCommitment(
      amountPence: number,
      details: { actor?: Actor; budgetPence?: number } = {},
    ): Promise<{ actor: Actor; commitment: CommitmentRow; outcomeId: string }> {
      const actor = await this.aBudgetHolder(details.budgetPence ?? amountPence, details.actor);
      const { id: outcomeId } = await this.anOutcome(actor);
      const { commitment } = committed(await commit(actor, { outcomeId, amountPence }));
      return { actor, commitment, outcomeId };
    },
  };

  const commit = (
    actor: Actor,
    input: Partial<CommitSpendInput> & Pick<CommitSpendInput, 'outcomeId' | 'amountPence'>,
  ): Promise<CommitSpendAnswer> =>
    commitSpend(contextOf(actor), {
      what: 'A bus pass',
      rationale: 'It gets her to the choir on her own.',
      idempotencyKey: randomUUID(),
      ...input,
    });

  return {
    clock,
    finance,
    officer,
    given,
    commit,
    release: (actor: Actor, commitmentId: string, amountPence?: number, key = randomUUID()) =>
      releaseCommitment(contextOf(actor), {
        commitmentId,
        reason: 'Her sister gave her a lift card.',
        ...(amountPence === undefined ? {} : { amountPence }),
        idempotencyKey: key,
      }),
    pay: (actor: Actor, commitmentId: string, amountPence: number, key = randomUUID()) =>
      recordPayment(contextOf(actor), {
        commitmentId,
        amountPence,
        paidOn: londonDay(clock.now) < '2026-11-20' ? londonDay(clock.now) : '2026-11-20',
        reference: 'Run 47',
        idempotencyKey: key,
      }),
    /** Where the money of an actor's budget is, past every policy. */
    balanceOf: async (actor: Actor) => {
      const [balance] = await finance.rows<{
        allocated_pence: number;
        available_pence: number;
        committed_pence: number;
        spent_pence: number;
      }>(
        `select allocated_pence, available_pence, committed_pence, spent_pence
         from budget_balance where practitioner_id = $1`,
        [actor.id],
      );
      return balance;
    },
  };
}

/** The answer of a commitment that was made. */
export function committed(answer: CommitSpendAnswer) {
  if (!('commitment' in answer)) {
    throw new Error(`Only ${answer.availablePence} pence were available.`);
  }
  return answer;
}
