import type { Answer } from '../answer.ts';
import type { Caller, Executor, ReadyOperation } from '../executor.ts';
import { documentsKept, operationLabel, operations, operationSeconds } from '../metrics.ts';

/** Runs a query or mutation and counts it, whatever becomes of it. */
export async function runMeasured(
  executor: Executor,
  operation: ReadyOperation,
  caller: Caller,
): Promise<Answer> {
  const startedAt = performance.now();
  const label = operationLabel(operation.prepared.name);
  const kind = operation.prepared.kind;
  let outcome = 'refused';
  try {
    const answer = await executor.execute(operation, caller);
    outcome = answer.failed ? 'errors' : 'answered';
    return answer;
  } finally {
    operations.inc({ operation: label, kind, outcome });
    operationSeconds.observe({ operation: label }, (performance.now() - startedAt) / 1_000);
    documentsKept.set(executor.documentsKept);
  }
}
