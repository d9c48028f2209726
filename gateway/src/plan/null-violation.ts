import type { AnswerError, AnswerPath } from './execution.ts';

/** One place of the answer, known when the selection is compiled. */
export interface Place {
  readonly parent: Place | undefined;
  /** A response key, or the depth of a list whose current item stands in `positions`. */
  readonly segment: string | number;
  /** `Type.field`, for the message. */
  readonly coordinate: string;
}

export function pathOf(place: Place, positions: readonly number[]): AnswerPath {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    path.unshift(typeof at.segment === 'number' ? (positions[at.segment] ?? 0) : at.segment);
  }
  return path;
}

/**
 * Says why something became null, unless an error says it already: one that happened at the place,
 * below it (and came up), or above it (a whole entity that could not be fetched).
 */
export function createNullReport(errors: Iterable<AnswerError>) {
  let explained: Set<string> | undefined;
  let exact: Set<string> | undefined;
  return (place: Place, positions: readonly number[]): AnswerError | undefined => {
    if (explained === undefined || exact === undefined) {
      explained = new Set();
      exact = new Set();
      for (const { path } of errors) {
        if (path !== undefined) {
          exact.add(JSON.stringify(path));
          for (let length = 1; length <= path.length; length++) {
            explained.add(JSON.stringify(path.slice(0, length)));
          }
        }
      }
    }
    const path = pathOf(place, positions);
    if (explained.has(JSON.stringify(path))) {
      return undefined;
    }
    for (let length = 1; length < path.length; length++) {
      if (exact.has(JSON.stringify(path.slice(0, length)))) {
        return undefined;
      }
    }
    for (let length = 1; length <= path.length; length++) {
      explained.add(JSON.stringify(path.slice(0, length)));
    }
    return {
      message: `Cannot return null for non-nullable field ${place.coordinate}.`,
      path,
      extensions: { code: 'UNEXPECTED_NULL' },
    };
  };
}
