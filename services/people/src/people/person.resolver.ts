import type { Page } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { findPeople, FindPeopleArgs } from '../finding/find-people.ts';
import type { PeopleContext } from '../people.context.ts';
import { TeamType } from '../teams/team.type.ts';
import { PersonConnection, PersonType } from './person.type.ts';
import type { PersonRow } from './select-person.ts';

@Resolver(() => PersonType)
export class PersonResolver {
  @Query(() => PersonType, {
    nullable: true,
    description:
      'One person. Null when there is no such person or they are not in your reach. The id of a record that was merged into another gives that one.',
  })
  person(@Arg('id', () => ID) id: string, @Ctx() ctx: PeopleContext): Promise<PersonRow | null> {
    return resolvePerson({ id }, ctx);
  }

  @Query(() => PersonConnection, {
    description: 'The people in your reach, the best matches first and by family name.',
  })
  findPeople(
    @Args(() => FindPeopleArgs) args: FindPeopleArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<PersonRow>> {
    return findPeople(ctx, args);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team the person is with.' })
  team(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.teamsById.load(person.teamId);
  }
}

/** How a reference from another service becomes a person: under the same row-level security. */
export function resolvePerson(
  reference: Readonly<Record<string, unknown>>,
  ctx: PeopleContext,
): Promise<PersonRow | null> {
  return ctx.loaders.peopleById.load(requireId(reference));
}
