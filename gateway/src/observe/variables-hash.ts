import { createHmac, randomBytes } from 'node:crypto';

/** Tells whether two calls had the same variables, without keeping any of them. */
export type VariablesHash = (variables: Readonly<Record<string, unknown>>) => string | null;

const KEY_BYTES = 32;
const HASH_CHARACTERS = 32;

/**
 * A keyed hash: without the key nobody can try out which name or number of a person it stands for.
 * By default the key dies with the process; one that is given makes the hashes of several processes
 * comparable, and is a secret. Null when there are no variables.
 */
export function createVariablesHash(key: string | undefined): VariablesHash {
  const secret = key ?? randomBytes(KEY_BYTES);
  return (variables) =>
    Object.keys(variables).length === 0
      ? null
      : createHmac('sha256', secret)
          .update(JSON.stringify(variables))
          .digest('hex')
          .slice(0, HASH_CHARACTERS);
}
