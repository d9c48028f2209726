import { requireId } from '@connected-lives/kit/require-id';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { BudgetType } from '../budgets/budget.type.ts';
import type { BudgetRow } from '../budgets/select-budget.ts';
import type { FinanceContext } from '../finance.context.ts';
import { OutcomeType } from '../known/outcome.type.ts';
import { PersonType } from '../known/person.type.ts';
import { PractitionerType } from '../known/practitioner.type.ts';
import {
  commitSpend,
  type CommitSpendAnswer,
  CommitSpendInput,
  CommitSpendResult,
} from './commit-spend.ts';
import { CommitmentType } from './commitment.type.ts';
import { recordPayment, RecordPaymentInput } from './record-payment.ts';
import { releaseCommitment, ReleaseCommitmentInput } from './release-commitment.ts';
import type { CommitmentRow } from './select-commitment.ts';

@Resolver(() => CommitmentType)
export class CommitmentResolver {
  @Mutation(() => CommitSpendResult, {
    description:
      'Sets aside money of your own budget for an outcome, there and then. Nobody approves. Refused with NO_BUDGET in a year for which you hold none.',
  })
  commitSpend(
    @Arg('input', () => CommitSpendInput) input: CommitSpendInput,
    @Ctx() ctx: FinanceContext,
  ): Promise<CommitSpendAnswer> {
    return commitSpend(ctx, input);
  }

  @Mutation(() => CommitmentType, {
    description:
      'Gives what remains of a commitment, or a part of it, back to your budget. Refused with MORE_THAN_COMMITTED.',
  })
  releaseCommitment(
    @Arg('input', () => ReleaseCommitmentInput) input: ReleaseCommitmentInput,
    @Ctx() ctx: FinanceContext,
  ): Promise<CommitmentRow> {
    return releaseCommitment(ctx, input);
  }

  @Mutation(() => CommitmentType, {
    description:
      'Records that some of a commitment was paid. For finance alone (NOT_YOURS). Refused with MORE_THAN_COMMITTED.',
  })
  recordPayment(
    @Arg('input', () => RecordPaymentInput) input: RecordPaymentInput,
    @Ctx() ctx: FinanceContext,
  ): Promise<CommitmentRow> {
    return recordPayment(ctx, input);
  }

  @FieldResolver(() => OutcomeType, { nullable: true, description: 'What it is to help with.' })
  outcome(@Root() commitment: CommitmentRow): OutcomeType {
    return { id: commitment.outcomeId };
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose outcome it is.' })
  person(@Root() commitment: CommitmentRow): PersonType {
    return { id: commitment.personId };
  }

  @FieldResolver(() => PractitionerType, { nullable: true, description: 'Who decided it.' })
  practitioner(@Root() commitment: CommitmentRow): PractitionerType {
    return { id: commitment.practitionerId };
  }

  @Directive('@tag(name: "own")')
  @FieldResolver(() => BudgetType, {
    nullable: true,
    description: 'Where the money came from. Null when that budget is not in your reach.',
  })
  budget(@Root() commitment: CommitmentRow, @Ctx() ctx: FinanceContext): Promise<BudgetRow | null> {
    return ctx.loaders.budgetsById.load(commitment.budgetId);
  }
}

/** How a reference becomes a commitment: under the same row-level security. */
export function resolveCommitment(
  reference: Readonly<Record<string, unknown>>,
  ctx: FinanceContext,
): Promise<CommitmentRow | null> {
  return ctx.loaders.commitmentsById.load(requireId(reference));
}
