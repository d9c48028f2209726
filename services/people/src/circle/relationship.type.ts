import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Authority, RelationshipKind } from './relationship-kind.ts';
import type { RelationshipRow } from './relationship.loaders.ts';

@ObjectType('Relationship', {
  simpleResolvers: true,
  description: 'Somebody who is there for a person, known to the council or not.',
})
export class RelationshipType implements Omit<
  RelationshipRow,
  'personId' | 'otherPersonId' | 'livesWith'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => RelationshipKind, { description: 'What they are to the person.' })
  readonly kind!: RelationshipKind;

  @Field(() => String, {
    nullable: true,
    description: 'The same in the person’s words: daughter, old friend.',
  })
  readonly asWhat!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What they are called here. Null for a person the council knows whose own record is not in your reach, or who is called nothing here: then the name stands in that record.',
  })
  readonly name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whom they work for. Null where the name is withheld.',
  })
  readonly organisation!: string | null;

  @Directive('@tag(name: "own")')
  @Field(() => String, {
    nullable: true,
    description:
      'Where the name is withheld, or a protected address is not for you to know, null for all but those to ring in an emergency.',
  })
  readonly phone!: string | null;

  @Directive('@tag(name: "own")')
  @Field(() => String, { nullable: true, description: 'Withheld where the phone number is.' })
  readonly email!: string | null;

  @Field(() => Boolean, { description: 'Whom to ring when something happens.' })
  readonly isEmergencyContact!: boolean;

  @Directive('@tag(name: "own")')
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Null where the name is withheld. False also where the address of one of the two is protected and not for you to know.',
  })
  readonly livesWith!: boolean | null;

  @Field(() => Authority, {
    nullable: true,
    description: 'What an attorney or a deputy may decide. Null for everybody else.',
  })
  readonly authority!: Authority | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The registration or case number of the authority. Withheld where the name is: a register says whose it is.',
  })
  readonly authorityReference!: string | null;

  @Field(() => Boolean, {
    description: 'Whether somebody of the council has seen the registered power or the order.',
  })
  readonly authoritySeen!: boolean;

  @Field(() => Int, { nullable: true, description: 'For a child. Null for everybody else.' })
  readonly bornInYear!: number | null;

  @Field(() => String, { nullable: true, description: 'A child’s school, where it matters.' })
  readonly school!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Null when nobody knows.' })
  readonly fromOn!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Null while it goes on.' })
  readonly untilOn!: string | null;
}
