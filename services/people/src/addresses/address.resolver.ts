import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { type PersonRecorded, PersonRecordedType } from '../people/person-recorded.type.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { type AddressRow, whereTheyLive } from './address.loaders.ts';
import { AddressType } from './address.type.ts';
import { endAddress, EndAddressInput } from './end-address.ts';
import { namedFor } from './named-for.ts';
import { protectAddress, ProtectAddressInput } from './protect-address.ts';
import { recordAddress, RecordAddressInput } from './record-address.ts';
import { unprotectAddress, UnprotectAddressInput } from './unprotect-address.ts';

@Resolver(() => AddressType)
export class AddressResolver {
  @Mutation(() => PersonRecordedType, {
    description:
      'Writes down where a person lives, stays or gets letters. The current address of the same kind ends the day before. Refused with BAD_PERIOD when it ends before it begins or a later one is known, and with ADDRESS_KEPT_APART when others are named for the addresses of the person.',
  })
  recordAddress(
    @Arg('input', () => RecordAddressInput) input: RecordAddressInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return recordAddress(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Ends an address without another one. Refused with NO_SUCH_ADDRESS, and with ADDRESS_KEPT_APART when others are named for the addresses of the person.',
  })
  endAddress(
    @Arg('input', () => EndAddressInput) input: EndAddressInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return endAddress(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Keeps all addresses of a person, past ones too, and how to get in touch with them, for the person and for the practitioners who are named. To everybody else they look like none. Done again by somebody who is named, it says anew who is. Refused with ADDRESS_KEPT_APART when others are.',
  })
  protectAddress(
    @Arg('input', () => ProtectAddressInput) input: ProtectAddressInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return protectAddress(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Protects a person’s addresses no longer. For the practitioners who are named: refused with NOT_PROTECTED to others.',
  })
  unprotectAddress(
    @Arg('input', () => UnprotectAddressInput) input: UnprotectAddressInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return unprotectAddress(ctx, input);
  }

  @FieldResolver(() => [PractitionerType], {
    nullable: true,
    description: 'Who may know it besides the person. Null when it is not protected.',
  })
  knownTo(@Root() address: AddressRow, @Ctx() ctx: PeopleContext) {
    return namedFor(ctx, address);
  }
}

@Resolver(() => PersonType)
export class PersonAddressResolver {
  @Directive('@tag(name: "own")')
  @FieldResolver(() => AddressType, {
    nullable: true,
    description:
      'Where the person is: where they stay for now, else their home. Null when there is none or you may not know it.',
  })
  async address(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return whereTheyLive(await ctx.loaders.addressesByPersonId.load(person.id), ctx.now());
  }

  @Directive('@tag(name: "own")')
  @FieldResolver(() => [AddressType], {
    description: 'All their addresses that you may know, of every kind and past ones too.',
  })
  addresses(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.addressesByPersonId.load(person.id);
  }
}
