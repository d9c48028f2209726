import { decodeCursor, isBehind, type Page, PageArgs, pageOf } from '@connected-lives/kit/page';
import { MaxLength } from 'class-validator';
import { sql } from 'kysely';
import { ArgsType, Field } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { isNhsNumber } from './nhs-number.ts';
import { type PersonRow, selectPerson } from './select-person.ts';

const SEARCH_MAX = 100;
const WORDS_MAX = 6;

@ArgsType()
export class FindPeopleArgs extends PageArgs {
  @Field(() => String, {
    defaultValue: '',
    description:
      'An NHS number, or parts of given, family or preferred names in any order; accents and case do not matter. Empty for everybody in your reach.',
  })
  @MaxLength(SEARCH_MAX)
  readonly search: string = '';
}

/** The people in the viewer's reach whose names or NHS number match, by family name. */
export async function findPeople(
  ctx: PeopleContext,
  args: FindPeopleArgs,
): Promise<Page<PersonRow>> {
  let query = selectPerson(ctx.db)
    .orderBy('familyName')
    .orderBy('givenName')
    .orderBy('id')
    .limit(args.first + 1);
  if (isNhsNumber(args.search)) {
    query = query.where('nhsNumber', '=', args.search.replaceAll(' ', ''));
  } else {
    for (const word of wordsOf(args.search)) {
      // A name begins with the word, or a part of a double-barrelled name does.
      query = query.where(sql<boolean>`(' ' || search_name) ~ ${`[ '-]${word}`}`);
    }
  }
  if (isBehind(args.after)) {
    const [familyName, givenName, id] = decodeCursor(args.after, 3);
    query = query.where(
      sql<boolean>`(family_name, given_name, id) > (${familyName}, ${givenName}, ${id}::uuid)`,
    );
  }
  return pageOf(await query.execute(), args, (person) => [
    person.familyName,
    person.givenName,
    person.id,
  ]);
}

/** Letters and digits only, so that no word can be more than the words it says. */
function wordsOf(search: string): string[] {
  const plain = search
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, WORDS_MAX);
}
