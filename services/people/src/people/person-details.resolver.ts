import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { CODE_LISTS, StatutoryCodeListType } from './codes/code-list.type.ts';
import { UpdatePersonDetailsInput } from './person-change.input.ts';
import { PersonDetailsType, StatutoryCodesType } from './person-details.type.ts';
import { type PersonRecorded, PersonRecordedType } from './person-recorded.type.ts';
import { PersonType } from './person.type.ts';
import { recordStatutoryCodes, RecordStatutoryCodesInput } from './record-statutory-codes.ts';
import { registerPerson, RegisterPersonInput } from './register-person.ts';
import type { PersonRow } from './select-person.ts';
import { updatePersonDetails } from './update-person-details.ts';

@Resolver(() => PersonType)
export class PersonDetailsResolver {
  @Query(() => [StatutoryCodeListType], {
    description: 'The codes that the fields of the Client Level Data return can have.',
  })
  statutoryCodeLists(): readonly StatutoryCodeListType[] {
    return CODE_LISTS;
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Registers somebody the council did not know, with one of your teams. A name and a district are enough. Refused with NHS_NUMBER_TAKEN when another record has the number.',
  })
  registerPerson(
    @Arg('input', () => RegisterPersonInput) input: RegisterPersonInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return registerPerson(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Writes down what is known of a person. A field that is left out stays as it is; null means that it is known to be none. For the staff who reach the person. Refused with NHS_NUMBER_TAKEN when another record has the number.',
  })
  updatePersonDetails(
    @Arg('input', () => UpdatePersonDetailsInput) input: UpdatePersonDetailsInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return updatePersonDetails(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Writes down what the Client Level Data return asks of a person, as late as you like. Refused with UNKNOWN_CODE when a list that was checked has no such code.',
  })
  recordStatutoryCodes(
    @Arg('input', () => RecordStatutoryCodesInput) input: RecordStatutoryCodesInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return recordStatutoryCodes(ctx, input);
  }

  @FieldResolver(() => PersonDetailsType, {
    nullable: true,
    description: 'Null when nothing of it is written down, or it is not in your reach.',
  })
  details(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.detailsByPersonId.load(person.id);
  }

  @FieldResolver(() => StatutoryCodesType, {
    nullable: true,
    description: 'Null when none is written down, or they are not in your reach.',
  })
  statutoryCodes(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.detailsByPersonId.load(person.id);
  }
}

@Resolver(() => PersonRecordedType)
export class PersonRecordedResolver {
  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Null when the person is not in your reach any more.',
  })
  person(@Root() { personId }: PersonRecorded, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(personId);
  }
}
