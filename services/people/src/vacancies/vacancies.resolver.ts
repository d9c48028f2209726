import { type Page, PageArgs } from '@connected-lives/kit/page';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { applyForRole, ApplyForRoleInput } from './apply-for-role.ts';
import { closeVacancy, CloseVacancyInput } from './close-vacancy.ts';
import { findInterests, findVacancies, findVacancy } from './find-vacancies.ts';
import { publishVacancy, PublishVacancyInput } from './publish-vacancy.ts';
import type { VacancyRow } from './vacancy.loaders.ts';
import {
  ExpressionOfInterestConnection,
  type ExpressionOfInterestType,
  InterestReceivedType,
  LearningOfferTitleType,
  VacancyConnection,
  VacancyType,
} from './vacancy.type.ts';

@Resolver(() => VacancyType)
export class VacanciesResolver {
  @Directive('@tag(name: "public")')
  @Query(() => VacancyConnection, {
    description:
      'The posts that are open today, those that close first before the others. No access token is needed.',
  })
  vacancies(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<VacancyRow>> {
    return findVacancies(ctx, args);
  }

  @Directive('@tag(name: "public")')
  @Query(() => VacancyType, {
    nullable: true,
    description: 'One of them. Null when it is not open. No access token is needed.',
  })
  vacancy(@Arg('id', () => ID) id: string, @Ctx() ctx: PeopleContext): Promise<VacancyRow | null> {
    return findVacancy(ctx, id);
  }

  @Directive('@tag(name: "public")')
  @Mutation(() => InterestReceivedType, {
    description:
      'Says that you would like to work here. No access token is needed. Kept until six months after the vacancy closes.',
  })
  applyForRole(
    @Arg('input', () => ApplyForRoleInput) input: ApplyForRoleInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<InterestReceivedType> {
    return applyForRole(ctx, input);
  }

  @Mutation(() => VacancyType, {
    description:
      'Opens a post of a team that you manage, for everybody to read. Refused with TEAM_CLOSED.',
  })
  async publishVacancy(
    @Arg('input', () => PublishVacancyInput) input: PublishVacancyInput,
    @Ctx() ctx: PeopleContext,
  ) {
    return ctx.loaders.vacanciesById.load((await publishVacancy(ctx, input)).id);
  }

  @Mutation(() => VacancyType, {
    description: 'The post is taken, or will not be. Refused with VACANCY_CLOSED the second time.',
  })
  async closeVacancy(
    @Arg('input', () => CloseVacancyInput) input: CloseVacancyInput,
    @Ctx() ctx: PeopleContext,
  ) {
    return ctx.loaders.vacanciesById.load((await closeVacancy(ctx, input)).id);
  }

  @Query(() => ExpressionOfInterestConnection, {
    description:
      'Who would like to work here, the first who wrote first. For the managers of the team and practice development; empty for everybody else.',
  })
  expressionsOfInterest(
    @Arg('vacancyId', () => ID) vacancyId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<ExpressionOfInterestType>> {
    return findInterests(ctx, vacancyId, args);
  }

  @FieldResolver(() => [LearningOfferTitleType], {
    description: 'What the council offers to teach whoever takes the post. Twenty at most.',
  })
  learningOffers(@Root() vacancy: VacancyRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.offersByVacancyId.load(vacancy.id);
  }
}
