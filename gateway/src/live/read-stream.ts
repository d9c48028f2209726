import type { Logger } from '@connected-lives/kit/log';
import { Answer } from '../answer.ts';
import { refusalOf } from '../errors/answer-fault.ts';
import { liveSources } from '../metrics.ts';
import { SubgraphFailure } from '../plan/execution.ts';
import { failureAt } from '../plan/subgraph-error.ts';
import type { StreamEnd } from './reader.ts';

interface Ending {
  readonly why: StreamEnd;
  readonly lastWords?: Answer;
}

/**
 * Reads a stream to its end, one event after the other, and says why it ended. Lets go of it as soon
 * as `leaving` is aborted, also while it waits for an event, and when that was so before it began.
 */
export async function readStream(
  stream: AsyncIterableIterator<Answer>,
  leaving: AbortSignal,
  logger: Logger,
  tell: (answer: Answer) => Promise<void>,
): Promise<Ending> {
  const letGo = (): void => {
    stream.return?.().catch((fault: unknown) => refusalOf(fault, logger));
  };
  leaving.addEventListener('abort', letGo);
  liveSources.inc();
  try {
    while (!leaving.aborted) {
      const event = await stream.next();
      if (event.done === true) {
        break;
      }
      await tell(event.value);
    }
    return { why: 'complete' };
  } catch (fault) {
    const errors =
      fault instanceof SubgraphFailure ? [failureAt(fault, [])] : refusalOf(fault, logger).errors;
    return { why: 'interrupted', lastWords: Answer.ofErrors(errors) };
  } finally {
    liveSources.dec();
    leaving.removeEventListener('abort', letGo);
    letGo();
  }
}
