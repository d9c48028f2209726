import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The cores of this machine in two parts: one for what is measured, the others for all that it deals
 * with. Then the one that is measured is the limit, and nobody takes its time. With `taskset`, which
 * Linux has.
 */
export class Cores {
  readonly #all: readonly string[];

  private constructor(all: readonly string[]) {
    this.#all = all;
  }

  /** Null where they cannot be parted: without `taskset`, or with one core. */
  static async find(): Promise<Cores | null> {
    try {
      const { stdout } = await run('taskset', ['-pc', String(process.pid)]);
      const cores = (/: ([\d,-]+)\s*$/.exec(stdout)?.[1] ?? '').split(',').flatMap(written);
      return cores.length < 2 ? null : new Cores(cores);
    } catch {
      return null;
    }
  }

  /** Gives a process one core of its own. */
  measure(pid: number): Promise<void> {
    return this.#put(pid, this.#all.slice(0, 1));
  }

  /** Keeps a process away from that core. */
  keepAway(pid: number): Promise<void> {
    return this.#put(pid, this.#all.slice(1));
  }

  /** Lets a process run anywhere again. */
  free(pid: number): Promise<void> {
    return this.#put(pid, this.#all);
  }

  async #put(pid: number, cores: readonly string[]): Promise<void> {
    await run('taskset', ['-apc', cores.join(','), String(pid)]);
  }
}

/** `0-2` is how `taskset` says 0, 1 and 2. */
function written(range: string): string[] {
  const [from = '', to = from] = range.split('-');
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => String(Number(from) + i));
}
