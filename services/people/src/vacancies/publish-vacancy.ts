import { District, DISTRICTS } from '@connected-lives/kit/district';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import {
  ArrayMaxSize,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { Profession } from '../practitioners/profession.ts';
import { requireManager } from '../practitioners/require-manager.ts';
import { holdTeam } from '../teams/hold-team.ts';
import { Team } from '../teams/team.entity.ts';
import type { PeopleTables } from '../tables.ts';
import { NO_MARKUP, PLAIN_TEXT } from './plain-text.ts';
import { ROLE_TITLE_MAX, Vacancy, WORDS_MAX } from './vacancy.entity.ts';
import { vacancyChanged } from './vacancy.events.ts';
import { OFFERS_MAX } from './vacancy.loaders.ts';

const PENCE_MAX = 50_000_000;

@InputType()
export class PublishVacancyInput extends MutationInput {
  @Field(() => ID, { description: 'A team that you manage.' })
  @IsUUID()
  readonly teamId!: string;

  @Field(() => String)
  @MaxLength(ROLE_TITLE_MAX)
  @Matches(/\S/)
  @Matches(NO_MARKUP, PLAIN_TEXT)
  readonly roleTitle!: string;

  @Field(() => Profession)
  @IsEnum(Profession)
  readonly profession!: Profession;

  @Field(() => Int, { description: 'Time a week in minutes: 2,220 is 37 hours.' })
  @IsInt()
  @Min(1)
  @Max(3_600)
  readonly weeklyMinutes!: number;

  @Field(() => Int, { description: 'The least for a year of these hours, in pence.' })
  @IsInt()
  @Min(1)
  @Max(PENCE_MAX)
  readonly salaryFromPence!: number;

  @Field(() => Int, { description: 'The most, in pence.' })
  @IsInt()
  @Min(1)
  @Max(PENCE_MAX)
  readonly salaryToPence!: number;

  @Field(() => District)
  @IsIn(DISTRICTS)
  readonly district!: District;

  @Field(() => String, { description: 'What the work is, as plain text.' })
  @MaxLength(WORDS_MAX)
  @Matches(/\S/)
  @Matches(NO_MARKUP, PLAIN_TEXT)
  readonly words!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'What the council offers to teach: learning offers, twenty at most.',
  })
  @IsOptional()
  @ArrayMaxSize(OFFERS_MAX)
  @IsUUID(undefined, { each: true })
  readonly learningOfferIds?: string[] | null;

  @Field(() => GraphQLLocalDate)
  readonly opensOn!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day on which one may apply.' })
  readonly closesOn!: string;
}

/** Opens a post of one of the viewer's teams to everybody. */
export function publishVacancy(
  ctx: PeopleContext,
  input: PublishVacancyInput,
): Promise<{ id: string }> {
  requireManager(ctx.actor);
  const { idempotencyKey: _, learningOfferIds, ...post } = input;
  if (!ctx.actor.teamIds.includes(post.teamId)) {
    throw new Refusal('NOT_YOURS', 'Publish the posts of a team that you manage.');
  }
  if (post.closesOn < post.opensOn || post.salaryToPence < post.salaryFromPence) {
    throw new Refusal(
      'BAD_USER_INPUT',
      'It closes after it opens, and the most is no less than the least.',
    );
  }
  return onceOnly(ctx, 'publishVacancy', input, async (tx) => {
    await holdTeam(tx, post.teamId);
    const team = await tx.em.findOneOrFail(Team, { id: post.teamId });
    const vacancy = tx.em.create(Vacancy, {
      ...post,
      teamName: team.name,
      publishedBy: ctx.actor.id,
      publishedAt: ctx.now(),
      closedAt: null,
    });
    await tx.em.flush();
    await offer(tx, vacancy.id, learningOfferIds ?? []);
    await tx.record(vacancyChanged('vacancy-published', vacancy));
    return { id: vacancy.id };
  });
}

async function offer(
  { db }: Transaction<PeopleTables>,
  vacancyId: string,
  offerIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(offerIds)];
  if (wanted.length === 0) {
    return;
  }
  const known = await db
    .selectFrom('knownLearningOffer')
    .select('id')
    .where('id', 'in', wanted)
    .where('withdrawn', '=', false)
    .execute();
  if (known.length < wanted.length) {
    throw notFound('learning offer');
  }
  await db
    .insertInto('vacancyOffer')
    .values(known.map(({ id: offerId }) => ({ vacancyId, offerId })))
    .execute();
}
