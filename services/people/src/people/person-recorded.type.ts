import { Field, ObjectType } from 'type-graphql';

@ObjectType('RecordWarning', {
  simpleResolvers: true,
  description: 'Something that was written down although it looks wrong.',
})
export class Warning {
  @Field(() => String, { description: 'The field of the input.' })
  readonly field!: string;

  @Field(() => String)
  readonly message!: string;
}

/** What a use case about a person answers with. Ids only, because the first answer is kept. */
export interface PersonRecorded {
  readonly personId: string;
  readonly warnings: readonly Warning[];
}

@ObjectType('PersonRecorded', {
  simpleResolvers: true,
  description: 'Something of a person was written down.',
})
export class PersonRecordedType implements PersonRecorded {
  readonly personId!: string;

  @Field(() => [Warning], { description: 'What to look at again. Nothing was refused for it.' })
  readonly warnings!: Warning[];
}
