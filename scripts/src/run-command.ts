import { once } from 'node:events';
import { isRunByNpm } from './config.ts';
import { PlainError } from './plain-error.ts';

/** One run of a command, from the first line of its work to the last thing it puts away. */
export interface Run {
  /** Aborted by the first Ctrl-C, SIGTERM or, unless the command has another use for it, closed terminal. */
  readonly stopping: AbortSignal;
  /** What is deferred here is put away in reverse order, however the run ends. */
  readonly stack: AsyncDisposableStack;
}

const STOP_SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command as the whole of this process: puts away what it opened, and ends with 0 when it
 * is done or was asked to stop, with 1 when it failed. What the person can do something about is
 * said in a sentence; a fault of ours keeps its stack.
 */
export async function runCommand(
  work: (run: Run) => Promise<void>,
  stopSignals = STOP_SIGNALS,
): Promise<never> {
  const stop = new AbortController();
  listenForStop(stop, stopSignals);
  const stack = new AsyncDisposableStack();
  const ends = [
    await faultsOf(() => work({ stopping: stop.signal, stack })),
    await faultsOf(() => stack.disposeAsync()),
  ];
  const faults = ends.flat().filter((fault) => fault !== stop.signal.reason);
  faults.forEach(say);
  process.exit(faults.length === 0 ? 0 : 1);
}

async function faultsOf(work: () => Promise<void>): Promise<unknown[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return causesOf(error);
  }
}

/** Waits until the run is asked to stop. */
export async function untilStopped({ stopping }: Run): Promise<void> {
  // Listening for a signal does not keep a process alive, and a timer does.
  const alive = setInterval(() => undefined, 60_000);
  if (!stopping.aborted) {
    await once(stopping, 'abort');
  }
  clearInterval(alive);
}

function listenForStop(stop: AbortController, stopSignals: readonly NodeJS.Signals[]): void {
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) {
      process.stderr.write('Ended at once. The next start puts right what was left.\n');
      process.exit(130);
    }
    if (signal === 'SIGINT') {
      process.stderr.write('\nStopping. Press Ctrl-C again to end at once.\n');
    }
    stop.abort(new Error(`Asked to stop by ${signal}.`));
  };
  for (const signal of stopSignals) {
    process.on(signal, onSignal);
  }
  if (isRunByNpm()) {
    stopWithParent(stop);
  }
}

/** A `kill` of npm ends npm and its shell, and neither passes it on: we see it by having a new parent. */
function stopWithParent(stop: AbortController): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(watch);
      stop.abort(new Error('npm has ended.'));
    }
  }, 1_000);
  watch.unref();
}

/** Several things can fail to be put away: each error carries the one before. */
function causesOf(error: unknown): unknown[] {
  return error instanceof SuppressedError
    ? [...causesOf(error.suppressed), ...causesOf(error.error)]
    : [error];
}

function say(error: unknown): void {
  process.stderr.write(
    error instanceof PlainError
      ? `\n${error.message}\n\n`
      : `\nThis is a fault in the project:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
