import { loadIfNamed } from '@connected-lives/kit/loader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CommitmentType } from '../commitments/commitment.type.ts';
import type { CommitmentRow } from '../commitments/select-commitment.ts';
import type { FinanceContext } from '../finance.context.ts';
import type { EntryRow } from './entry.loaders.ts';
import { LedgerEntryType } from './ledger-entry.type.ts';

@Resolver(() => LedgerEntryType)
export class LedgerEntryResolver {
  @FieldResolver(() => CommitmentType, {
    nullable: true,
    description: 'What the money was for. Null for an allocation, or when out of your reach.',
  })
  commitment(
    @Root() entry: EntryRow,
    @Ctx() ctx: FinanceContext,
  ): Promise<CommitmentRow | null> | null {
    return loadIfNamed(ctx.loaders.commitmentsById, entry.commitmentId);
  }
}
