import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claim, findRunning } from './running.ts';

let dir: string;
let other: ChildProcess | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connected-lives-running-'));
});
afterEach(async () => {
  other?.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

describe('one command at a time uses a folder of data', () => {
  it('tells the second one where the first one answers', async () => {
    const { pid } = await startOther();

    await expect(claim(dir, 'npm start')).rejects.toThrow(
      `The other command is already running at http://localhost:4000 (process ${String(pid)}).`,
    );
    expect(await findRunning(dir)).toMatchObject({ pid, issuerUrl: 'http://localhost:4400' });
  });

  it('is free again after a command that was killed', async () => {
    const killed = await startOther();
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    expect(await findRunning(dir)).toBeNull();
    await expect(claim(dir, 'npm start')).resolves.toBeDefined();
  });

  it('is free when a later process has the number of one that was killed', async () => {
    await startOther();
    const path = join(dir, 'running.json');
    const record = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await writeFile(path, JSON.stringify({ ...record, since: 'before the last restart' }));

    expect(await findRunning(dir)).toBeNull();
    await expect(claim(dir, 'npm start')).resolves.toBeDefined();
  });

  it('is free after a command that ended, and after a broken record', async () => {
    const first = await claim(dir, 'npm start');
    await first.release();
    expect(await findRunning(dir)).toBeNull();

    await writeFile(join(dir, 'running.json'), '{');
    await expect(claim(dir, 'npm start')).resolves.toBeDefined();
  });

  it('says that a file is in the way, and not that somebody else starts', async () => {
    const file = join(dir, 'a-file');
    await writeFile(file, '');

    await expect(claim(file, 'npm start')).rejects.toThrow(
      `${file} cannot be used: a file is in the way.`,
    );
  });
});

async function startOther(): Promise<ChildProcess> {
  const module = new URL('./running.ts', import.meta.url).href;
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import=@oxc-node/core/register',
      '--input-type=module',
      `--eval=const { claim } = await import(${JSON.stringify(module)});
        const { announce } = await claim(${JSON.stringify(dir)}, 'The other command');
        await announce({ url: 'http://localhost:4000', issuerUrl: 'http://localhost:4400' });
        console.log('claimed');
        setInterval(() => {}, 1_000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  other = child;
  await once(createInterface({ input: child.stdout }), 'line');
  return child;
}
