import type { Page } from '@connected-lives/kit/page';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { mergePeople, MergePeopleInput } from './merge-people.ts';
import { notTheSame, NotTheSameInput } from './not-the-same.ts';
import { NotTheSameType } from './not-the-same.type.ts';
import type { MergeRow } from './person-merge.loaders.ts';
import { PersonMergeType } from './person-merge.type.ts';
import { PossibleDuplicateConnection, PossibleDuplicateType } from './possible-duplicate.type.ts';
import {
  duplicatesToLookAt,
  DuplicatesToLookAtArgs,
  possibleDuplicates,
} from './possible-duplicates.ts';
import { undoMerge, UndoMergeInput } from './undo-merge.ts';

@Resolver(() => PossibleDuplicateType)
export class PossibleDuplicateResolver {
  @Query(() => [PossibleDuplicateType], {
    description:
      'Records that may be of the same person as this one, those most alike first, twenty at most. Only what is in your reach on both sides; a record out of your reach is hinted at to nobody.',
  })
  possibleDuplicates(
    @Arg('personId', () => ID) personId: string,
    @Ctx() ctx: PeopleContext,
  ): Promise<PossibleDuplicateType[]> {
    return possibleDuplicates(ctx, personId);
  }

  @Query(() => PossibleDuplicateConnection, {
    description:
      'Pairs of records that may be of one person, with one side or both in this team, those most alike first. A record that was changed is compared within seconds. Look at the two and say which it is: `mergePeople` or `notTheSame`.',
  })
  duplicatesToLookAt(
    @Args(() => DuplicatesToLookAtArgs) args: DuplicatesToLookAtArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<PossibleDuplicateType>> {
    return duplicatesToLookAt(ctx, args);
  }

  @Mutation(() => NotTheSameType, {
    description:
      'Remembers that two records that are alike are of two people. Refused with SAME_RECORD when both ids lead to one.',
  })
  notTheSame(
    @Arg('input', () => NotTheSameInput) input: NotTheSameInput,
    @Ctx() ctx: PeopleContext,
  ) {
    return notTheSame(ctx, input);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  person(@Root() { personId }: PossibleDuplicateType, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(personId);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  otherPerson(@Root() { otherId }: PossibleDuplicateType, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(otherId);
  }
}

@Resolver(() => NotTheSameType)
export class NotTheSameResolver {
  @FieldResolver(() => PersonType, { nullable: true })
  person(@Root() { personId }: NotTheSameType, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(personId);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  otherPerson(@Root() { otherPersonId }: NotTheSameType, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(otherPersonId);
  }
}

@Resolver(() => PersonMergeType)
export class PersonMergeResolver {
  @Mutation(() => PersonMergeType, {
    description:
      'Makes one record of two, in every service. Both histories are kept, and it can be undone. Refused with SAME_RECORD when both ids lead to one, and with RECORD_IS_CLOSED while one of them is closed to somebody or has a protected address. Whoever signs in as the person under the merged id reads nothing until the issuer gives them the kept id: tell those who keep the accounts.',
  })
  mergePeople(
    @Arg('input', () => MergePeopleInput) input: MergePeopleInput,
    @Ctx() ctx: PeopleContext,
  ) {
    return mergePeople(ctx, input);
  }

  @Mutation(() => PersonMergeType, {
    description:
      'Makes two records of one again: what the merge moved goes back, and what was written since stays. Refused with MERGE_UNDONE when it is undone already, with MERGED_AGAIN while a later merge builds on it, and with ADDRESS_KEPT_APART when others are named for the addresses of the person.',
  })
  undoMerge(@Arg('input', () => UndoMergeInput) input: UndoMergeInput, @Ctx() ctx: PeopleContext) {
    return undoMerge(ctx, input);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose record it is now.' })
  person(@Root() { personId }: MergeRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(personId);
  }
}

@Resolver(() => PersonType)
export class MergesOfPersonResolver {
  @FieldResolver(() => [PersonMergeType], {
    description: 'Other records that became part of this one, the latest first.',
  })
  merges(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.mergesByPersonId.load(person.id);
  }
}
