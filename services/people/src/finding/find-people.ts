import { decodeCursor, isBehind, type Page, PageArgs, pageOf } from '@connected-lives/kit/page';
import { MaxLength } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { sql } from 'kysely';
import { ArgsType, Field } from 'type-graphql';
import { readPostcode } from '../addresses/postcode.ts';
import type { PeopleContext } from '../people.context.ts';
import { type PersonRow, selectPerson } from '../people/select-person.ts';
import { readSearch, type Search } from './read-search.ts';

const SEARCH_MAX = 100;
const POSTCODE_MAX = 10;

@ArgsType()
export class FindPeopleArgs extends PageArgs {
  @Field(() => String, {
    defaultValue: '',
    description:
      'As one would say it: an NHS number, parts of given, family or preferred names in any order, a date of birth (12/03/1951, 12 March 1951, 1951-03-12), a whole postcode, or several of these together. Accents, capitals, hyphens and apostrophes do not matter, and one wrong letter in a name does no harm. Empty for everybody in your reach.',
  })
  @MaxLength(SEARCH_MAX)
  readonly search: string = '';

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Born on this day.' })
  readonly dateOfBirth?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A whole postcode where they live or get letters. An address that is protected never matches.',
  })
  @MaxLength(POSTCODE_MAX)
  readonly postcode?: string | null;
}

interface Found {
  readonly id: string;
  readonly rank: number;
  readonly familyName: string;
  readonly givenName: string;
}

/**
 * The people in the viewer's reach who match, the best first and by family name among equals. Whom
 * `find_people` finds is read again under the viewer's own policy: that is what the access log sees.
 */
export async function findPeople(
  ctx: PeopleContext,
  args: FindPeopleArgs,
): Promise<Page<PersonRow>> {
  const found = await find(ctx, searchOf(args), args);
  const page = pageOf(found, args, ({ rank, familyName, givenName, id }) => [
    rank,
    familyName,
    givenName,
    id,
  ]);
  const ids = page.edges.map(({ node }) => node.id);
  const rows = await ctx.read('findPeople', ids, (db, keys) =>
    selectPerson(db).where((row) => row('id', '=', row.fn.any(row.val(keys)))),
  );
  const people = new Map(rows.map((person) => [person.id, person]));
  return {
    ...page,
    edges: page.edges.flatMap(({ node: { id }, cursor }) => {
      const node = people.get(id);
      return node === undefined ? [] : [{ node, cursor }];
    }),
  };
}

async function find(ctx: PeopleContext, search: Search, args: FindPeopleArgs): Promise<Found[]> {
  const [rank, family, given, id] = isBehind(args.after)
    ? decodeCursor(args.after, ['number', 'text', 'text', 'id'])
    : [null, null, null, null];
  const { names, nhsNumber, born, postcode } = search;
  const { rows } = await sql<Found>`
    select id, rank, "familyName", "givenName" from find_people(${names}::text, ${nhsNumber}::text,
      ${born}::date[], ${postcode}::text, ${args.first + 1}::int,
      ${rank}::int, ${family}::text, ${given}::text, ${id}::uuid)`.execute(ctx.db);
  return rows;
}

/** What is said in arguments of its own counts as well as what is said in the search. */
function searchOf({ search, dateOfBirth, postcode }: FindPeopleArgs): Search {
  const read = readSearch(search);
  return {
    ...read,
    ...(typeof dateOfBirth === 'string' && { born: [dateOfBirth] }),
    ...(typeof postcode === 'string' && { postcode: readPostcode(postcode) ?? postcode }),
  };
}
