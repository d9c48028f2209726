import type { PlanNode } from '@graphql-hive/router-query-planner';
import { compileBatchFetch, compileEntityFetch } from './entity-fetch.ts';
import type { Step } from './execution.ts';
import type { PlanTools } from './plan-tools.ts';
import { compileRootFetch } from './root-fetch.ts';

export function compilePlan(node: PlanNode, tools: PlanTools): Step {
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes.map((inner) => compilePlan(inner, tools)));
    case 'Parallel':
      return parallel(node.nodes.map((inner) => compilePlan(inner, tools)));
    case 'Condition':
      return condition(
        node.condition,
        // The planner says null where there is nothing to do.
        node.ifClause ? compilePlan(node.ifClause, tools) : undefined,
        node.elseClause ? compilePlan(node.elseClause, tools) : undefined,
      );
    case 'Fetch':
      return compileRootFetch(node, tools);
    case 'BatchFetch':
      return compileBatchFetch(node, tools);
    case 'Flatten':
      if (node.node.kind !== 'Fetch') {
        throw new Error(`The planner put a ${node.node.kind} under a path.`);
      }
      return compileEntityFetch(node.node, node.path, tools);
    case 'Subscription':
    case 'Defer':
      break;
  }
  throw new Error(`The planner put a ${node.kind} where a fetch belongs.`);
}

function sequence(steps: readonly Step[]): Step {
  return async (execution) => {
    for (const step of steps) {
      await step(execution);
    }
  };
}

function parallel(steps: readonly Step[]): Step {
  return async (execution) => {
    await Promise.all(steps.map((step) => step(execution)));
  };
}

function condition(variable: string, ifTrue: Step | undefined, ifFalse: Step | undefined): Step {
  return async (execution) => {
    await (execution.variables[variable] === true ? ifTrue : ifFalse)?.(execution);
  };
}
