import { PageArgs } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { findTeams } from './find-teams.ts';
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
}

/** How a reference from another service becomes a team. */
export function resolveTeam(reference: Readonly<Record<string, unknown>>, ctx: PeopleContext) {
  return ctx.loaders.teamsById.load(requireId(reference));
}
