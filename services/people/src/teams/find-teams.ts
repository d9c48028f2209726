import { decodeCursor, isBehind, type PageArgs, pageOf } from '@connected-lives/kit/page';
import { sql } from 'kysely';
import type { PeopleContext } from '../people.context.ts';

/** Every team of the council that was not closed, by name. */
export async function findTeams(ctx: PeopleContext, args: PageArgs) {
  let query = ctx.db
    .selectFrom('team')
    .select(['id', 'name', 'kind', 'districts', 'managerId', 'closedAt'])
    .where('closedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(args.first + 1);
  if (isBehind(args.after)) {
    const [name, id] = decodeCursor(args.after, ['text', 'id']);
    query = query.where(sql<boolean>`(name, id) > (${name}, ${id}::uuid)`);
  }
  return pageOf(await query.execute(), args, (team) => [team.name, team.id]);
}
