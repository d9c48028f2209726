import { CompiledQuery } from 'kysely';
import type { ServiceContext } from './context.ts';
import { type Held, heldAbout } from './held-about.ts';
import type { ServiceName } from './service-name.ts';

/**
 * More than anybody has of one kind. An answer of the graph has an end; the council's own command
 * (`npm run subject-access`) has none.
 */
const ROWS_MAX = 5_000;

/**
 * Everything this service holds about the person who asks for it, read under their own row-level
 * security. Null for everybody else: whoever works with a person reads the graph, not a copy of it.
 */
export async function ownRecordHeld<DB>(
  ctx: ServiceContext<DB>,
  personId: string,
  { service, personTable }: { readonly service: ServiceName; readonly personTable: string },
): Promise<Held | null> {
  if (ctx.actor.personId !== personId) {
    return null;
  }
  ctx.saw({ personId });
  const ask = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await ctx.db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
  return heldAbout(ask, [personId], { service, personTable, rowsMax: ROWS_MAX });
}
