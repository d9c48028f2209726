import type { ToClientPath } from './client-path.ts';
import type { Merge } from './merge-answer.ts';
import type { Supergraph } from './supergraph.ts';

/** What every step of one plan is compiled with. */
export interface PlanTools {
  readonly satisfies: Supergraph['satisfies'];
  readonly merge: Merge;
  readonly toClientPath: ToClientPath;
  /** No response key of the operation means one thing here and another there. */
  readonly keysAgree: boolean;
}
