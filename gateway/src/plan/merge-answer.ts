import { isAbstractType, type GraphQLSchema } from 'graphql';
import type { Fields } from './execution.ts';

/**
 * Adds to an object of the answer what another subgraph says of it. What is known stays: a null
 * from a second subgraph does not take a value away, and the name of an interface (all that an
 * `@interfaceObject` subgraph knows) does not replace that of the concrete type.
 */
export type Merge = (into: Fields, from: Fields) => void;

export function createMerge(schema: GraphQLSchema): Merge {
  return merge;

  function merge(into: Fields, from: Fields): void {
    for (const key in from) {
      // An object that came as JSON reaches the prototype of all objects under this name.
      if (key === '__proto__') {
        continue;
      }
      const known = into[key];
      const said = from[key];
      if (known === undefined) {
        into[key] = said;
      } else if (isComposite(known)) {
        // The same object, when two places of the answer show one deduplicated entity.
        if (isComposite(said) && said !== known) {
          mergeComposite(known, said);
        }
      } else if (known === null) {
        into[key] = said;
      } else if (key === '__typename' && isAbstractName(schema, known)) {
        into[key] = said;
      }
    }
  }

  function mergeComposite(known: object, said: object): void {
    if (Array.isArray(known)) {
      if (Array.isArray(said)) {
        mergeLists(known, said);
      }
    } else if (!Array.isArray(said)) {
      merge(known as Fields, said as Fields);
    }
  }

  function mergeLists(known: unknown[], said: readonly unknown[]): void {
    for (let i = 0; i < known.length; i++) {
      if (isComposite(known[i]) && isComposite(said[i])) {
        mergeComposite(known[i] as object, said[i] as object);
      }
    }
  }
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isAbstractName(schema: GraphQLSchema, name: unknown): boolean {
  return typeof name === 'string' && isAbstractType(schema.getType(name));
}
