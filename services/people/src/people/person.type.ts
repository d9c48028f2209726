import { District } from '@connected-lives/kit/district';
import { connectionTypes } from '@connected-lives/kit/page';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { PersonRow } from './select-person.ts';

@Directive('@key(fields: "id")')
@ObjectType('Person', {
  simpleResolvers: true,
  description: 'Someone the council knows, as the people who work with them may see them.',
})
export class PersonType implements Pick<
  PersonRow,
  | 'id'
  | 'name'
  | 'givenName'
  | 'familyName'
  | 'preferredName'
  | 'dateOfBirth'
  | 'nhsNumber'
  | 'district'
  | 'communicationNeeds'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'Given name and family name.' })
  readonly name!: string;

  @Field(() => String)
  readonly givenName!: string;

  @Field(() => String)
  readonly familyName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the person likes to be called. Null when that is their given name.',
  })
  readonly preferredName!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Null when nobody knows it.' })
  readonly dateOfBirth!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As letters print it, 3-3-4. Null when not known or not traced yet.',
  })
  readonly nhsNumber!: string | null;

  @Field(() => District, {
    description: 'Where the person lives, as far as it may be told and anybody knows.',
  })
  readonly district!: District;

  @Field(() => [String], {
    description:
      'How to communicate with the person, in the sense of the Accessible Information Standard: easy read, a British Sign Language interpreter, large print.',
  })
  readonly communicationNeeds!: string[];
}

export const { Connection: PersonConnection } = connectionTypes('Person', () => PersonType);
