import { randomInt, randomUUID } from 'node:crypto';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsEmail, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { NAME_MAX, NUMBER_MAX } from '../practitioners/registration.ts';
import type { PeopleTables } from '../tables.ts';
import { isOpen } from './find-vacancies.ts';
import { NO_MARKUP, PLAIN_TEXT } from './plain-text.ts';
import { vacancyChanged } from './vacancy.events.ts';

const EMAIL_MAX = 320;
const REASON_MAX = 4_000;

@InputType()
export class ApplyForRoleInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly vacancyId!: string;

  @Field(() => String)
  @MaxLength(NAME_MAX)
  @Matches(/\S/)
  @Matches(NO_MARKUP, PLAIN_TEXT)
  readonly name!: string;

  @Field(() => String)
  @MaxLength(EMAIL_MAX)
  @IsEmail({}, { message: 'Write an e-mail address, such as name@example.org' })
  readonly email!: string;

  @Field(() => String, { nullable: true, description: 'Digits, spaces and + ( ) -.' })
  @IsOptional()
  @Matches(/^[\d +()-]{5,40}$/, {
    message: 'Write the phone number in digits, with spaces and + ( ) - as you like',
  })
  readonly phone?: string | null;

  @Field(() => String, { description: 'Why you would like to, as plain text.' })
  @MaxLength(REASON_MAX)
  @Matches(/\S/)
  @Matches(NO_MARKUP, PLAIN_TEXT)
  readonly reason!: string;

  @Field(() => String, { nullable: true, description: 'If you are registered already.' })
  @IsOptional()
  @MaxLength(NUMBER_MAX)
  @Matches(/^[\w ./-]+$/, { message: 'Write the registration in letters and digits' })
  readonly professionalRegistration?: string | null;
}

/**
 * Keeps that somebody would like to work here. Anybody may, also without a token; the answer is a
 * reference and nothing else. Read by the managers of the team and by practice development, and
 * deleted six months after the vacancy closes.
 */
export function applyForRole(
  ctx: PeopleContext,
  input: ApplyForRoleInput,
): Promise<{ reference: string }> {
  const { idempotencyKey: _, vacancyId, phone, professionalRegistration, ...person } = input;
  return onceOnly(ctx, 'applyForRole', input, async (tx) => {
    const vacancy = await requireOpen(tx, vacancyId, ctx.now());
    const reference = newReference();
    await tx.db
      .insertInto('interest')
      .values({
        ...person,
        id: randomUUID(),
        vacancyId,
        teamId: vacancy.teamId,
        reference,
        phone: phone ?? null,
        professionalRegistration: professionalRegistration ?? null,
        receivedAt: ctx.now(),
        keptUntilOn: sql<string>`(${vacancy.closesOn}::date + interval '6 months')::date`,
      })
      .execute();
    await tx.record(vacancyChanged('interest-expressed', vacancy));
    return { reference };
  });
}

async function requireOpen({ db }: Transaction<PeopleTables>, id: string, now: Date) {
  const vacancy = await db
    .selectFrom('vacancy')
    .select(['id', 'teamId', 'closesOn', 'version'])
    .where('id', '=', id)
    .where(isOpen(now))
    .executeTakeFirst();
  if (vacancy === undefined) {
    throw notFound('vacancy');
  }
  return vacancy;
}

/** Without the letters and digits that are taken for one another when somebody reads it out. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const REFERENCE_LENGTH = 10;

function newReference(): string {
  return Array.from({ length: REFERENCE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(
    '',
  );
}
