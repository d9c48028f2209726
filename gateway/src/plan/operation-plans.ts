import { LRUCache } from 'lru-cache';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { compileOperation, type CompiledOperation, planOperation } from './compile-operation.ts';
import { conditionVariables } from './conditions.ts';
import { normaliseOperation } from './normalise-operation.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import type { Supergraph } from './supergraph.ts';

export interface PlanningNews {
  /** Told each time a plan was compiled. */
  readonly compiled: () => void;
  /** Told why the planner has no plan. */
  readonly notPlannable: (reason: string) => void;
}

const VARIANTS_MAX = 32;
const REASON_LENGTH_MAX = 500;
const STRING_LITERAL = /"(?:[^"\\\n]|\\.)*"/g;

/** One operation planned and compiled once for each way in which its conditions are decided. */
export function operationPlans(
  supergraph: Supergraph,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  told: PlanningNews,
): Pick<PreparedOperation, 'compiledFor' | 'plannedFor' | 'planFor'> {
  const names = conditionVariables(document);
  const variants = new LRUCache<string, CompiledOperation | RequestRefusal>({ max: VARIANTS_MAX });
  const normalised = (variables: Readonly<Record<string, unknown>>) =>
    normaliseOperation(supergraph, document, operation, variables);
  const compile = (variables: Readonly<Record<string, unknown>>) => {
    const plain = normalised(variables);
    try {
      const compiled = compileOperation(supergraph, plain);
      told.compiled();
      return compiled;
    } catch (error) {
      if (!(error instanceof RequestRefusal)) {
        throw error;
      }
      told.notPlannable(reasonOf(error));
      return error;
    }
  };
  return {
    compiledFor: (variables) => {
      const decided = names.map((name) => (variables[name] === true ? '1' : '0')).join('');
      let compiled = variants.get(decided);
      if (compiled === undefined) {
        compiled = compile(variables);
        variants.set(decided, compiled);
      }
      if (compiled instanceof RequestRefusal) {
        throw compiled;
      }
      return compiled;
    },
    plannedFor: () =>
      [...variants.keys()].map((decided) =>
        Object.fromEntries(names.map((name, i) => [name, decided[i] === '1'])),
      ),
    planFor: (variables) => planOperation(supergraph, normalised(variables)),
  };
}

/** What the planner says quotes the document, and a text that stands in it may be about somebody. */
function reasonOf({ cause }: RequestRefusal): string {
  const reason = cause instanceof Error ? cause.message : 'unknown';
  return reason.replace(STRING_LITERAL, '"…"').slice(0, REASON_LENGTH_MAX);
}
