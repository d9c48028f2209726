import { parse, validate } from 'graphql';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { type ClientOperation, Executor } from '../executor.ts';
import { actor, composed } from '../subgraph.given.ts';
import { createMonolith, subgraphsOf, type TestGraph } from './test-graph.given.ts';
import { writeOperation } from './write-operation.given.ts';

/** A graph behind the gateway, and the same graph in one piece. */
export interface Twins {
  readonly graph: TestGraph;
  readonly executor: Executor;
  readonly monolith: ReturnType<typeof createMonolith>;
}

/** What was found wrong with one operation, and how to see it again. */
export interface Mismatch {
  readonly kind: 'different' | 'refused' | 'fault';
  readonly seed: number;
  readonly query: string;
  readonly variables: unknown;
  readonly expected: string;
  readonly received: string;
}

export interface Comparison {
  readonly compared: number;
  /** Operations that the planner has no plan for, and the gateway says so. */
  readonly unplanned: number;
  readonly mismatches: readonly Mismatch[];
}

export function createTwins(graph: TestGraph): Twins {
  const subgraphs = subgraphsOf(graph);
  const executor = new Executor({
    supergraphSdl: composed(subgraphs),
    subgraphs,
    documentsMax: 10,
    limits: { cost: 1e9, aliases: 1_000, fields: 10_000, depth: 50, tokens: 10_000 },
  });
  return { graph, executor, monolith: createMonolith(graph) };
}

export async function answerOf(executor: Executor, operation: ClientOperation): Promise<string> {
  const answer = await executor.execute(executor.prepare(operation), {
    actor: actor(),
    token: null,
    requestId: 'r1',
    signal: new AbortController().signal,
  });
  return answer.text;
}

/** Runs operations written at random on both and compares the answers byte for byte. */
export async function compareAnswers(twins: Twins, wanted: number): Promise<Comparison> {
  const { graph, executor, monolith } = twins;
  const mismatches: Mismatch[] = [];
  let compared = 0;
  let unplanned = 0;
  for (let seed = 1; compared < wanted; seed++) {
    const { query, variables } = writeOperation(monolith.schema, graph.words, seed);
    if (validate(monolith.schema, parse(query)).length > 0) {
      continue;
    }
    compared++;
    const whole = await monolith.answer(query, variables);
    // Which of several errors comes first is not promised; what is null because of them is.
    const exact = whole.errors === undefined;
    const expected = JSON.stringify(exact ? whole : whole.data);
    const found = (kind: Mismatch['kind'], received: string): void => {
      mismatches.push({ kind, seed, query, variables, expected, received });
    };
    try {
      const text = await answerOf(executor, { query, variables });
      const received = exact ? text : text.slice(text.lastIndexOf('"data":') + 7, -1);
      if (received !== expected) {
        found('different', received);
      }
    } catch (error) {
      if (!(error instanceof RequestRefusal)) {
        found('fault', String(error));
      } else if (error.code === 'NOT_PLANNABLE') {
        unplanned++;
      } else {
        found('refused', JSON.stringify(error.errors));
      }
    }
  }
  return { compared, unplanned, mismatches };
}
