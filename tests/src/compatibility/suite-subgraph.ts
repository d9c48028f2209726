import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentWith } from '@connected-lives/scripts/config';
import { findFreePort } from '@connected-lives/scripts/free-port';
import { PlainError } from '@connected-lives/scripts/plain-error';

export interface SuiteSubgraph {
  readonly url: string;
  readonly sdl: string;
  stop(): Promise<void>;
}

const READY_MS_MAX = 20_000;
const STOP_MS_MAX = 5_000;

/** Starts one of the two subgraphs that Apollo gives, as a process on a free port. */
export async function startSuiteSubgraph(
  name: 'users' | 'inventory',
  folder: string,
): Promise<SuiteSubgraph> {
  const port = await findFreePort();
  const child = fork(join(folder, 'index.js'), {
    cwd: folder,
    env: environmentWith({ [`${name.toUpperCase()}_PORT`]: String(port), NODE_OPTIONS: '' }),
    execArgv: [],
    // It greets on its way up; what goes wrong is for the terminal.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(force);
  };
  const ready = await Promise.race([
    once(child, 'message', { signal: AbortSignal.timeout(READY_MS_MAX) }).then(
      () => true,
      () => false,
    ),
    ended.then(() => false),
  ]);
  if (!ready) {
    await stop();
    throw new PlainError(`Apollo's ${name} subgraph did not start. What it said stands above.`);
  }
  return {
    url: `http://127.0.0.1:${String(port)}`,
    sdl: await readFile(join(folder, `${name}.graphql`), 'utf8'),
    stop,
  };
}
