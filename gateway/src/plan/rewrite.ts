import type {
  FetchNodePathSegment,
  FetchRewrite,
  KeyRenamer,
  ValueSetter,
} from '@graphql-hive/router-query-planner';
import type { Fields } from './execution.ts';
import type { Supergraph } from './supergraph.ts';

/** A correction that the planner orders: of what is sent, or of what came back. In place. */
export type Rewrite = (value: unknown) => void;

export function compileRewrites(
  rewrites: readonly FetchRewrite[] | undefined,
  satisfies: Supergraph['satisfies'],
): Rewrite | undefined {
  if (rewrites === undefined || rewrites.length === 0) {
    return undefined;
  }
  const all = rewrites.map((rewrite) => {
    const order = orderOf(rewrite);
    const write = 'renameKeyTo' in order ? rename(order.renameKeyTo) : set(order.setValueTo);
    return compileWalk(order.path, write, satisfies);
  });
  return (value) => {
    for (const rewrite of all) {
      rewrite(value);
    }
  };
}

/** What the subgraph called a field, to what the plan calls it: for the paths of its errors. */
export function renamedKeys(
  rewrites: readonly FetchRewrite[] | undefined,
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    const order = orderOf(rewrite);
    const last = order.path.at(-1);
    if ('renameKeyTo' in order && last !== undefined && 'Key' in last) {
      renamed.set(last.Key, order.renameKeyTo);
    }
  }
  return renamed;
}

function orderOf(rewrite: FetchRewrite): KeyRenamer | ValueSetter {
  if ('KeyRenamer' in rewrite) {
    return rewrite.KeyRenamer;
  }
  return 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
}

type Write = (object: Fields, key: string) => void;

function rename(to: string): Write {
  return (object, key) => {
    if (object[key] !== undefined) {
      object[to] = object[key];
      delete object[key];
    }
  };
}

function set(value: string): Write {
  return (object, key) => {
    object[key] = value;
  };
}

function compileWalk(
  path: readonly FetchNodePathSegment[],
  write: Write,
  satisfies: Supergraph['satisfies'],
): Rewrite {
  const [segment, ...rest] = path;
  if (segment === undefined) {
    return () => {};
  }
  let visit: (object: Fields) => void;
  if ('TypenameEquals' in segment) {
    const next = compileWalk(rest, write, satisfies);
    const wanted = segment.TypenameEquals;
    visit = (object) => {
      if (wanted.some((condition) => satisfies(object['__typename'], condition))) {
        next(object);
      }
    };
  } else if (rest.length === 0) {
    visit = (object) => write(object, segment.Key);
  } else {
    const next = compileWalk(rest, write, satisfies);
    visit = (object) => next(object[segment.Key]);
  }
  return function walk(value) {
    if (Array.isArray(value)) {
      value.forEach(walk);
    } else if (typeof value === 'object' && value !== null) {
      visit(value as Fields);
    }
  };
}
