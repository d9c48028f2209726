import { readPage } from '@connected-lives/kit/instant-page';
import type { Page, PageArgs } from '@connected-lives/kit/page';
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
  const looks = await readPage(
    selectLook(ctx.db).where(sql<boolean>`person_id in (select ids_of_person(${id}::uuid))`),
    'newest first',
    'at',
    args,
    (look) => look.at,
  );
  if (looks.edges.length > 0 && ctx.actor.personId !== id) {
    ctx.saw({ personId: id });
  }
  return looks;
}
