import type { Actor } from '@connected-lives/kit/actor';
import type { ReadyOperation } from '../executor.ts';
import type { EdgeParts } from './edge-parts.ts';
import type { AskedOperation } from './graphql-request.ts';

/**
 * From what a client sent to an operation that may run, by the same rules whatever protocol it came
 * by. Its cost is taken from the viewer's points when it is about to run.
 */
export function admitOperation(
  { rateLimit, documents, executor }: EdgeParts,
  { operationName, variables, ...asked }: Omit<AskedOperation, 'traceparent'>,
  actor: Actor,
): ReadyOperation {
  rateLimit.requireRest(actor);
  return executor.prepare({
    query: documents.requireText(asked, actor),
    operationName,
    variables,
  });
}
