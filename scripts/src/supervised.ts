import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { environmentWith } from './config.ts';
import { PlainError } from './plain-error.ts';

/** What a process of ours says once it serves. */
interface Ready {
  readonly url: string;
}

/** A process of ours, watched. */
export interface Supervised {
  readonly url: string;
  /** Rejects when it ends without having been asked. */
  readonly lost: Promise<never>;
  stop(): Promise<void>;
}

const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 20_000;

/**
 * Starts an entry of this folder as a process and waits until it serves.
 *
 * It has a process group of its own, so that Ctrl-C reaches us alone and we decide the order of
 * stopping; and a channel to us, so that it stops by itself should we be killed.
 */
export async function supervise(
  entry: string,
  options: {
    name: string;
    args?: readonly string[];
    nodeOptions?: readonly string[];
    told: Readonly<Record<string, string>>;
  },
): Promise<Supervised> {
  const file = join(import.meta.dirname, `${entry}${extname(import.meta.filename)}`);
  const child = fork(file, [...(options.args ?? [])], {
    detached: true,
    execArgv: [...process.execArgv, ...(options.nodeOptions ?? [])],
    env: environmentWith(options.told),
  });
  let stopping = false;
  const ended = once(child, 'exit');
  const lost = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code, signal) => {
      if (!stopping) {
        reject(
          new PlainError(
            `${options.name} ended (${signal ?? `code ${String(code)}`}), so everything else was stopped too. ` +
              'What it said last stands above.',
          ),
        );
      }
    });
  });
  // Whoever watches hears of it there; until somebody does it must not count as unhandled.
  lost.catch(() => undefined);

  const stop = async (): Promise<void> => {
    stopping = true;
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(force);
  };
  try {
    const { url } = await Promise.race([firstMessage(child, options.name), lost]);
    return { url, lost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstMessage(child: ChildProcess, name: string): Promise<Ready> {
  const signal = AbortSignal.timeout(READY_MS_MAX);
  try {
    const [message] = (await once(child, 'message', { signal })) as [Ready];
    return message;
  } catch {
    throw new PlainError(
      `${name} did not become ready within ${String(READY_MS_MAX / 1_000)} seconds, so everything was stopped.`,
    );
  }
}

/** Tells the process that started this one, if one did, that it serves; and stops when that is gone. */
export function tellParent(ready: Ready): void {
  if (process.send !== undefined) {
    process.send(ready);
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  }
}
