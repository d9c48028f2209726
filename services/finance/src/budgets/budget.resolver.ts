import { loadIfNamed } from '@connected-lives/kit/loader';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { findCommitments } from '../commitments/find-commitments.ts';
import { CommitmentConnection } from '../commitments/commitment.type.ts';
import type { CommitmentRow } from '../commitments/select-commitment.ts';
import type { FinanceContext } from '../finance.context.ts';
import { PractitionerType } from '../known/practitioner.type.ts';
import { findEntries } from '../ledger/find-entries.ts';
import type { EntryRow } from '../ledger/entry.loaders.ts';
import { LedgerEntryConnection } from '../ledger/ledger-entry.type.ts';
import { allocateBudget, AllocateBudgetInput } from './allocate-budget.ts';
import { BudgetType } from './budget.type.ts';
import type { BudgetRow } from './select-budget.ts';

@Resolver(() => BudgetType)
export class BudgetResolver {
  @Directive('@tag(name: "own")')
  @Query(() => BudgetType, {
    nullable: true,
    description: 'Your own budget of this financial year. Null when you hold none.',
  })
  myBudget(@Ctx() ctx: FinanceContext): Promise<BudgetRow | null> | null {
    const { practitionerId } = ctx.actor;
    return loadIfNamed(ctx.loaders.currentBudgetsByPractitionerId, practitionerId);
  }

  @Directive('@tag(name: "own")')
  @Query(() => BudgetType, {
    nullable: true,
    description: 'One budget. Null when there is no such budget or it is not in your reach.',
  })
  budget(@Arg('id', () => ID) id: string, @Ctx() ctx: FinanceContext): Promise<BudgetRow | null> {
    return resolveBudget({ id }, ctx);
  }

  @Mutation(() => BudgetType, {
    description:
      'Gives a practitioner money to use in a financial year, or more of it. For finance alone (NOT_YOURS).',
  })
  allocateBudget(
    @Arg('input', () => AllocateBudgetInput) input: AllocateBudgetInput,
    @Ctx() ctx: FinanceContext,
  ): Promise<BudgetRow> {
    return allocateBudget(ctx, input);
  }

  @FieldResolver(() => PractitionerType, { description: 'Who holds it.' })
  practitioner(@Root() budget: BudgetRow): PractitionerType {
    return { id: budget.practitionerId };
  }

  @FieldResolver(() => LedgerEntryConnection, {
    nullable: true,
    description: 'Every movement of this money, the latest first.',
  })
  entries(
    @Root() budget: BudgetRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: FinanceContext,
  ): Promise<Page<EntryRow>> {
    return findEntries(ctx, budget.id, args);
  }

  @FieldResolver(() => CommitmentConnection, {
    nullable: true,
    description: 'What was committed from it, the latest first.',
  })
  commitments(
    @Root() budget: BudgetRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: FinanceContext,
  ): Promise<Page<CommitmentRow>> {
    return findCommitments(ctx.loaders.commitmentsByBudgetId, budget.id, args);
  }
}

/** How a reference becomes a budget: under the same row-level security. */
export function resolveBudget(
  reference: Readonly<Record<string, unknown>>,
  ctx: FinanceContext,
): Promise<BudgetRow | null> {
  return ctx.loaders.budgetsById.load(requireId(reference));
}
