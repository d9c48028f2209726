import type { FetchNode } from '@graphql-hive/router-query-planner';
import type { ExecutionResult } from 'graphql';
import { askedOfRoot } from './asked-fields.ts';
import type { PlanTools } from './plan-tools.ts';
import {
  type AnswerPath,
  type Execution,
  type Fields,
  type Step,
  SubgraphFailure,
} from './execution.ts';
import { compileRewrites, renamedKeys } from './rewrite.ts';
import { failureAt, planPath, relocated } from './subgraph-error.ts';

/** A fetch of root fields: of a query, of a mutation, or of what a subscription says next. */
export function compileRootFetch(node: FetchNode, tools: PlanTools): Step {
  const usages = node.variableUsages ?? [];
  const paths = compileRootPaths(node, tools);
  const take = compileRootAnswer(node, tools, paths);
  const fail = (failure: SubgraphFailure, execution: Execution): void => {
    for (const path of paths()) {
      execution.errors.add(failureAt(failure, path));
    }
  };
  return async (execution) => {
    try {
      const result = await execution.fetch(node.serviceName, {
        document: node.operation,
        variables: pickVariables(execution.variables, usages),
        operationName: node.operationName ?? null,
      });
      take(result, execution);
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) {
        throw error;
      }
      fail(error, execution);
    }
  };
}

export type TakeAnswer = (result: ExecutionResult, execution: Execution) => void;

/**
 * @param placeless - where the client reads of an error that the subgraph gives no place, such as a
 *   value that it does not take.
 */
export function compileRootAnswer(
  node: Pick<FetchNode, 'operation' | 'outputRewrites'>,
  tools: PlanTools,
  placeless: () => readonly AnswerPath[],
): TakeAnswer {
  const rewrite = compileRewrites(node.outputRewrites, tools.satisfies);
  const renamed = renamedKeys(node.outputRewrites);
  return (result, execution) => {
    for (const error of result.errors ?? []) {
      const paths =
        error.path === undefined
          ? placeless()
          : [tools.toClientPath(planPath(error.path, renamed))];
      for (const path of paths) {
        execution.errors.add(relocated(error, path));
      }
    }
    if (result.data !== null && result.data !== undefined) {
      rewrite?.(result.data);
      tools.merge(execution.data, result.data);
    }
  };
}

/** Where the client asked for each root field of a fetch: read when something fails. */
export function compileRootPaths(
  node: Pick<FetchNode, 'operation' | 'outputRewrites'>,
  tools: PlanTools,
): () => readonly AnswerPath[] {
  const renamed = renamedKeys(node.outputRewrites);
  let paths: readonly AnswerPath[] | undefined;
  return () =>
    (paths ??= askedOfRoot(node.operation).map(({ key }) =>
      tools.toClientPath(planPath([key], renamed)),
    ));
}

export function pickVariables(
  variables: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Fields {
  const picked: Fields = {};
  for (const name of names) {
    if (variables[name] !== undefined) {
      picked[name] = variables[name];
    }
  }
  return picked;
}
