import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { environmentWith } from './config.ts';
import { findFreePort } from './free-port.ts';

const NOWHERE = 'http://127.0.0.1:1';

let child: ChildProcess;
let url: string;
let lines: string[];
beforeEach(async () => {
  child = fork(join(import.meta.dirname, 'serve-gateway.ts'), {
    execArgv: ['--conditions=source', '--import=@oxc-node/core/register'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: environmentWith({
      PORT: String(await findFreePort()),
      ISSUER_URL: NOWHERE,
      PEOPLE_URL: NOWHERE,
      PRACTICE_URL: NOWHERE,
      FINANCE_URL: NOWHERE,
      SERVICES_CLIENT_ID: 'services',
      SERVICES_CLIENT_SECRET: 'a secret of nobody',
      LOG_LEVEL: 'info',
    }),
  });
  lines = [];
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) =>
    lines.push(line),
  );
  const [ready] = (await once(child, 'message')) as [{ url: string }];
  url = ready.url;
}, 120_000);
afterEach(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

async function untilSaid(words: string): Promise<void> {
  const giveUpAt = performance.now() + 20_000;
  while (!lines.some((line) => line.includes(words))) {
    if (performance.now() > giveUpAt) {
      throw new Error(`Nobody said "${words}", but: ${lines.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the gateway as a process of its own', () => {
  it('takes the supergraph anew at SIGHUP, and stops at SIGTERM', async () => {
    child.kill('SIGHUP');
    await untilSaid('supergraph taken anew');
    expect((await fetch(`${url}/livez`)).status).toBe(200);

    child.kill('SIGTERM');

    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 60_000);
});
