import { PageArgs } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { TeamCaseloadType } from '../practitioners/caseload.type.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { findTeams } from './find-teams.ts';
import type { Team } from './team.entity.ts';
import { TeamConnection, TeamType } from './team.type.ts';

@Resolver(() => TeamType)
export class TeamResolver {
  @Query(() => TeamType, { nullable: true, description: 'One team. Null when there is none.' })
  team(@Arg('id', () => ID) id: string, @Ctx() ctx: PeopleContext) {
    return resolveTeam({ id }, ctx);
  }

  @Query(() => TeamConnection, { description: 'Every team of the council, by name.' })
  teams(@Args(() => PageArgs) args: PageArgs, @Ctx() ctx: PeopleContext) {
    return findTeams(ctx, args);
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
    return managerId === null ? null : ctx.loaders.practitionersById.load(managerId);
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
