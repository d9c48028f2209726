import { loadPage } from '@connected-lives/kit/instant-page';
import { type Page, PageArgs } from '@connected-lives/kit/page';
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
import type { PeopleContext } from '../people.context.ts';
import { type PersonRecorded, PersonRecordedType } from '../people/person-recorded.type.ts';
import { PersonConnection, PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import type { PractitionerRow } from '../practitioners/practitioner.loaders.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { TeamType } from '../teams/team.type.ts';
import { allocateWorker, AllocateWorkerInput } from './allocate-worker.ts';
import type { AllocationRow, PersonMoveRow } from './allocation.loaders.ts';
import { AllocationConnection, AllocationType, PersonMoveType } from './allocation.type.ts';
import { endAllocation, EndAllocationInput } from './end-allocation.ts';
import { findPeopleWithoutWorker } from './find-people-without-worker.ts';
import { movePersonToTeam, MovePersonToTeamInput } from './move-person-to-team.ts';
import { weighAllocation, WeighAllocationInput } from './weigh-allocation.ts';

@Resolver(() => AllocationType)
export class AllocationResolver {
  @Mutation(() => AllocationType, {
    description:
      'A practitioner works with a person from now on. One of another team reaches the person by it. Refused with ALREADY_ALLOCATED, or PRACTITIONER_LEAVES.',
  })
  allocateWorker(
    @Arg('input', () => AllocateWorkerInput) input: AllocateWorkerInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<AllocationRow> {
    return allocateWorker(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'They no longer work together. To a worker of another team who ends their own work `person` is null from then on. Refused with ALLOCATION_ENDED the second time, unless it is sent with the same key.',
  })
  endAllocation(
    @Arg('input', () => EndAllocationInput) input: EndAllocationInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return endAllocation(ctx, input);
  }

  @Mutation(() => AllocationType, {
    description:
      'The work asks more, or less, of the practitioner than it did. Refused with ALLOCATION_ENDED.',
  })
  weighAllocation(
    @Arg('input', () => WeighAllocationInput) input: WeighAllocationInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<AllocationRow> {
    return weighAllocation(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Hands a person to another team, with everything about them. Whoever is neither in that team nor works on with the person does not reach them any more, and `person` is null. Refused with ALREADY_WITH_TEAM, or TEAM_CLOSED.',
  })
  movePersonToTeam(
    @Arg('input', () => MovePersonToTeamInput) input: MovePersonToTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return movePersonToTeam(ctx, input);
  }

  @Query(() => PersonConnection, {
    description: 'The people of a team with whom nobody works now, by family name.',
  })
  peopleWithoutWorker(
    @Arg('teamId', () => ID) teamId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<PersonRow>> {
    return findPeopleWithoutWorker(ctx, teamId, args);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  person(@Root() allocation: AllocationRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(allocation.personId);
  }

  @FieldResolver(() => PractitionerType, { nullable: true })
  practitioner(@Root() allocation: AllocationRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.practitionersById.load(allocation.practitionerId);
  }
}

@Resolver(() => PersonMoveType)
export class PersonMoveResolver {
  @FieldResolver(() => TeamType, { nullable: true })
  fromTeam(@Root() move: PersonMoveRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.teamsById.load(move.fromTeamId);
  }

  @FieldResolver(() => TeamType, { nullable: true })
  toTeam(@Root() move: PersonMoveRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.teamsById.load(move.toTeamId);
  }

  @FieldResolver(() => PractitionerType, { nullable: true, description: 'Who handed them over.' })
  movedBy(@Root() move: PersonMoveRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.practitionersById.load(move.movedBy);
  }
}

@Resolver(() => PersonType)
export class WorkersOfPersonResolver {
  @FieldResolver(() => PractitionerType, {
    nullable: true,
    description: 'Who works with the person and has longest. Null while nobody does.',
  })
  async worker(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    const [first] = await ctx.loaders.allocationsByPersonId.load(person.id);
    return first === undefined ? null : ctx.loaders.practitionersById.load(first.practitionerId);
  }

  @FieldResolver(() => [AllocationType], {
    description: 'Everybody who works with the person now; whoever has longest comes first.',
  })
  workers(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.allocationsByPersonId.load(person.id);
  }

  @FieldResolver(() => [PersonMoveType], {
    description: 'From which team to which the person went, the latest first. Fifty at most.',
  })
  teamMoves(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.movesByPersonId.load(person.id);
  }
}

@Resolver(() => PractitionerType)
export class PeopleOfPractitionerResolver {
  @Directive('@tag(name: "own")')
  @FieldResolver(() => AllocationConnection, {
    nullable: true,
    description: 'With whom they work now, as far as those people are in your reach.',
  })
  allocations(
    @Root() { id }: PractitionerRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<AllocationRow>> {
    return loadPage(ctx.loaders.allocationsByPractitionerId, id, args, ({ fromAt }) => fromAt);
  }
}
