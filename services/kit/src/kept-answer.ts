import type { EntityManager, EntityMetadata } from '@mikro-orm/postgresql';
import { notFound } from './refusal.ts';

/** Which record a use case answered with. */
interface KeptRecord {
  readonly $record: { readonly table: string; readonly id: string };
}

/**
 * What is kept beside an idempotency key. Of a record that is which one it is, and never what stands
 * in it: by the time the call is sent again the record may have changed, or be closed to whoever
 * sends it. Anything else that a use case answers with is kept as it is, and so is made of ids and
 * of remarks on what was written down.
 */
export function keptOf(em: EntityManager, answer: object): object {
  const meta = entitiesOf(em).find((entity) => answer instanceof entity.class);
  return meta !== undefined && 'id' in answer
    ? { $record: { table: meta.tableName, id: answer.id } }
    : answer;
}

/**
 * The answer again, read under the policies of the one who asks now. A record that they do not
 * reach any more is not there (NOT_FOUND), as it would be had they never seen it.
 */
export async function readAgain(em: EntityManager, kept: object): Promise<object> {
  if (!isKeptRecord(kept)) {
    return kept;
  }
  const { table, id } = kept.$record;
  const meta = entitiesOf(em).find(({ tableName }) => tableName === table);
  const record = meta === undefined ? null : await em.findOne<{ id: string }>(meta.class, { id });
  if (record === null) {
    throw notFound('record');
  }
  return record;
}

function entitiesOf(em: EntityManager): EntityMetadata[] {
  return [...em.getMetadata().getAll().values()];
}

function isKeptRecord(kept: object): kept is KeptRecord {
  return '$record' in kept;
}
