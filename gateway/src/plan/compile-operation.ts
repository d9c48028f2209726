import type { PlanNode, SubscriptionNode } from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  type GraphQLObjectType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import type { Fragments } from './collect-fields.ts';
import { createClientPaths, fragmentsOf } from './client-path.ts';
import { coerceVariables } from './coerce-variables.ts';
import { compilePlan, type PlanTools } from './compile-plan.ts';
import type { ErrorList, Execution, Fields, Step } from './execution.ts';
import { withInternalAliases } from './internal-alias.ts';
import { divideIntrospection, introspectionStep } from './introspection.ts';
import { createMerge } from './merge-answer.ts';
import { createNullReport } from './null-violation.ts';
import { withPlainTypenames } from './plain-typenames.ts';
import { compileProjection } from './projection.ts';
import { compileRootAnswer, type TakeAnswer } from './root-fetch.ts';
import { splitMutation } from './split-mutation.ts';
import type { Supergraph } from './supergraph.ts';

/** The subscription fetch of a plan: whom to listen to, and how an event enters the answer. */
export interface EventSource {
  readonly subgraph: string;
  readonly document: string;
  readonly variableUsages: readonly string[];
  readonly take: TakeAnswer;
}

/** A document ready to be run any number of times, with any variables, for anybody. */
export interface CompiledOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly name: string | null;
  /** The answer begins as an object of this type: the paths of plans ask for it. */
  readonly rootTypename: string;
  readonly coerceVariables: (
    given: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
  /** Fetches all that is asked; for a subscription, what each event still lacks. */
  readonly run: Step;
  readonly eventSource: EventSource | undefined;
  /** The whole answer as JSON text. */
  readonly write: (execution: Execution) => string;
}

const NOTHING: Step = async () => {};

/** Plans a valid operation and compiles plan and selection. The only costly moment of a document. */
export function compileOperation(
  supergraph: Supergraph,
  clientDocument: DocumentNode,
  operationName: string | null,
): CompiledOperation {
  const document = withInternalAliases(clientDocument, supergraph.fieldNames);
  const operation = operationIn(document, operationName);
  const fragments = fragmentsOf(document);
  const root = supergraph.schema.getRootType(operation.operation);
  if (root === undefined || root === null) {
    throw new Error(`The graph has no ${operation.operation}.`);
  }
  const tools: PlanTools = {
    satisfies: supergraph.satisfies,
    merge: createMerge(supergraph.schema),
    toClientPath: createClientPaths(document, operation),
  };
  return {
    kind: operation.operation,
    name: operation.name?.value ?? null,
    rootTypename: root.name,
    coerceVariables: (given) => coerceVariables(supergraph.schema, operation, given),
    ...compileSteps(supergraph, document, operation, root, tools),
    write: compileWriter(supergraph, root, operation, fragments),
  };
}

function compileSteps(
  supergraph: Supergraph,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  root: GraphQLObjectType,
  tools: PlanTools,
): Pick<CompiledOperation, 'run' | 'eventSource'> {
  const name = operation.name?.value;
  const plan = (part: DocumentNode): PlanNode | undefined =>
    supergraph.planner.plan(print(withPlainTypenames(supergraph.schema, part)), name, new Set(), 0).node;

  if (operation.operation === 'subscription') {
    return compileSubscription(plan(document), tools);
  }
  if (operation.operation === 'mutation') {
    const steps = splitMutation(document, operation).map((part) => compileNode(plan(part), tools));
    return { run: oneAfterAnother(steps, root), eventSource: undefined };
  }
  const { forSubgraphs, introspection } = divideIntrospection(document, operation);
  const steps = [
    ...(forSubgraphs === undefined ? [] : [compileNode(plan(forSubgraphs), tools)]),
    ...(introspection === undefined
      ? []
      : [introspectionStep(supergraph.schema, introspection, name)]),
  ];
  return { run: inOrder(steps), eventSource: undefined };
}

function compileNode(node: PlanNode | undefined | null, tools: PlanTools): Step {
  return node === undefined || node === null ? NOTHING : compilePlan(node, tools);
}

function compileSubscription(
  node: PlanNode | undefined,
  tools: PlanTools,
): Pick<CompiledOperation, 'run' | 'eventSource'> {
  const nodes = node?.kind === 'Sequence' ? node.nodes : node === undefined ? [] : [node];
  const [first, ...rest] = nodes;
  if (first?.kind !== 'Subscription') {
    throw new Error('The plan of a subscription does not begin with one.');
  }
  const { primary } = first satisfies SubscriptionNode;
  return {
    run: inOrder(rest.map((each) => compilePlan(each, tools))),
    eventSource: {
      subgraph: primary.serviceName,
      document: primary.operation,
      variableUsages: primary.variableUsages ?? [],
      take: compileRootAnswer(primary, tools),
    },
  };
}

function inOrder(steps: readonly Step[]): Step {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) {
    return only;
  }
  return async (execution) => {
    for (const step of steps) {
      await step(execution);
    }
  };
}

/**
 * The fields of a mutation. When one that must not be null fails, the whole answer is null, and the
 * fields after it are not begun.
 */
function oneAfterAnother(steps: readonly Step[], root: GraphQLObjectType): Step {
  if (steps.length === 1 || !Object.values(root.getFields()).some((f) => isNonNullType(f.type))) {
    return inOrder(steps);
  }
  return async (execution) => {
    for (const step of steps) {
      const errorsBefore = execution.errors.size;
      const keysBefore = Object.keys(execution.data).length;
      await step(execution);
      if (execution.errors.size > errorsBefore && Object.keys(execution.data).length === keysBefore) {
        return;
      }
    }
  };
}

function compileWriter(
  supergraph: Supergraph,
  root: GraphQLObjectType,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): (execution: Execution) => string {
  const writeData = compileProjection(supergraph.schema, root, operation.selectionSet, fragments);
  return ({ data, variables, errors }) => {
    const report = createNullReport(errors);
    const positions: number[] = [];
    const text = writeData(data as Fields, {
      variables,
      positions,
      violated(place) {
        const error = report(place, positions);
        if (error !== undefined) {
          errors.add(error);
        }
      },
    });
    return errors.size === 0 ? `{"data":${text}}` : `{"errors":${textOf(errors)},"data":${text}}`;
  };
}

function textOf(errors: ErrorList): string {
  return JSON.stringify(errors);
}

function operationIn(document: DocumentNode, name: string | null): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (
      definition.kind === Kind.OPERATION_DEFINITION &&
      (name === null || definition.name?.value === name)
    ) {
      return definition;
    }
  }
  throw new Error('The document has no such operation.');
}
