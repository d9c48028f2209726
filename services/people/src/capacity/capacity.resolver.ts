import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { FormerArg } from '../people/former-arg.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import type { CapacityRow } from './capacity-decision.loaders.ts';
import { CapacityDecisionType } from './capacity-decision.type.ts';
import { recordCapacityDecision, RecordCapacityDecisionInput } from './record-capacity-decision.ts';

@Resolver(() => PersonType)
export class CapacityOfPersonResolver {
  @Mutation(() => CapacityDecisionType, {
    description:
      'Records whether a person could make one decision. Refused with NOT_ONE_MATTER, CONCLUSION_DOES_NOT_FOLLOW, THEIRS_TO_DECIDE, or REVIEW_BEFORE_ASSESSMENT.',
  })
  recordCapacityDecision(
    @Arg('input', () => RecordCapacityDecisionInput) input: RecordCapacityDecisionInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<CapacityRow> {
    return recordCapacityDecision(ctx, input);
  }

  @FieldResolver(() => [CapacityDecisionType], {
    description:
      'Matters for which capacity was assessed, the latest first, fifty at most. For every other matter it is presumed.',
  })
  capacityDecisions(
    @FormerArg('With earlier decisions about the same matters.')
    former: boolean,
    @Root() person: PersonRow,
    @Ctx() ctx: PeopleContext,
  ): Promise<readonly CapacityRow[]> {
    return ctx.loaders.capacityByPersonId({ former }).load(person.id);
  }
}
