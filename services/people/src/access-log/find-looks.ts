import {
  decodeCursor,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { type Kysely, sql } from 'kysely';
import type { PeopleContext } from '../people.context.ts';
import type { PeopleTables } from '../tables.ts';

/** The columns the graph shows of a look. Not the person: whoever reads their own list looks at nobody. */
function selectLook(db: Kysely<PeopleTables>) {
  return db
    .selectFrom('look')
    .select([
      'id',
      'at',
      'actorName as who',
      'actorRole',
      'teamIds',
      'operation',
      'purpose',
      'relationship',
      'services',
      'clientId as program',
      'origin as network',
    ]);
}
export type SeenLook = Awaited<
  ReturnType<ReturnType<typeof selectLook>['executeTakeFirstOrThrow']>
>;

/**
 * Who looked at a person, the latest first: for the person, those who may act for them and the
 * privacy officer. Empty for everybody else, as for somebody at whom nobody looked. That somebody
 * else reads the list is a look as well; that the person does is not.
 */
export async function findLooks(
  ctx: PeopleContext,
  personId: string,
  args: PageArgs,
): Promise<Page<SeenLook>> {
  const id = requireId({ personId }, 'personId');
  let query = selectLook(ctx.db)
    .where(sql<boolean>`person_id in (select ids_of_person(${id}::uuid))`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(args.first + 1);
  if (isBehind(args.after)) {
    const [at, look] = decodeCursor(args.after, 2);
    query = query.where(sql<boolean>`(at, id) < (${at}::timestamptz, ${look}::uuid)`);
  }
  const looks = await query.execute();
  if (looks.length > 0 && ctx.actor.personId !== id) {
    ctx.saw({ personId: id });
  }
  return pageOf(looks, args, (look) => [look.at.toISOString(), look.id]);
}
