import { requireId } from '@connected-lives/kit/require-id';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { TeamType } from '../teams/team.type.ts';
import type { Practitioner } from './practitioner.entity.ts';
import { PractitionerType } from './practitioner.type.ts';

@Resolver(() => PractitionerType)
export class PractitionerResolver {
  @FieldResolver(() => TeamType, { nullable: true, description: 'The team they belong to.' })
  team(@Root() practitioner: Pick<Practitioner, 'teamId'>, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.teamsById.load(practitioner.teamId);
  }
}

/** How a reference from another service becomes a practitioner. */
export function resolvePractitioner(
  reference: Readonly<Record<string, unknown>>,
  ctx: PeopleContext,
) {
  return ctx.loaders.practitionersById.load(requireId(reference));
}
