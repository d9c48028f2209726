import { loadPage } from '@connected-lives/kit/instant-page';
import { loadIfNamed } from '@connected-lives/kit/loader';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { answerCorrection, AnswerCorrectionInput } from './answer-correction.ts';
import { correctMyDetails, CorrectMyDetailsInput } from './correct-my-details.ts';
import type { CorrectionRequestRow } from './correction-request.loaders.ts';
import { CorrectionRequestConnection, CorrectionRequestType } from './correction-request.type.ts';
import { CorrectionsToAnswerArgs, findCorrectionsToAnswer } from './find-corrections-to-answer.ts';

@Resolver(() => CorrectionRequestType)
export class CorrectionRequestResolver {
  @Directive('@tag(name: "own")')
  @Query(() => CorrectionRequestConnection, {
    description: 'What the people of a team asked to have put right, unanswered, the oldest first.',
  })
  correctionsToAnswer(
    @Args(() => CorrectionsToAnswerArgs) args: CorrectionsToAnswerArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<CorrectionRequestRow>> {
    return findCorrectionsToAnswer(ctx, args);
  }

  @Mutation(() => CorrectionRequestType, {
    description:
      'Asks to have something put right in your own record. The record stays as it is until somebody has answered; you see what becomes of it.',
  })
  async correctMyDetails(
    @Arg('input', () => CorrectMyDetailsInput) input: CorrectMyDetailsInput,
    @Ctx() ctx: PeopleContext,
  ) {
    return ctx.loaders.correctionsById.load((await correctMyDetails(ctx, input)).id);
  }

  @Mutation(() => CorrectionRequestType, {
    description:
      'Answers a request. When it is made, the record says so from now on. Refused with CORRECTION_ANSWERED the second time, with SAY_WHY when it is not made and nothing is said, and with what the change by hand is refused with.',
  })
  async answerCorrection(
    @Arg('input', () => AnswerCorrectionInput) input: AnswerCorrectionInput,
    @Ctx() ctx: PeopleContext,
  ) {
    return ctx.loaders.correctionsById.load((await answerCorrection(ctx, input)).id);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose record it is about.' })
  person(@Root() request: CorrectionRequestRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(request.personId);
  }

  @FieldResolver(() => PractitionerType, { nullable: true, description: 'Who answered.' })
  answeredBy(@Root() { answeredBy }: CorrectionRequestRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.practitionersById, answeredBy);
  }
}

@Resolver(() => PersonType)
export class PersonCorrectionsResolver {
  @Directive('@tag(name: "own")')
  @FieldResolver(() => CorrectionRequestConnection, {
    description: 'What they asked to have put right, newest first.',
  })
  correctionRequests(
    @Root() person: PersonRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<CorrectionRequestRow>> {
    return loadPage(ctx.loaders.correctionsByPersonId, person.id, args, ({ askedAt }) => askedAt);
  }
}
