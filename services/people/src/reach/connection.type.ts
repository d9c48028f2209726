import { connectionTypes } from '@connected-lives/kit/page';
import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum Connection {
  SELF = 'SELF',
  FAMILY_OR_FRIEND = 'FAMILY_OR_FRIEND',
}
registerEnumType(Connection, {
  name: 'PersonalConnection',
  description: 'What a member of staff is to a person outside work.',
  valuesConfig: { SELF: { description: 'They are the person themself.' } },
});

/** What the graph shows of a closure to one member of staff. */
export interface ConnectionRow {
  readonly id: string;
  readonly practitionerId: string;
  readonly connection: Connection;
  readonly personId: string | null;
  readonly reason: string | null;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
}

@ObjectType('ConnectionDeclaration', {
  simpleResolvers: true,
  description:
    'It was said that a member of staff knows a person from outside work. While it stands, the record is closed to them.',
})
export class ConnectionDeclarationType implements Omit<ConnectionRow, 'practitionerId'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Connection)
  readonly connection!: Connection;

  @Field(() => ID, {
    nullable: true,
    description:
      'Whose record it is. Null to the member of staff themself: somebody else may have said it, and that a relative is known to adult care is the relative’s to tell.',
  })
  readonly personId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How they know each other, in the words of the one who said it. For managers who reach the person; null for the privacy officer and for the member of staff themself.',
  })
  readonly reason!: string | null;

  @Field(() => GraphQLISODateTime)
  readonly fromAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Null while it stands.' })
  readonly untilAt!: Date | null;
}

export const { Connection: ConnectionDeclarationConnection } = connectionTypes(
  'ConnectionDeclaration',
  () => ConnectionDeclarationType,
);
