import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import type { AnswerPath, Fields } from './execution.ts';
import type { Supergraph } from './supergraph.ts';

/** Where in the answer the entities of a fetch stand. Both walks visit them in the same order. */
export interface EntityPath {
  collect(data: Fields): Fields[];
  /** Where each entity stands. Only asked for when something went wrong. */
  locate(data: Fields): AnswerPath[];
}

type MutablePath = (string | number)[];
type Found = (entity: Fields, path: MutablePath | null) => void;
type Visit = (value: unknown, path: MutablePath | null, found: Found) => void;

export function compileEntityPath(
  segments: readonly FlattenNodePathSegment[],
  satisfies: Supergraph['satisfies'],
): EntityPath {
  const walk = segments.reduceRight<Visit>(
    (next, segment) => compileSegment(segment, next, satisfies),
    eachObject,
  );
  return {
    collect(data) {
      const entities: Fields[] = [];
      walk(data, null, (entity) => entities.push(entity));
      return entities;
    },
    locate(data) {
      const paths: AnswerPath[] = [];
      walk(data, [], (_entity, path) => paths.push([...(path ?? [])]));
      return paths;
    },
  };
}

function compileSegment(
  segment: FlattenNodePathSegment,
  next: Visit,
  satisfies: Supergraph['satisfies'],
): Visit {
  if (segment === '@') {
    return (list, path, found) => eachItem(list, path, found, next);
  }
  if ('TypeCondition' in segment) {
    const conditions = segment.TypeCondition;
    return (value, path, found) => {
      const typename = (value as Fields)['__typename'];
      if (conditions.some((condition) => satisfies(typename, condition))) {
        next(value, path, found);
      }
    };
  }
  const key = segment.Field;
  return (value, path, found) => {
    const inner = (value as Fields)[key];
    if (inner !== null && inner !== undefined) {
      path?.push(key);
      next(inner, path, found);
      path?.pop();
    }
  };
}

/** The planner writes one segment for a list, also where its items are lists again. */
function eachItem(list: unknown, path: MutablePath | null, found: Found, next: Visit): void {
  if (!Array.isArray(list)) {
    return;
  }
  for (let i = 0; i < list.length; i++) {
    const item: unknown = list[i];
    if (item !== null && item !== undefined) {
      path?.push(i);
      if (Array.isArray(item)) {
        eachItem(item, path, found, next);
      } else {
        next(item, path, found);
      }
      path?.pop();
    }
  }
}

/** A path may end at a list without saying so. */
function eachObject(value: unknown, path: MutablePath | null, found: Found): void {
  if (Array.isArray(value)) {
    eachItem(value, path, found, eachObject);
  } else if (typeof value === 'object') {
    found(value as Fields, path);
  }
}
