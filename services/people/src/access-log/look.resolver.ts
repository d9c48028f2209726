import { type Page, PageArgs } from '@connected-lives/kit/page';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { PersonType } from '../people/person.type.ts';
import { TeamType } from '../teams/team.type.ts';
import { findLooks, type SeenLook } from './find-looks.ts';
import { operationInWords, partInWords, roleInWords, reasonInWords } from './look-words.ts';
import { LookConnection, LookRight, LookType } from './look.type.ts';

@Resolver(() => LookType)
export class LookResolver {
  @Query(() => LookConnection, {
    description:
      'Who looked at a person’s record, in all services, the latest first. For the person, for those who may act for them and for the privacy officer, whose reading of it is a look itself. Empty for everybody else.',
  })
  accessLog(
    @Arg('personId', () => ID) personId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<SeenLook>> {
    return findLooks(ctx, personId, args);
  }

  @FieldResolver(() => String, { description: 'What they are to the council, in plain words.' })
  role(@Root() look: SeenLook): string {
    return roleInWords(look.actorRole, look.relationship);
  }

  @FieldResolver(() => LookRight, {
    nullable: true,
    description: 'Null when nothing on the record says by what right.',
  })
  right(@Root() look: SeenLook): SeenLook['relationship'] {
    return look.relationship;
  }

  @FieldResolver(() => [TeamType], { description: 'The teams they worked in then.' })
  async teams(@Root() look: SeenLook, @Ctx() ctx: PeopleContext) {
    const teams = await ctx.loaders.teamsById.loadMany(look.teamIds);
    return teams.filter((team) => team !== null);
  }

  @FieldResolver(() => String, { description: 'What for and by what right, in plain words.' })
  reason(@Root() look: SeenLook): string {
    return reasonInWords(look.purpose, look.relationship);
  }

  @FieldResolver(() => String, { description: 'What they did, in plain words.' })
  what(@Root() look: SeenLook): string {
    return operationInWords(look.operation);
  }

  @FieldResolver(() => [String], { description: 'Which parts of the record they met.' })
  parts(@Root() look: SeenLook): string[] {
    return look.services.map(partInWords);
  }
}

@Resolver(() => PersonType)
export class LooksOfPersonResolver {
  @FieldResolver(() => LookConnection, {
    description:
      'Who looked at this record, the latest first. Empty for everybody but the person and those who may act for them.',
  })
  accessLog(
    @Root() person: PersonType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<SeenLook>> {
    return findLooks(ctx, person.id, args);
  }
}
