import { spawn } from 'node:child_process';

/** How a program ended and what it said, on both of its outputs. */
export interface ProgramEnd {
  readonly ok: boolean;
  readonly said: string;
}

interface ProgramOptions {
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Runs a program to its end, in a process group of its own: a Ctrl-C at the terminal must not reach
 * it, or the server it leaves running, before we have drained. A program that cannot be started at
 * all has ended badly and said why.
 *
 * The environment is a bare one, so that neither a stray `PGPORT` nor another language decides what
 * happens.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...options,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' },
    });
    let said = '';
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
      });
    }
    child.once('error', (error) => resolve({ ok: false, said: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, said: said.trim() }));
  });
}
