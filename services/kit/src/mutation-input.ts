import { IsString, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** What the input of every mutation extends. */
@InputType()
export class MutationInput {
  @Field(() => ID, {
    description:
      'A text of your own that is new for every decision, such as a UUID. Sending the same call with the same key again does nothing twice and answers as the first time.',
  })
  @IsString()
  @Length(8, 200)
  readonly idempotencyKey!: string;
}
