import { loadIfNamed } from '@connected-lives/kit/loader';
import { PageArgs } from '@connected-lives/kit/page';
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
import type { PeopleContext } from '../people.context.ts';
import { TeamCaseloadType } from '../practitioners/caseload.type.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { changeTeam, ChangeTeamInput } from './change-team.ts';
import { closeTeam, CloseTeamInput } from './close-team.ts';
import { findTeams } from './find-teams.ts';
import { openTeam, OpenTeamInput } from './open-team.ts';
import type { Team } from './team.entity.ts';
import { TeamConnection, TeamType } from './team.type.ts';

@Resolver(() => TeamType)
export class TeamResolver {
  @Query(() => TeamType, { nullable: true, description: 'One team. Null when there is none.' })
  team(@Arg('id', () => ID) id: string, @Ctx() ctx: PeopleContext) {
    return resolveTeam({ id }, ctx);
  }

  @Query(() => TeamConnection, {
    description: 'Every team of the council that was not closed, by name.',
  })
  teams(@Args(() => PageArgs) args: PageArgs, @Ctx() ctx: PeopleContext) {
    return findTeams(ctx, args);
  }

  @Mutation(() => TeamType, {
    description:
      'A new team, with nobody in it yet. For practice development, and for managers who are the director or the principal social worker. Refused with TEAM_NAME_TAKEN, or PRACTITIONER_LEAVES when the manager is about to.',
  })
  openTeam(
    @Arg('input', () => OpenTeamInput) input: OpenTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<Team> {
    return openTeam(ctx, input);
  }

  @Mutation(() => TeamType, {
    description:
      'Says what a team is called, what and where it is there for, and who manages it. A field that is left out stays as it is. Refused with TEAM_NAME_TAKEN, TEAM_CLOSED, and TEAM_KIND_IN_USE while people of other teams are open to it for what its kind is there for.',
  })
  changeTeam(
    @Arg('input', () => ChangeTeamInput) input: ChangeTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<Team> {
    return changeTeam(ctx, input);
  }

  @Mutation(() => TeamType, {
    description:
      'The team is no more. Refused with TEAM_NOT_EMPTY, and the numbers, while people or practitioners are with it, people are open to it or vacancies are open in it; with TEAM_CLOSED the second time.',
  })
  closeTeam(
    @Arg('input', () => CloseTeamInput) input: CloseTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<Team> {
    return closeTeam(ctx, input);
  }

  @FieldResolver(() => [PractitionerType], { description: 'Who belongs to the team, by name.' })
  practitioners(@Root() team: TeamType, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.practitionersByTeamId.load(team.id);
  }

  @FieldResolver(() => PractitionerType, {
    nullable: true,
    description: 'Who manages the team. Null when nobody was named.',
  })
  manager(@Root() { managerId }: Team, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.practitionersById, managerId);
  }

  @Directive('@tag(name: "own")')
  @FieldResolver(() => TeamCaseloadType, {
    nullable: true,
    description: 'For the managers of the team and managers above; null for everybody else.',
  })
  caseload(@Root() team: Team, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.caseloadsByTeamId.load(team.id);
  }
}

/** How a reference from another service becomes a team. */
export function resolveTeam(reference: Readonly<Record<string, unknown>>, ctx: PeopleContext) {
  return ctx.loaders.teamsById.load(requireId(reference));
}
