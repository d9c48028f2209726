import type { PlanNode } from '@graphql-hive/router-query-planner';
import {
  type GraphQLObjectType,
  isNonNullType,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { createClientPaths } from './client-path.ts';
import { compilePlan } from './compile-plan.ts';
import type { PlanTools } from './plan-tools.ts';
import type { Execution, Step } from './execution.ts';
import { introspectionStep, isIntrospection } from './introspection.ts';
import { createMerge } from './merge-answer.ts';
import { createNullReport } from './null-violation.ts';
import { plannerDocument } from './planner-document.ts';
import { compileProjection } from './projection.ts';
import { responseKeysAgree } from './response-keys.ts';
import { oneByOne, onlyRootFields } from './root-fields.ts';
import { compileRootAnswer, compileRootPaths, type TakeAnswer } from './root-fetch.ts';
import type { Supergraph } from './supergraph.ts';

/** The subscription fetch of a plan: whom to listen to, and how an event enters the answer. */
export interface EventSource {
  readonly subgraph: string;
  readonly document: string;
  readonly variableUsages: readonly string[];
  readonly take: TakeAnswer;
}

/** An operation ready to be run any number of times, for anybody. */
export interface CompiledOperation {
  /** The answer begins as an object of this type: the paths of plans may ask for it. */
  readonly rootTypename: string;
  /** Fetches all that is asked; for a subscription, what each event still lacks. */
  readonly run: Step;
  readonly eventSource: EventSource | undefined;
  /** The whole answer as JSON text. */
  readonly write: (execution: Execution) => string;
}

/** Plans a normalised operation and compiles plan and selection: the only costly moment of it. */
export function compileOperation(
  supergraph: Supergraph,
  operation: OperationDefinitionNode,
): CompiledOperation {
  const { schema } = supergraph;
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) {
    throw new Error(`The graph has no ${operation.operation}.`);
  }
  const tools: PlanTools = {
    satisfies: supergraph.satisfies,
    merge: createMerge(schema),
    toClientPath: createClientPaths(operation),
    keysAgree: responseKeysAgree(operation),
  };
  const plan = (part: OperationDefinitionNode): PlanNode | undefined => planPart(supergraph, part);
  return {
    rootTypename: root.name,
    ...(operation.operation === OperationTypeNode.SUBSCRIPTION
      ? compileSubscription(plan(operation), tools)
      : { run: compileSteps(supergraph, operation, root, plan, tools), eventSource: undefined }),
    write: compileWriter(supergraph, root, operation),
  };
}

/** The plans of a normalised operation as they were made, for people to read. */
export function planOperation(
  supergraph: Supergraph,
  operation: OperationDefinitionNode,
): readonly PlanNode[] {
  return partsOf(operation)
    .map((part) => planPart(supergraph, part))
    .filter((node) => node !== undefined);
}

/** The planner has no plan for some valid operations: those are refused, and none is guessed at. */
function planPart(
  { schema, planner }: Supergraph,
  part: OperationDefinitionNode,
): PlanNode | undefined {
  const document = plannerDocument(schema, part);
  try {
    return planner.plan(document, part.name?.value, new Set(), 0).node;
  } catch (error) {
    const refusal = RequestRefusal.of(
      'NOT_PLANNABLE',
      'The gateway has no plan for this operation. Ask for its parts one by one.',
      { status: 501, wellFormed: true },
    );
    refusal.cause = error;
    throw refusal;
  }
}

/** What is planned by itself: each field of a mutation, and of a query what subgraphs answer. */
function partsOf(operation: OperationDefinitionNode): readonly OperationDefinitionNode[] {
  if (operation.operation === OperationTypeNode.MUTATION) {
    return oneByOne(operation);
  }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    return [operation];
  }
  const rest = onlyRootFields(operation, ({ name }) => !name.value.startsWith('__'));
  return rest === undefined ? [] : [rest];
}

function compileSteps(
  { schema }: Supergraph,
  operation: OperationDefinitionNode,
  root: GraphQLObjectType,
  plan: (part: OperationDefinitionNode) => PlanNode | undefined,
  tools: PlanTools,
): Step {
  const compile = (part: OperationDefinitionNode): Step => {
    const node = plan(part);
    return node === undefined ? async () => {} : compilePlan(node, tools);
  };
  const parts = partsOf(operation).map(compile);
  if (operation.operation === OperationTypeNode.MUTATION) {
    return oneAfterAnother(parts, root);
  }
  const introspection = onlyRootFields(operation, ({ name }) => isIntrospection(name.value));
  return inOrder([
    ...parts,
    ...(introspection === undefined ? [] : [introspectionStep(schema, introspection)]),
  ]);
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
  const { primary } = first;
  return {
    run: inOrder(rest.map((each) => compilePlan(each, tools))),
    eventSource: {
      subgraph: primary.serviceName,
      document: primary.operation,
      variableUsages: primary.variableUsages ?? [],
      take: compileRootAnswer(primary, tools, compileRootPaths(primary, tools)),
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
  if (!Object.values(root.getFields()).some(({ type }) => isNonNullType(type))) {
    return inOrder(steps);
  }
  return async (execution) => {
    for (const step of steps) {
      const errorsBefore = execution.errors.size;
      const keysBefore = Object.keys(execution.data).length;
      await step(execution);
      const gaveNothing = Object.keys(execution.data).length === keysBefore;
      if (gaveNothing && execution.errors.size > errorsBefore) {
        return;
      }
    }
  };
}

function compileWriter(
  { schema }: Supergraph,
  root: GraphQLObjectType,
  operation: OperationDefinitionNode,
): (execution: Execution) => string {
  const writeData = compileProjection(schema, root, operation.selectionSet);
  return ({ data, errors, absent }) => {
    const report = createNullReport(errors);
    const positions: number[] = [];
    const text = writeData(data, {
      positions,
      absent,
      holder: undefined,
      violated(place) {
        const error = report(place, positions);
        if (error !== undefined) {
          errors.add(error);
        }
      },
    });
    return errors.size === 0
      ? `{"data":${text}}`
      : `{"errors":${JSON.stringify(errors)},"data":${text}}`;
  };
}
