import type { Question, Reply } from './messages.ts';

/** What a child does for its parent. */
export interface Work {
  /** Told to the parent as soon as the work has begun: an address, say. */
  readonly ready?: object;
  answer?(about: object): Promise<unknown>;
  stop(): Promise<void>;
}

/** The child's end of the channel. The child ends when it is told to, or when its parent is gone. */
export function answerParent(start: (settings: never) => Promise<Work>): void {
  let work: Work | undefined;
  const reply = async ({ what, about = {} }: Question): Promise<unknown> => {
    switch (what) {
      case 'start':
        work = await start(about as never);
        return work.ready;
      case 'ask':
        return work?.answer?.(about);
      case 'cpu': {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1_000;
      }
      case 'memory':
        return process.memoryUsage.rss() / 1_000_000;
      case 'stop':
        await work?.stop();
        // Not by itself: a profile is written at the exit, whatever timers are left.
        process.exit(0);
    }
    return undefined;
  };
  process.on('message', (question: Question) => {
    const { id } = question;
    const send = (message: Reply): boolean | undefined => process.send?.(message);
    reply(question).then(
      (answer) => send({ id, answer }),
      (error: unknown) => send({ id, fault: error instanceof Error ? (error.stack ?? '') : '' }),
    );
  });
  process.once('disconnect', () => process.exit(1));
}
