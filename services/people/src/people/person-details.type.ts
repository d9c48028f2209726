import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { StatutoryCode } from './codes/release-2.codes.ts';
import { Interpreter } from './interpreter.ts';
import type { PersonDetailsRow } from './person-details.loaders.ts';

const code = { nullable: true };

@ObjectType('StatutoryCodes', {
  simpleResolvers: true,
  description:
    'What the Client Level Data return says of a person, word for word as it has it. Null for what nobody has written down: nothing waits for it. `statutoryCodeLists` has the words to choose from.',
})
export class StatutoryCodesType implements Pick<PersonDetailsRow, StatutoryCode> {
  @Field(() => String, code)
  readonly ethnicity!: string | null;

  @Field(() => String, code)
  readonly gender!: string | null;

  @Field(() => String, { ...code, description: 'Why the person is supported, in the main.' })
  readonly primarySupportReason!: string | null;

  @Field(() => String, code)
  readonly accommodationStatus!: string | null;

  @Field(() => String, code)
  readonly employmentStatus!: string | null;

  @Field(() => String, code)
  readonly visualImpairment!: string | null;

  @Field(() => String, code)
  readonly hearingImpairment!: string | null;

  @Field(() => String, code)
  readonly dementia!: string | null;

  @Field(() => String, code)
  readonly autism!: string | null;

  @Field(() => String, { ...code, description: 'Whether somebody cares for them unpaid.' })
  readonly hasUnpaidCarer!: string | null;
}

@ObjectType('PersonDetails', {
  simpleResolvers: true,
  description: 'What is known of a person besides who they are.',
})
export class PersonDetailsType implements Pick<
  PersonDetailsRow,
  | 'pronouns'
  | 'dateOfDeath'
  | 'gpPracticeCode'
  | 'firstLanguage'
  | 'interpreter'
  | 'informationFormats'
  | 'contactMethods'
  | 'communicationSupport'
  | 'communicationProfessionals'
  | 'changedAt'
> {
  @Field(() => String, { nullable: true, description: 'As the person says them: she/her.' })
  readonly pronouns!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'When the person died.' })
  readonly dateOfDeath!: string | null;

  @Field(() => String, { nullable: true, description: 'A letter and five digits.' })
  readonly gpPracticeCode!: string | null;

  @Field(() => String, { nullable: true, description: 'The language the person thinks in.' })
  readonly firstLanguage!: string | null;

  @Field(() => Interpreter, { nullable: true, description: 'Null when nobody has asked yet.' })
  readonly interpreter!: Interpreter | null;

  @Field(() => [String], {
    description: 'How written information has to be (Accessible Information Standard).',
  })
  readonly informationFormats!: string[];

  @Field(() => [String], {
    description: 'How to get in touch with the person (Accessible Information Standard).',
  })
  readonly contactMethods!: string[];

  @Field(() => [String], {
    description: 'What helps at a meeting (Accessible Information Standard).',
  })
  readonly communicationSupport!: string[];

  @Field(() => [String], {
    description: 'Which professionals have to be there (Accessible Information Standard).',
  })
  readonly communicationProfessionals!: string[];

  @Field(() => Date, { description: 'When any of this, or a statutory code, last changed.' })
  readonly changedAt!: Date;
}
