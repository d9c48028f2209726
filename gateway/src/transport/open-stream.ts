import { type ExecutionResult, GraphQLError } from 'graphql';
import type { OperationRequest, Subgraph, SubgraphFetch } from '@connected-lives/kit/subgraph';
import { SubgraphFailure } from '../plan/execution.ts';
import type { Outcome } from './circuit-breaker.ts';
import { inTime, unavailable } from './in-time.ts';
import type { CallSettings } from './subgraph-calls.ts';

/**
 * Opens a subgraph's stream by the same rules as a fetch: within its time, not at all while its
 * circuit is open, and with a failure counted. What the subgraph refuses is an answer. Rejects with a
 * `SubgraphFailure` or with that refusal, and so does the stream when it breaks off.
 */
export async function openStream(
  subgraph: Subgraph,
  request: OperationRequest,
  fetch: SubgraphFetch,
  settings: Pick<CallSettings, 'subgraphTimeoutMs' | 'circuits' | 'failed'>,
): Promise<AsyncIterableIterator<ExecutionResult>> {
  const { name } = subgraph;
  const circuit = settings.circuits.of(name);
  const admission = circuit.admit();
  if (admission === 'refused') {
    throw unavailable(name);
  }
  let outcome: Outcome = 'failed';
  try {
    const events = await inTime(name, settings.subgraphTimeoutMs, request.signal, (signal) =>
      opened(subgraph, request, { ...fetch, signal }),
    );
    outcome = 'answered';
    return told(name, events, (fault) => settings.failed(name, request.requestId, fault));
  } catch (fault) {
    if (fault instanceof GraphQLError) {
      outcome = 'answered';
      throw fault;
    }
    if (request.signal.aborted) {
      outcome = 'unknown';
    } else {
      settings.failed(name, request.requestId, fault);
    }
    throw fault instanceof SubgraphFailure ? fault : unavailable(name);
  } finally {
    circuit.settle(admission, outcome);
  }
}

/** A stream that opens when nobody waits for it any more is let go. */
async function opened(
  subgraph: Subgraph,
  request: OperationRequest,
  fetch: SubgraphFetch & { readonly signal: AbortSignal },
): Promise<AsyncIterableIterator<ExecutionResult>> {
  const events = await subgraph.subscribe(request, fetch);
  if (fetch.signal.aborted) {
    await events.return?.();
  }
  return events;
}

/** The same stream, which says no more than that it broke off when it does. */
function told(
  name: string,
  events: AsyncIterableIterator<ExecutionResult>,
  failed: (fault: unknown) => void,
): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      try {
        return await events.next();
      } catch (fault) {
        failed(fault);
        throw new SubgraphFailure('SUBGRAPH_UNAVAILABLE', `The stream of ${name} broke off.`);
      }
    },
    async return() {
      return (await events.return?.()) ?? { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
