import {
  decodeCursor,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { sql } from 'kysely';
import type { PeopleContext } from '../people.context.ts';
import { type PersonRow, selectPerson } from '../people/select-person.ts';

/** The people of a team in the viewer's reach with whom nobody works now, by family name. */
export async function findPeopleWithoutWorker(
  ctx: PeopleContext,
  teamId: string,
  args: PageArgs,
): Promise<Page<PersonRow>> {
  let query = selectPerson(ctx.db)
    .where('teamId', '=', requireId({ teamId }, 'teamId'))
    .where(
      sql<boolean>`not exists (select from allocation
        where allocation.person_id = person.id and allocation.until_at is null)`,
    )
    .orderBy('familyName')
    .orderBy('givenName')
    .orderBy('id')
    .limit(args.first + 1);
  if (isBehind(args.after)) {
    const [familyName, givenName, id] = decodeCursor(args.after, ['text', 'text', 'id']);
    query = query.where(
      sql<boolean>`(family_name, given_name, id)
        > (${familyName}, ${givenName}, ${id}::uuid)`,
    );
  }
  return pageOf(await query.execute(), args, (person) => [
    person.familyName,
    person.givenName,
    person.id,
  ]);
}
