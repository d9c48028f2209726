import type { Answer } from '../answer.ts';
import { RequestRefusal } from '../errors/request-refusal.ts';
import type { OperationOutcome, OperationWatch } from './operation-watch.ts';

const FAULT_STATUS = 500;

/** Runs an operation and tells its watch, if it has one, how it ended, whatever becomes of it. */
export async function watched(
  watch: OperationWatch | undefined,
  { signal }: { readonly signal: AbortSignal },
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (watch === undefined) {
    return run();
  }
  let outcome: OperationOutcome = 'failed';
  try {
    const answer = await run();
    outcome = answer.failed ? 'errors' : 'answered';
    return answer;
  } catch (fault) {
    if (fault instanceof RequestRefusal && fault.status < FAULT_STATUS) {
      outcome = 'refused';
    }
    throw fault;
  } finally {
    watch.end(signal.aborted ? 'left' : outcome);
  }
}
