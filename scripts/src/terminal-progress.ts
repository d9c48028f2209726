import { Presets, SingleBar } from 'cli-progress';

/** How far something long has come, for whoever waits for it. */
export interface Progress {
  start(total: number): void;
  /** So much of the total is done by now. */
  reach(done: number): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;

/** A bar where somebody watches; a plain line every five seconds where a log is kept. */
export function terminalProgress(what: string): Progress {
  return process.stdout.isTTY ? bar(what) : lines(what);
}

/** For tests, and for work that is over before anybody looks. */
export const noProgress: Progress = {
  start: () => undefined,
  reach: () => undefined,
  stop: () => undefined,
};

function bar(what: string): Progress {
  const shown = new SingleBar(
    {
      format: `${what} {bar} {percentage} % · {eta_formatted} to go`,
      hideCursor: true,
      clearOnComplete: true,
      stopOnComplete: false,
    },
    Presets.shades_classic,
  );
  return {
    start: (total) => shown.start(total, 0),
    reach: (done) => shown.update(done),
    stop: () => shown.stop(),
  };
}

function lines(what: string): Progress {
  let total = 1;
  let nextAt = 0;
  return {
    start(whole) {
      total = Math.max(whole, 1);
      nextAt = performance.now() + LINE_EVERY_MS;
    },
    reach(done) {
      if (performance.now() >= nextAt) {
        nextAt = performance.now() + LINE_EVERY_MS;
        process.stdout.write(`${what}: ${String(Math.floor((done / total) * 100))} %\n`);
      }
    },
    stop: () => undefined,
  };
}
