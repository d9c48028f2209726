import { type Page, PageArgs } from '@connected-lives/kit/page';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CommitmentConnection } from '../commitments/commitment.type.ts';
import { findCommitments } from '../commitments/find-commitments.ts';
import type { CommitmentRow } from '../commitments/select-commitment.ts';
import type { FinanceContext } from '../finance.context.ts';
import { PersonType } from './person.type.ts';

/** What finance adds to a person. */
@Resolver(() => PersonType)
export class PersonResolver {
  @FieldResolver(() => CommitmentConnection, {
    nullable: true,
    description: 'Money set aside for what this person wants to achieve, the latest first.',
  })
  commitments(
    @Root() person: PersonType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: FinanceContext,
  ): Promise<Page<CommitmentRow>> {
    return findCommitments(ctx.loaders.commitmentsByPersonId, person.id, args);
  }
}
