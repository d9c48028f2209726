import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import type { Fields } from './execution.ts';
import type { Supergraph } from './supergraph.ts';

/**
 * Says which entity is meant, in the words of the subgraph that is asked about it. `undefined`
 * when the entity is of another type, or when something that the subgraph needs never came.
 */
export type Represent = (entity: Fields) => Fields | undefined;

type Copy = (from: Fields, to: Fields) => boolean;

export function compileRepresentation(
  requires: readonly RequiresSelection[],
  satisfies: Supergraph['satisfies'],
): Represent {
  const copies = requires.map((selection) => compileCopy(selection, satisfies));
  return (entity) => {
    const representation: Fields = {};
    for (const copy of copies) {
      if (!copy(entity, representation)) {
        return undefined;
      }
    }
    // A type name alone says nothing: no selection was meant for an entity of this type.
    return hasKey(representation) ? representation : undefined;
  };
}

function compileCopy(selection: RequiresSelection, satisfies: Supergraph['satisfies']): Copy {
  switch (selection.kind) {
    case 'InlineFragment': {
      const copies = selection.selections.map((inner) => compileCopy(inner, satisfies));
      return (from, to) =>
        !satisfies(from['__typename'], selection.typeCondition) ||
        copies.every((copy) => copy(from, to));
    }
    case 'Field':
      return compileFieldCopy(
        selection.name,
        selection.alias ?? selection.name,
        selection.selections?.map((inner) => compileCopy(inner, satisfies)),
      );
    case 'FragmentSpread':
      break;
  }
  throw new Error('The planner required a named fragment.');
}

function compileFieldCopy(
  source: string,
  target: string,
  inner: readonly Copy[] | undefined,
): Copy {
  const project = inner === undefined ? (value: unknown) => value : nested;
  return (from, to) => {
    const value = from[source];
    if (value === undefined) {
      return false;
    }
    const projected = project(value);
    if (projected === undefined) {
      return false;
    }
    to[target] = projected;
    return true;
  };

  function nested(value: unknown): unknown {
    if (value === null) {
      return null;
    }
    if (Array.isArray(value)) {
      const items = value.map(nested);
      return items.includes(undefined) ? undefined : items;
    }
    const object: Fields = {};
    return inner?.every((copy) => copy(value as Fields, object)) === true ? object : undefined;
  }
}

function hasKey(representation: Fields): boolean {
  for (const key in representation) {
    if (key !== '__typename') {
      return true;
    }
  }
  return false;
}
