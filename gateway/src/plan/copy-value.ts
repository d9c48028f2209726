import type { Fields } from './execution.ts';

/** A value of an answer with objects and lists of its own. Leaves stay the same: nothing merges into them. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copyOf);
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return value;
  }
  const copy: Fields = {};
  for (const key in value) {
    // Assigned to, this name is no property but the prototype of the copy.
    if (key !== '__proto__') {
      copy[key] = copyOf((value as Fields)[key]);
    }
  }
  return copy;
}
