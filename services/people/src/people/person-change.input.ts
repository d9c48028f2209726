import { District } from '@connected-lives/kit/district';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { TextField } from '@connected-lives/kit/text-field';
import { ArrayMaxSize, IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { Interpreter } from './interpreter.ts';

export const NAME_LENGTH_MAX = 100;
const WORDS_LENGTH_MAX = 200;
const NEEDS_MAX = 20;

function NeedsField(description: string): PropertyDecorator {
  return (target, key) => {
    Field(() => [String], { nullable: true, description })(target, key);
    IsOptional()(target, key);
    ArrayMaxSize(NEEDS_MAX)(target, key);
    MaxLength(WORDS_LENGTH_MAX, { each: true })(target, key);
    Matches(/\S/, { each: true, message: `${String(key)} has words in it` })(target, key);
  };
}

@InputType()
export class UpdatePersonDetailsInput extends MutationInput {
  @Field(() => ID, { description: 'A person in your reach.' })
  @IsUUID()
  readonly personId!: string;

  @TextField(NAME_LENGTH_MAX, 'A person has one: null is refused.')
  readonly givenName?: string | null;

  @TextField(NAME_LENGTH_MAX, 'A person has one: null is refused.')
  readonly familyName?: string | null;

  @TextField(NAME_LENGTH_MAX, 'What the person likes to be called.')
  readonly preferredName?: string | null;

  @TextField(NAME_LENGTH_MAX, 'As the person says them: she/her, they/them.')
  readonly pronouns?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true })
  readonly dateOfBirth?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'When the person died.' })
  readonly dateOfDeath?: string | null;

  @TextField(20, 'Ten digits, with or without spaces. Refused when the check digit is wrong.')
  readonly nhsNumber?: string | null;

  @Field(() => District, {
    nullable: true,
    description: 'Where the person lives. NOT_KNOWN, and never null.',
  })
  @IsOptional()
  @IsEnum(District)
  readonly district?: District | null;

  @TextField(20, 'A letter and five digits; anything else is kept with a warning.')
  readonly gpPracticeCode?: string | null;

  @TextField(NAME_LENGTH_MAX, 'The language the person thinks in.')
  readonly firstLanguage?: string | null;

  @Field(() => Interpreter, { nullable: true, description: 'Null when nobody has asked yet.' })
  @IsOptional()
  @IsEnum(Interpreter)
  readonly interpreter?: Interpreter | null;

  @NeedsField('How to communicate with the person, as a list of words.')
  readonly communicationNeeds?: string[] | null;

  @NeedsField('How written information has to be: easy read, large print, Braille.')
  readonly informationFormats?: string[] | null;

  @NeedsField('How to get in touch: by text message, by e-mail, through a relay.')
  readonly contactMethods?: string[] | null;

  @NeedsField('What helps at a meeting: a hearing loop, a communication board, more time.')
  readonly communicationSupport?: string[] | null;

  @NeedsField('Who has to be there: an interpreter, a deafblind manual interpreter.')
  readonly communicationProfessionals?: string[] | null;
}

/** Absent leaves a field as it is; null says that it is known to be none. */
export type PersonChange = Omit<UpdatePersonDetailsInput, 'personId' | 'idempotencyKey'>;
