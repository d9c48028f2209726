import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import type { AnswerPath, Fields } from './execution.ts';
import type { Supergraph } from './supergraph.ts';

/** Where in the answer the entities of a fetch stand. Both walks visit them in the same order. */
export interface EntityPath {
  collect(data: Fields, into: Fields[]): void;
  /** Where each entity stands for the client. Only asked for when something went wrong. */
  locate(data: Fields): AnswerPath[];
}

type Visit = (value: unknown, path: (string | number)[] | null) => void;

export function compileEntityPath(
  segments: readonly FlattenNodePathSegment[],
  satisfies: Supergraph['satisfies'],
): EntityPath {
  return {
    collect(data, into) {
      walkFrom((entity) => into.push(entity as Fields))(data, null);
    },
    locate(data) {
      const paths: AnswerPath[] = [];
      walkFrom((_entity, path) => paths.push([...(path ?? [])]))(data, []);
      return paths;
    },
  };

  function walkFrom(found: Visit): Visit {
    let next: Visit = eachObject(found);
    for (const segment of segments.toReversed()) {
      next = step(segment, next);
    }
    return next;
  }

  function step(segment: FlattenNodePathSegment, next: Visit): Visit {
    if (segment === '@') {
      return eachItem(next);
    }
    if ('TypeCondition' in segment) {
      const conditions = segment.TypeCondition;
      return (value, path) => {
        const typename = (value as Fields)['__typename'];
        if (conditions.some((condition) => satisfies(typename, condition))) {
          next(value, path);
        }
      };
    }
    const key = segment.Field;
    return (value, path) => {
      const inner = (value as Fields)[key];
      if (inner !== null && inner !== undefined) {
        path?.push(key);
        next(inner, path);
        path?.pop();
      }
    };
  }
}

function eachItem(next: Visit): Visit {
  return (list, path) => {
    if (!Array.isArray(list)) {
      return;
    }
    for (let i = 0; i < list.length; i++) {
      const item: unknown = list[i];
      if (item !== null && item !== undefined) {
        path?.push(i);
        next(item, path);
        path?.pop();
      }
    }
  };
}

/** A path may end at a list without saying so. */
function eachObject(found: Visit): Visit {
  const items = eachItem((item, path) => visit(item, path));
  function visit(value: unknown, path: (string | number)[] | null): void {
    if (Array.isArray(value)) {
      items(value, path);
    } else if (typeof value === 'object') {
      found(value, path);
    }
  }
  return visit;
}
