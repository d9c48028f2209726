import { readPage } from '@connected-lives/kit/instant-page';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import { notFound } from '@connected-lives/kit/refusal';
import { requireId } from '@connected-lives/kit/require-id';
import { ArgsType, Field, ID } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { selectConnection } from './connection.loaders.ts';
import type { ConnectionRow } from './connection.type.ts';

@ArgsType()
export class DeclaredConnectionsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Of one member of staff: yourself, say.' })
  readonly practitionerId?: string | null;

  @Field(() => Boolean, { description: 'With those that were ended.' })
  readonly former: boolean = false;
}

/** Who was declared to know whom, the latest first. */
export async function findConnections(
  ctx: PeopleContext,
  args: DeclaredConnectionsArgs,
): Promise<Page<ConnectionRow>> {
  let query = selectConnection(ctx.db);
  const { practitionerId } = args;
  if (typeof practitionerId === 'string') {
    query = query.where('practitionerId', '=', requireId({ practitionerId }, 'practitionerId'));
  }
  if (!args.former) {
    query = query.where('untilAt', 'is', null);
  }
  return readPage(query, 'newest first', 'from_at', args, ({ fromAt }) => fromAt);
}

/** A connection as its reader may see it now. Out of reach is missing. */
export async function requireConnection(ctx: PeopleContext, id: string): Promise<ConnectionRow> {
  const connection = await ctx.loaders.connectionsById.load(id);
  if (connection === null) {
    throw notFound('connection');
  }
  return connection;
}
