import { loadIfNamed } from '@connected-lives/kit/loader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { RelationshipType } from '../circle/relationship.type.ts';
import type { PeopleContext } from '../people.context.ts';
import { FormerArg } from '../people/former-arg.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { type OpeningRow, OpeningType } from '../reach/opening.type.ts';
import { decideAdvocacy, DecideAdvocacyInput } from './decide-advocacy.ts';
import {
  endRepresentativeAccess,
  EndRepresentativeAccessInput,
} from './end-representative-access.ts';
import {
  giveRepresentativeAccess,
  GiveRepresentativeAccessInput,
} from './give-representative-access.ts';
import type { AdvocacyRow, InvolvementRow } from './rights.loaders.ts';
import { AdvocacyDecisionType, InvolvementWishType } from './rights.type.ts';
import {
  sayHowIWantToBeInvolved,
  SayHowIWantToBeInvolvedInput,
} from './say-how-i-want-to-be-involved.ts';

@Resolver(() => AdvocacyDecisionType)
export class AdvocacyDecisionResolver {
  @Mutation(() => AdvocacyDecisionType, {
    description:
      'Decides for one duty whether the person is entitled to an independent advocate, and names the advocate once there is one. Refused with NOT_APPROPRIATE, NOT_AN_ADVOCATE, or RELATIONSHIP_ENDED.',
  })
  decideAdvocacy(
    @Arg('input', () => DecideAdvocacyInput) input: DecideAdvocacyInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<AdvocacyRow> {
    return decideAdvocacy(ctx, input);
  }

  @FieldResolver(() => RelationshipType, {
    nullable: true,
    description: 'Who of the circle can support them to be involved. Null when there is nobody.',
  })
  appropriateIndividual(
    @Root() { appropriateIndividualId: id }: AdvocacyRow,
    @Ctx() ctx: PeopleContext,
  ) {
    return loadIfNamed(ctx.loaders.relationshipsById, id);
  }

  @FieldResolver(() => RelationshipType, {
    nullable: true,
    description: 'The advocate, once there is one.',
  })
  advocate(@Root() { advocateId: id }: AdvocacyRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.relationshipsById, id);
  }
}

@Resolver(() => PersonType)
export class RightsOfPersonResolver {
  @Mutation(() => InvolvementWishType, {
    description:
      'Keeps how the person wants to be involved: when, where, with whom and how. They may say it themself, signed in.',
  })
  sayHowIWantToBeInvolved(
    @Arg('input', () => SayHowIWantToBeInvolvedInput) input: SayHowIWantToBeInvolvedInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<InvolvementRow> {
    return sayHowIWantToBeInvolved(ctx, input);
  }

  @Mutation(() => OpeningType, {
    description:
      'Lets an attorney, a deputy or an advocate read the record until a day, signed in as themself. Refused with NOT_A_REPRESENTATIVE, AUTHORITY_NOT_SEEN, RELATIONSHIP_ENDED, or NOT_WITHIN_A_YEAR.',
  })
  giveRepresentativeAccess(
    @Arg('input', () => GiveRepresentativeAccessInput) input: GiveRepresentativeAccessInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<OpeningRow> {
    return giveRepresentativeAccess(ctx, input);
  }

  @Mutation(() => RelationshipType, {
    description:
      'Ends a representative’s access at once. They stay in the circle. Refused with NO_ACCESS_TO_END.',
  })
  endRepresentativeAccess(
    @Arg('input', () => EndRepresentativeAccessInput) input: EndRepresentativeAccessInput,
    @Ctx() ctx: PeopleContext,
  ) {
    return endRepresentativeAccess(ctx, input);
  }

  @FieldResolver(() => [AdvocacyDecisionType], {
    description: 'Whether the person is entitled to an advocate, duty by duty. Fifty at most.',
  })
  advocacy(
    @FormerArg('With earlier decisions for the same duties.')
    former: boolean,
    @Root() person: PersonRow,
    @Ctx() ctx: PeopleContext,
  ): Promise<readonly AdvocacyRow[]> {
    return ctx.loaders.advocacyByPersonId({ former }).load(person.id);
  }

  @FieldResolver(() => InvolvementWishType, {
    nullable: true,
    description: 'How the person wants to be involved. Null when nobody has asked them yet.',
  })
  howIWantToBeInvolved(
    @Root() person: PersonRow,
    @Ctx() ctx: PeopleContext,
  ): Promise<InvolvementRow | null> {
    return ctx.loaders.involvementByPersonId.load(person.id);
  }
}
