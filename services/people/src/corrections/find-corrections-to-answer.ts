import { readPage } from '@connected-lives/kit/instant-page';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { ArgsType, Field, ID } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { CorrectionState } from './correction-request.entity.ts';
import { CORRECTION_COLUMNS, type CorrectionRequestRow } from './correction-request.loaders.ts';

@ArgsType()
export class CorrectionsToAnswerArgs extends PageArgs {
  @Field(() => ID, { description: 'A team whose people you reach.' })
  readonly teamId!: string;
}

/** What people of a team asked for and nobody has answered, the oldest first. */
export function findCorrectionsToAnswer(
  ctx: PeopleContext,
  args: CorrectionsToAnswerArgs,
): Promise<Page<CorrectionRequestRow>> {
  const asked = ctx.db
    .selectFrom('correctionRequest')
    .select(CORRECTION_COLUMNS)
    .where('teamId', '=', requireId({ teamId: args.teamId }, 'teamId'))
    .where('state', '=', CorrectionState.ASKED);
  return readPage(asked, 'oldest first', 'asked_at', args, (request) => request.askedAt);
}
