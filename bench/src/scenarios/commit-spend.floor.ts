import type { Slice } from '../measure/contender.ts';
import type { Child } from '../processes/child.ts';
import type { Spender } from './spender.ts';

export interface LedgerWork {
  readonly spenders: readonly Spender[];
  /** How many commit at the same time, each over a connection of its own. */
  readonly callers: number;
  readonly ms: number;
}

export type LedgerWorked = Pick<Slice, 'latenciesMs' | 'seconds'>;

/** The floor of `commitSpend`: a process that calls the function of the ledger and nothing else. */
export async function measureLedger(ledger: Child, work: LedgerWork): Promise<Slice> {
  const cpuBefore = await ledger.cpuMs();
  const { latenciesMs, seconds } = await ledger.ask<LedgerWorked>(work);
  return {
    answers: latenciesMs.length,
    latenciesMs,
    seconds,
    cpuMs: (await ledger.cpuMs()) - cpuBefore,
  };
}
