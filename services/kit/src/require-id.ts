import { Refusal } from './refusal.ts';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The `id` of a reference or an argument; a text that cannot be one of ours is refused as input. */
export function requireId(reference: Readonly<Record<string, unknown>>, field = 'id'): string {
  const id = reference[field];
  if (typeof id !== 'string' || !UUID.test(id)) {
    throw new Refusal('BAD_USER_INPUT', `This is not an id: ${field} must be a UUID.`);
  }
  return id.toLowerCase();
}
