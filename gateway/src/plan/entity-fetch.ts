import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FlattenNodePathSegment,
} from '@graphql-hive/router-query-planner';
import type { ExecutionResult } from 'graphql';
import type { PlanTools } from './plan-tools.ts';
import { compileEntityBatch, type EntityBatch, type GatheredBatch } from './entity-batch.ts';
import { type Execution, type Step, SubgraphFailure } from './execution.ts';
import { pickVariables } from './root-fetch.ts';
import { relocated } from './subgraph-error.ts';

/** Asks a subgraph for more about entities that stand at one path of the answer. */
export function compileEntityFetch(
  node: FetchNode,
  path: readonly FlattenNodePathSegment[],
  tools: PlanTools,
): Step {
  const batch: EntityBatchAlias = {
    alias: '_entities',
    representationsVariableName: 'representations',
    paths: [[...path]],
    requires: node.requires ?? [],
    ...(node.inputRewrites === undefined ? {} : { inputRewrites: node.inputRewrites }),
    ...(node.outputRewrites === undefined ? {} : { outputRewrites: node.outputRewrites }),
  };
  return compile(node, [batch], tools);
}

/** Several entity fetches of one subgraph that may go together, each under an alias of its own. */
export function compileBatchFetch(node: BatchFetchNode, tools: PlanTools): Step {
  return compile(node, node.entityBatch.aliases, tools);
}

function compile(
  node: FetchNode | BatchFetchNode,
  aliases: readonly EntityBatchAlias[],
  tools: PlanTools,
): Step {
  const usages = node.variableUsages ?? [];
  const batches = aliases.map((alias) => compileEntityBatch(alias, node.operation, tools));
  return async (execution) => {
    const variables = pickVariables(execution.variables, usages);
    const gathered: GatheredBatch[] = [];
    let representations = 0;
    for (const batch of batches) {
      const found = batch.gather(execution);
      variables[batch.variableName] = found.representations;
      representations += found.representations.length;
      gathered.push(found);
    }
    if (representations === 0) {
      return;
    }
    try {
      const result = await execution.fetch(node.serviceName, {
        document: node.operation,
        variables,
        operationName: node.operationName ?? null,
      });
      take(result, gathered, execution);
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) {
        throw error;
      }
      batches.forEach((batch, i) => batch.fail(error, gathered[i] as GatheredBatch, execution));
    }
  };

  function take(
    result: ExecutionResult,
    gathered: readonly GatheredBatch[],
    execution: Execution,
  ): void {
    for (const error of result.errors ?? []) {
      const i = batches.findIndex((batch) => batch.key === error.path?.[0]);
      const batch: EntityBatch | undefined = batches[i];
      if (batch === undefined) {
        execution.errors.add(relocated(error, []));
      } else {
        batch.relocate(error, gathered[i] as GatheredBatch, execution);
      }
    }
    const data = result.data;
    if (data !== null && data !== undefined) {
      batches.forEach((batch, i) => batch.merge(data, gathered[i] as GatheredBatch, execution));
    }
  }
}
