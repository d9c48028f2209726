import { loadIfNamed } from '@connected-lives/kit/loader';
import { requireId } from '@connected-lives/kit/require-id';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { TeamType } from '../teams/team.type.ts';
import { CaseloadType } from './caseload.type.ts';
import type { Practitioner } from './practitioner.entity.ts';
import type { PractitionerRow } from './practitioner.loaders.ts';
import { PractitionerRegistrationType, PractitionerType } from './practitioner.type.ts';

@Resolver(() => PractitionerType)
export class PractitionerResolver {
  @Query(() => PractitionerType, {
    nullable: true,
    description: 'One practitioner. Null when there is none.',
  })
  practitioner(@Arg('id', () => ID) id: string, @Ctx() ctx: PeopleContext) {
    return resolvePractitioner({ id }, ctx);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team they belong to.' })
  team(@Root() practitioner: Pick<Practitioner, 'teamId'>, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.teamsById.load(practitioner.teamId);
  }

  @FieldResolver(() => PractitionerRegistrationType, {
    nullable: true,
    description: 'Null for those who need none, and while it was not written down.',
  })
  registration(@Root() practitioner: PractitionerRow): PractitionerRegistrationType | null {
    return registrationOf(practitioner);
  }

  @FieldResolver(() => PractitionerType, {
    nullable: true,
    description: 'Who supports them. Null when nobody was named.',
  })
  lineManager(@Root() { lineManagerId }: PractitionerRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.practitionersById, lineManagerId);
  }

  @Directive('@tag(name: "own")')
  @FieldResolver(() => CaseloadType, {
    nullable: true,
    description:
      'Their caseload, to see that it can be carried. For themself, the managers of their team and managers above; null for everybody else.',
  })
  caseload(@Root() { id }: PractitionerRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.caseloadsByPractitionerId.load(id);
  }

  @Directive('@tag(name: "own")')
  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'Their own record, when they are known to adult care themself. For themself, and for the manager who said so; null for everybody else.',
  })
  async ownRecordId(@Root() { id }: PractitionerRow, @Ctx() ctx: PeopleContext) {
    return (await ctx.loaders.ownRecordsByPractitionerId.load(id))?.personId ?? null;
  }
}

function registrationOf({
  registrationBody: body,
  registrationNumber: number,
  registrationDueOn: dueOn,
}: PractitionerRow): PractitionerRegistrationType | null {
  return body === null ? null : { body, number, dueOn };
}

/** How a reference from another service becomes a practitioner. */
export function resolvePractitioner(
  reference: Readonly<Record<string, unknown>>,
  ctx: PeopleContext,
) {
  return ctx.loaders.practitionersById.load(requireId(reference));
}
