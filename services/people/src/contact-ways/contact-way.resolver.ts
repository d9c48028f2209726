import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { type PersonRecorded, PersonRecordedType } from '../people/person-recorded.type.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { addContactWay, AddContactWayInput } from './add-contact-way.ts';
import { ContactWayType } from './contact-way.type.ts';
import { endContactWay, EndContactWayInput } from './end-contact-way.ts';

@Resolver(() => PersonType)
export class ContactWayResolver {
  @Mutation(() => PersonRecordedType, {
    description:
      'Adds a way to get in touch with a person. Refused with ADDRESS_KEPT_APART when others are named for the addresses of the person.',
  })
  addContactWay(
    @Arg('input', () => AddContactWayInput) input: AddContactWayInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return addContactWay(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description: 'Ends a way to get in touch. Refused with CONTACT_WAY_ENDED when it has ended.',
  })
  endContactWay(
    @Arg('input', () => EndContactWayInput) input: EndContactWayInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return endContactWay(ctx, input);
  }

  @Directive('@tag(name: "own")')
  @FieldResolver(() => [ContactWayType], {
    description:
      'How to get in touch with them now, the preferred way first. None where you may not know the address of somebody whose address is protected.',
  })
  contactWays(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.contactWaysByPersonId.load(person.id);
  }
}
