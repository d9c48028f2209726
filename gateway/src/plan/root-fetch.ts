import type { FetchNode } from '@graphql-hive/router-query-planner';
import type { ExecutionResult } from 'graphql';
import { askedOfRoot } from './asked-fields.ts';
import type { PlanTools } from './plan-tools.ts';
import { type Execution, type Fields, type Step, SubgraphFailure } from './execution.ts';
import { compileRewrites, renamedKeys } from './rewrite.ts';
import { failureAt, planPath, relocated } from './subgraph-error.ts';

/** A fetch of root fields: of a query, of a mutation, or of what a subscription says next. */
export function compileRootFetch(node: FetchNode, tools: PlanTools): Step {
  const usages = node.variableUsages ?? [];
  const take = compileRootAnswer(node, tools);
  const fail = compileRootFailure(node, tools);
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

export function compileRootAnswer(
  node: Pick<FetchNode, 'operation' | 'outputRewrites'>,
  tools: PlanTools,
): TakeAnswer {
  const rewrite = compileRewrites(node.outputRewrites, tools.satisfies);
  const renamed = renamedKeys(node.outputRewrites);
  return (result, execution) => {
    for (const error of result.errors ?? []) {
      execution.errors.add(
        relocated(error, tools.toClientPath(planPath(error.path ?? [], renamed))),
      );
    }
    if (result.data !== null && result.data !== undefined) {
      rewrite?.(result.data);
      tools.merge(execution.data, result.data);
    }
  };
}

function compileRootFailure(node: FetchNode, tools: PlanTools) {
  let asked: ReturnType<typeof askedOfRoot> | undefined;
  const renamed = renamedKeys(node.outputRewrites);
  return (failure: SubgraphFailure, execution: Execution): void => {
    asked ??= askedOfRoot(node.operation);
    for (const { key } of asked) {
      execution.errors.add(failureAt(failure, tools.toClientPath(planPath([key], renamed))));
    }
  };
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
