import { notFound } from '@connected-lives/kit/refusal';
import type { PeopleContext } from '../people.context.ts';
import type { OpeningRow } from './opening.type.ts';

/** An opening as its reader may see it now. Out of reach is missing. */
export async function requireOpening(ctx: PeopleContext, id: string): Promise<OpeningRow> {
  const opening = await ctx.loaders.openingsById.load(id);
  if (opening === null) {
    throw notFound('opening');
  }
  return opening;
}
