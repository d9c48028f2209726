import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

/** Runs a command of these words in a process of its own: ending is what is tested. */
function start(work: string): ChildProcess {
  const url = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  return spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import=@oxc-node/core/register',
      '--input-type=module',
      `--eval=const { runCommand, untilStopped } = await import(${url('./run-command.ts')});
        const { PlainError } = await import(${url('./plain-error.ts')});
        await runCommand(async (run) => { ${work} });`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

async function endOf(child: ChildProcess) {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { out: out.trim().split('\n'), err, code };
}

const OPEN = `
  run.stack.defer(() => console.log('first is away'));
  run.stack.defer(() => console.log('second is away'));
  console.log('open');`;

describe('a command', () => {
  it('puts away what it opened, last thing first, and ends well', async () => {
    const { out, code } = await endOf(start(OPEN));

    expect(out).toEqual(['open', 'second is away', 'first is away']);
    expect(code).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops cleanly at %s', async (signal) => {
    const child = start(`${OPEN} await untilStopped(run);`);
    child.stdout?.once('data', () => child.kill(signal));

    const { out, code } = await endOf(child);

    expect(out).toEqual(['open', 'second is away', 'first is away']);
    expect(code).toBe(0);
  });

  it('waits for the step under way and takes no further one', async () => {
    const child = start(`${OPEN}
      await untilStopped(run);
      await new Promise((resolve) => setTimeout(resolve, 50));
      console.log('step done');
      run.stopping.throwIfAborted();
      console.log('never said');`);
    child.stdout?.once('data', () => child.kill('SIGTERM'));

    const { out, code } = await endOf(child);

    expect(out).toEqual(['open', 'step done', 'second is away', 'first is away']);
    expect(code).toBe(0);
  });

  it('ends at once when it is told a second time', async () => {
    const child = start(`${OPEN}
      run.stack.defer(() => new Promise(() => setInterval(() => {}, 1_000)));
      await untilStopped(run);`);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    child.stderr?.once('data', () => child.kill('SIGINT'));

    const { out, err, code } = await endOf(child);

    expect(out).toEqual(['open']);
    expect(err).toContain('Press Ctrl-C again to end at once');
    expect(code).toBe(130);
  });

  it('says what the person can do something about, without a stack', async () => {
    const { out, err, code } = await endOf(
      start(`${OPEN} throw new PlainError('Port 1 is in use.');`),
    );

    expect(out).toEqual(['open', 'second is away', 'first is away']);
    expect(err.trim()).toBe('Port 1 is in use.');
    expect(code).toBe(1);
  });

  it('shows the stack of a fault of ours, also of one that happens while it puts things away', async () => {
    const { err, code } = await endOf(
      start(`
        run.stack.defer(() => { throw new Error('stuck'); });
        throw new PlainError('Port 1 is in use.');`),
    );

    expect(err).toMatch(/Port 1 is in use\.\n[^]*fault in the project:\nError: stuck\n {4}at /);
    expect(code).toBe(1);
  });
});
