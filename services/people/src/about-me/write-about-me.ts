import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsEnum,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { recordChanged } from '../people/person.events.ts';
import { requireOwnRecord } from '../rights/whose-to-write.ts';
import { ABOUT_ME_HEADINGS, AboutMeHeading } from './about-me-heading.ts';
import { AboutMe, WORDS_LENGTH_MAX } from './about-me.entity.ts';

@InputType()
export class AboutMeWordsInput {
  @Field(() => AboutMeHeading)
  @IsEnum(AboutMeHeading)
  readonly heading!: AboutMeHeading;

  @TextField(WORDS_LENGTH_MAX, 'In the person’s own words. Null takes away what stood there.')
  readonly words?: string | null;
}

@InputType()
export class WriteAboutMeInput extends MutationInput {
  @Field(() => ID, { description: 'A person in your reach.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => [AboutMeWordsInput], { description: 'The other headings stay as they are.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(ABOUT_ME_HEADINGS.length)
  @ArrayUnique(({ heading }: AboutMeWordsInput) => heading)
  @ValidateNested({ each: true })
  readonly entries!: AboutMeWordsInput[];
}

@InputType()
export class AddMyWordsInput extends MutationInput {
  @Field(() => AboutMeHeading)
  @IsEnum(AboutMeHeading)
  readonly heading!: AboutMeHeading;

  @TextField(WORDS_LENGTH_MAX, 'What you wish people to know. Null takes away what stood there.')
  readonly words?: string | null;
}

/** Writes down what a person says of themself. Whoever writes it supported them to. */
export function writeAboutMe(
  ctx: PeopleContext,
  input: WriteAboutMeInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  const practitionerId = ctx.actor.practitionerId ?? ctx.actor.id;
  const { idempotencyKey, personId, entries } = input;
  return write(ctx, 'writeAboutMe', { idempotencyKey, personId, entries, practitionerId });
}

/** A person writes about themself, in their own record and on their own. */
export function addMyWords(ctx: PeopleContext, input: AddMyWordsInput): Promise<PersonRecorded> {
  const { idempotencyKey, heading, words = null } = input;
  const personId = requireOwnRecord(ctx.actor);
  const entries = [{ heading, words }];
  return write(ctx, 'addMyWords', { idempotencyKey, personId, entries, practitionerId: null });
}

function write(
  ctx: PeopleContext,
  useCase: string,
  input: WriteAboutMeInput & { readonly practitionerId: string | null },
): Promise<PersonRecorded> {
  return onceOnly(ctx, useCase, input, async (tx) => {
    const { personId, entries, practitionerId } = input;
    const person = await holdPerson(tx, personId);
    for (const { heading, words = null } of entries) {
      tx.em.create(AboutMe, {
        personId,
        teamId: person.teamId,
        heading,
        words,
        practitionerId,
        writtenAt: ctx.now(),
      });
    }
    await tx.record(recordChanged('about-me-written', person));
    return { personId, warnings: [] };
  });
}
