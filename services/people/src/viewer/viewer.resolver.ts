import type { Actor } from '@connected-lives/kit/actor';
import { loadIfNamed } from '@connected-lives/kit/loader';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { PersonType } from '../people/person.type.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { TeamType } from '../teams/team.type.ts';
import { ViewerType } from './viewer.type.ts';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Directive('@tag(name: "own")')
  @Query(() => ViewerType, { description: 'Who you are signed in as.' })
  me(@Ctx() ctx: PeopleContext): Actor {
    return ctx.actor;
  }

  @FieldResolver(() => PractitionerType, {
    nullable: true,
    description: 'You as a practitioner. Null when you are not one.',
  })
  practitioner(@Root() viewer: Actor, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.practitionersById, viewer.practitionerId);
  }

  @FieldResolver(() => [TeamType], { description: 'The teams whose people you work with.' })
  async teams(@Root() viewer: Actor, @Ctx() ctx: PeopleContext) {
    const teams = await ctx.loaders.teamsById.loadMany(viewer.teamIds);
    return teams.filter((team) => team !== null);
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Your own record. Null when you are signed in as staff.',
  })
  record(@Root() viewer: Actor, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.peopleById, viewer.personId);
  }
}
