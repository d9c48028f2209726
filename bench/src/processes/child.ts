import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { environmentWith } from '@connected-lives/scripts/config';
import type { Question, Reply } from './messages.ts';

const STOP_MS = 10_000;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export interface ChildOptions {
  readonly nodeOptions?: readonly string[];
  /** What its environment says besides what ours says. */
  readonly told?: Readonly<Record<string, string>>;
}

/** A process of the bench, apart from the load, so that what it costs can be counted by itself. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #ready: unknown;

  private constructor(process: ChildProcess, entry: string) {
    this.#process = process;
    process.on('message', (reply: Reply) => this.#take(reply));
    process.once('exit', () => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`The process ${entry} ended. What it said last stands above.`));
      }
      this.#waiting.clear();
    });
  }

  /**
   * Starts a file of this workspace, such as `council.child`, and waits until it is ready. Secrets
   * are in the settings, which go through the channel: a command line is there for all to read.
   */
  static async start(
    entry: string,
    settings: object,
    { nodeOptions = [], told = {} }: ChildOptions = {},
  ): Promise<Child> {
    const file = join(import.meta.dirname, '..', `${entry}${extname(import.meta.filename)}`);
    // In a process group of its own: Ctrl-C reaches the load alone, which then puts all away.
    const forked = fork(file, [], {
      detached: true,
      execArgv: [...process.execArgv, ...nodeOptions],
      env: environmentWith(told),
    });
    const child = new Child(forked, entry);
    try {
      child.#ready = await child.#send('start', settings);
    } catch (error) {
      await child.stop();
      throw error;
    }
    return child;
  }

  /** What it said when its work had begun. */
  get ready(): unknown {
    return this.#ready;
  }

  /** Where it serves, for one that does. */
  get url(): string {
    return (this.ready as { readonly url: string }).url;
  }

  ask<Answer>(about: object): Promise<Answer> {
    return this.#send('ask', about) as Promise<Answer>;
  }

  /** Processor time so far, user and system. */
  async cpuMs(): Promise<number> {
    return (await this.#send('cpu')) as number;
  }

  /** What it holds of the machine's memory: its resident set, in MB of a million bytes. */
  async memoryMb(): Promise<number> {
    return (await this.#send('memory')) as number;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#send('stop').catch(() => undefined);
    // One whose request went wrong may wait for itself.
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(patience);
  }

  #send(what: Question['what'], about?: object): Promise<unknown> {
    this.#asked += 1;
    const question: Question = { id: this.#asked, what, about };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve, reject });
      this.#process.send(question, (error) => {
        if (error !== null) {
          this.#waiting.delete(question.id);
          reject(error);
        }
      });
    });
  }

  #take({ id, answer, fault }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (fault === undefined) {
      waiting?.resolve(answer);
    } else {
      waiting?.reject(new Error(fault));
    }
  }
}
