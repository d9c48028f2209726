import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askToken } from '@connected-lives/scripts/issuer/ask-token';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import type { Answer } from '../test-council.ts';

/** Much longer than a first start takes, for a machine that is busy with other tests. */
const READY_MS = 240_000;
/** What a busy machine says: a client sends it again. */
const BROKE_OFF = /SUBGRAPH_TIMEOUT|SUBGRAPH_UNAVAILABLE|OVERLOADED/;

export interface StartedCouncil {
  readonly url: string;
  token(demoPerson: string): Promise<string>;
  ask(token: string, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Asks again for as long as the machine is too busy to answer. */
  askUntilAnswered: StartedCouncil['ask'];
  /** As the machine would: no word, no time to put anything away. */
  kill(): Promise<void>;
  /** As Ctrl-C would; answers with the exit code. */
  stop(): Promise<number | null>;
}

export interface StartSettings {
  readonly dataDir: string;
  readonly port: number;
  readonly issuerPort: number;
}

/** The product as its users start it, in a process and a folder of data of its own. */
export async function startAsUsersDo(settings: StartSettings): Promise<StartedCouncil> {
  const { port, issuerPort } = settings;
  const child = spawnStart(settings);
  await untilSaid(child, 'is ready');
  const url = `http://localhost:${port}`;
  const ask: StartedCouncil['ask'] = async (token, query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  return {
    url,
    token: (demoPerson) => askToken(`http://localhost:${issuerPort}`, demoPerson),
    ask,
    async askUntilAnswered(token, query, variables) {
      for (;;) {
        const answer = await ask(token, query, variables);
        if (!BROKE_OFF.test(JSON.stringify(answer.errors ?? []))) {
          return answer;
        }
        await sleep(100);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async stop() {
      child.kill('SIGINT');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
}

/** A start that is killed as soon as it has said something, which it says of every step at this level. */
export async function startAndKill(settings: StartSettings, said: string): Promise<void> {
  const child = spawnStart(settings, { LOG_LEVEL: 'debug' });
  await untilSaid(child, said);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function spawnStart(
  { dataDir, port, issuerPort }: StartSettings,
  told: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, [join(PROJECT_ROOT, 'scripts/dist/src/start.js')], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      ISSUER_PORT: String(issuerPort),
      NODE_OPTIONS: '',
      NODE_ENV: 'development',
      ...told,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function untilSaid(child: ChildProcess, awaited: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`It did not say “${awaited}” in time, but: ${said}`));
    }, READY_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes(awaited)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`It ended with ${String(code)}. It said: ${said}`));
    });
  });
}
