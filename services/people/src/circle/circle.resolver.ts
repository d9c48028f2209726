import { loadIfNamed } from '@connected-lives/kit/loader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { FormerArg } from '../people/former-arg.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { addToCircle, AddToCircleInput } from './add-to-circle.ts';
import { changeRelationship, ChangeRelationshipInput } from './change-relationship.ts';
import { endRelationship, EndRelationshipInput } from './end-relationship.ts';
import { nameEmergencyContact, NameEmergencyContactInput } from './name-emergency-contact.ts';
import type { RelationshipRow } from './relationship.loaders.ts';
import { RelationshipType } from './relationship.type.ts';
import { isShownByName, isShownToRing, livingWithAsShown } from './shown-of-known-person.ts';

@Resolver(() => RelationshipType)
export class RelationshipResolver {
  @Mutation(() => RelationshipType, {
    description:
      'Adds somebody to the people around a person: another person the council knows and you reach, or a contact. Refused with NOBODY_NAMED, THEMSELF, AUTHORITY_DOES_NOT_FIT, NOT_A_CHILD, MORE_THAN_NEEDED, or NO_WAY_TO_REACH_THEM.',
  })
  addToCircle(
    @Arg('input', () => AddToCircleInput) input: AddToCircleInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<RelationshipRow> {
    return addToCircle(ctx, input);
  }

  @Mutation(() => RelationshipType, {
    description:
      'Changes what is known of somebody in a circle. Refused with RELATIONSHIP_ENDED, NOBODY_NAMED, AUTHORITY_DOES_NOT_FIT, MORE_THAN_NEEDED, or NO_WAY_TO_REACH_THEM.',
  })
  changeRelationship(
    @Arg('input', () => ChangeRelationshipInput) input: ChangeRelationshipInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<RelationshipRow> {
    return changeRelationship(ctx, input);
  }

  @Mutation(() => RelationshipType, {
    description:
      'Ends a relationship and keeps it. A representative’s access ends with it, at once. Refused with RELATIONSHIP_ENDED the second time, or ENDS_BEFORE_IT_BEGINS.',
  })
  endRelationship(
    @Arg('input', () => EndRelationshipInput) input: EndRelationshipInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<RelationshipRow> {
    return endRelationship(ctx, input);
  }

  @Mutation(() => RelationshipType, {
    description:
      'Names somebody to ring when something happens: a contact, or a person whom you reach too. Refused with CHILD_IS_NO_CONTACT, RELATIONSHIP_ENDED, NO_WAY_TO_REACH_THEM without a phone number or an e-mail address, and ADDRESS_KEPT_APART when others are named for the addresses of the person.',
  })
  nameEmergencyContact(
    @Arg('input', () => NameEmergencyContactInput) input: NameEmergencyContactInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<RelationshipRow> {
    return nameEmergencyContact(ctx, input);
  }

  @FieldResolver()
  async name(@Root() relationship: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return (await isShownByName(ctx, relationship)) ? relationship.name : null;
  }

  @FieldResolver()
  async organisation(@Root() relationship: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return (await isShownByName(ctx, relationship)) ? relationship.organisation : null;
  }

  @FieldResolver()
  async phone(@Root() relationship: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return (await isShownToRing(ctx, relationship)) ? relationship.phone : null;
  }

  @FieldResolver()
  async email(@Root() relationship: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return (await isShownToRing(ctx, relationship)) ? relationship.email : null;
  }

  @FieldResolver()
  livesWith(@Root() relationship: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return livingWithAsShown(ctx, relationship);
  }

  @FieldResolver()
  async authorityReference(@Root() relationship: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return (await isShownByName(ctx, relationship)) ? relationship.authorityReference : null;
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose circle it is.' })
  person(@Root() relationship: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(relationship.personId);
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Who it is. Null for a contact, and for a person who is not in your reach.',
  })
  otherPerson(@Root() { otherPersonId }: RelationshipRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.peopleById, otherPersonId);
  }
}

@Resolver(() => PersonType)
export class CircleOfPersonResolver {
  @FieldResolver(() => [RelationshipType], {
    description: 'Who is there for the person, those to ring first. Fifty at most.',
  })
  circle(
    @FormerArg('With those who were in it before.')
    former: boolean,
    @Root() person: PersonRow,
    @Ctx() ctx: PeopleContext,
  ): Promise<readonly RelationshipRow[]> {
    return ctx.loaders.circleByPersonId({ former }).load(person.id);
  }

  @FieldResolver(() => [RelationshipType], {
    description: 'In whose circles the person is, of the people you reach. Fifty at most.',
  })
  inCirclesOf(
    @Root() person: PersonRow,
    @Ctx() ctx: PeopleContext,
  ): Promise<readonly RelationshipRow[]> {
    return ctx.loaders.circlesByOtherPersonId.load(person.id);
  }
}
