import { loadIfNamed } from '@connected-lives/kit/loader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { isShownByName } from '../circle/shown-of-known-person.ts';
import type { PeopleContext } from '../people.context.ts';
import { FormerArg } from '../people/former-arg.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import type { CarerRow, CaringRoleRow } from './caring-role.loaders.ts';
import { CarerType, CaringRoleType } from './caring-role.type.ts';
import { endCaringRole, EndCaringRoleInput } from './end-caring-role.ts';
import { recordCaringRole, RecordCaringRoleInput } from './record-caring-role.ts';

@Resolver(() => CaringRoleType)
export class CaringRoleResolver {
  @Mutation(() => CaringRoleType, {
    description:
      'Records what caring for somebody means to the carer, in the carer’s own record. What was recorded before of the same care is kept. Refused with NOBODY_NAMED, or THEMSELF.',
  })
  recordCaringRole(
    @Arg('input', () => RecordCaringRoleInput) input: RecordCaringRoleInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<CaringRoleRow> {
    return recordCaringRole(ctx, input);
  }

  @Mutation(() => CaringRoleType, {
    description: 'The carer no longer cares for them. Refused with CARING_ROLE_ENDED.',
  })
  endCaringRole(
    @Arg('input', () => EndCaringRoleInput) input: EndCaringRoleInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<CaringRoleRow> {
    return endCaringRole(ctx, input);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Who cares.' })
  carer(@Root() role: CaringRoleRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(role.personId);
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Whom they care for. Null when not in your reach, or not known to the council.',
  })
  caredFor(@Root() { caredForId }: CaringRoleRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.peopleById, caredForId);
  }
}

@Resolver(() => CarerType)
export class CarerResolver {
  @FieldResolver()
  async name(@Root() carer: CarerRow, @Ctx() ctx: PeopleContext) {
    return (await isShownByName(ctx, carer)) ? carer.name : null;
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'The carer’s own record. Null when not in your reach, or there is none.',
  })
  person(@Root() { otherPersonId }: CarerRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.peopleById, otherPersonId);
  }
}

@Resolver(() => PersonType)
export class CarersOfPersonResolver {
  @FieldResolver(() => [CaringRoleType], {
    description: 'Whom the person cares for, as a carer in their own right. Twenty at most.',
  })
  caresFor(
    @FormerArg('With what ended or was recorded anew since.')
    former: boolean,
    @Root() person: PersonRow,
    @Ctx() ctx: PeopleContext,
  ): Promise<readonly CaringRoleRow[]> {
    return ctx.loaders.caringRolesByPersonId({ former }).load(person.id);
  }

  @FieldResolver(() => [CarerType], {
    description:
      'Who cares for the person: that somebody does, and who. What it means to the carer stands in the carer’s own record.',
  })
  caredForBy(@Root() person: PersonRow, @Ctx() ctx: PeopleContext): Promise<readonly CarerRow[]> {
    return ctx.loaders.carersByPersonId.load(person.id);
  }
}
