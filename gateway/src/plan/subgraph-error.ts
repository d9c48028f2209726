import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { AnswerError, AnswerPath, SubgraphFailure } from './execution.ts';

/**
 * A subgraph's error as the client gets it: the same words and code, at the client's path. The
 * places in the document that the subgraph names are dropped, for the client never saw that document.
 */
export function relocated(
  error: GraphQLError | GraphQLFormattedError,
  path: AnswerPath,
): AnswerError {
  return {
    message: error.message,
    ...(path.length === 0 ? {} : { path }),
    ...(error.extensions === undefined || Object.keys(error.extensions).length === 0
      ? {}
      : { extensions: error.extensions }),
  };
}

export function failureAt(failure: SubgraphFailure, path: AnswerPath): AnswerError {
  return {
    message: failure.message,
    ...(path.length === 0 ? {} : { path }),
    extensions: { code: failure.code },
  };
}

/** The path of a subgraph's error in the words of the plan. */
export function planPath(
  path: readonly (string | number)[],
  renamed: ReadonlyMap<string, string>,
): AnswerPath {
  return renamed.size === 0
    ? path
    : path.map((segment) =>
        typeof segment === 'string' ? (renamed.get(segment) ?? segment) : segment,
      );
}
