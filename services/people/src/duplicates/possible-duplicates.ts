import { decodeCursor, isBehind, type Page, PageArgs, pageOf } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { sql } from 'kysely';
import { ArgsType, Field, ID } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { SCORE_MIN } from './compare-records.ts';
import { inPlainWords } from './match-reason.ts';
import type { PossibleDuplicateType } from './possible-duplicate.type.ts';

const MATCHES_MAX = 20;

type Matched = Pick<PossibleDuplicateType, 'personId' | 'otherId' | 'score' | 'reasons'>;

/** The records most like one person's. Empty for somebody out of reach, as for somebody unlike all. */
export async function possibleDuplicates(
  ctx: PeopleContext,
  personId: string,
): Promise<PossibleDuplicateType[]> {
  const { rows } = await sql<Matched>`
    select person_id as "personId", other_id as "otherId", score, reasons
    from possible_duplicates(${requireId({ personId }, 'personId')}::uuid, ${SCORE_MIN}::int,
      ${MATCHES_MAX}::int)`.execute(ctx.db);
  return rows.map(toldPlainly);
}

@ArgsType()
export class DuplicatesToLookAtArgs extends PageArgs {
  @Field(() => ID, { description: 'One of your teams.' })
  readonly teamId!: string;
}

/**
 * Pairs with one side or both in a team, those most alike first, each pair once. What changed a moment
 * ago is compared by `compareRecords` and comes with it.
 */
export async function duplicatesToLookAt(
  ctx: PeopleContext,
  args: DuplicatesToLookAtArgs,
): Promise<Page<PossibleDuplicateType>> {
  const teamId = requireId({ teamId: args.teamId }, 'teamId');
  const [score, personId, otherId] = isBehind(args.after)
    ? decodeCursor(args.after, ['number', 'id', 'id'])
    : [null, null, null];
  const { rows } = await sql<Matched>`
    select person_id as "personId", other_id as "otherId", score, reasons
    from duplicates_of_team(${teamId}::uuid, ${args.first + 1}::int,
      ${score}::int, ${personId}::uuid, ${otherId}::uuid)`.execute(ctx.db);
  return pageOf(rows.map(toldPlainly), args, (pair) => [pair.score, pair.personId, pair.otherId]);
}

function toldPlainly({ personId, otherId, score, reasons }: Matched): PossibleDuplicateType {
  return { personId, otherId, score, reasons: reasons.map(inPlainWords) };
}
