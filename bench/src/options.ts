import { PlainError } from '@connected-lives/scripts/plain-error';
import { readArguments } from '@connected-lives/scripts/read-arguments';
import { benchBoard } from './scenarios/board.ts';
import { benchCaseView } from './scenarios/case-view.ts';
import { benchCommitSpend } from './scenarios/commit-spend.ts';
import { benchFindPeople } from './scenarios/find-people.ts';
import { benchGateway } from './scenarios/gateway.ts';
import { benchListPeople } from './scenarios/list-people.ts';
import type { Scenario } from './scenarios/scenario.ts';

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  case: benchCaseView,
  list: benchListPeople,
  commit: benchCommitSpend,
  board: benchBoard,
  gateway: benchGateway,
  // Last, because it fills the copy.
  find: benchFindPeople,
};

export interface Options {
  readonly scenarios: readonly { readonly name: string; readonly scenario: Scenario }[];
  /** Of a scenario that has several, the one part to measure. */
  readonly part: string | null;
  /** Whether to keep profiles of the processes that are ours. */
  readonly cpuProfile: boolean;
}

/** `npm run bench -- case list --cpu-prof`, `-- gateway --part memory`. Without a name: all of them. */
export function readOptions(args: readonly string[]): Options {
  const usage = `Say what to measure: ${Object.keys(SCENARIOS).join(', ')} or all, with --part <name> and --cpu-prof.`;
  const { values, positionals } = readArguments(usage, {
    args: [...args],
    options: { 'cpu-prof': { type: 'boolean', default: false }, part: { type: 'string' } },
    allowPositionals: true,
  });
  const names =
    positionals.length === 0 || positionals.includes('all') ? Object.keys(SCENARIOS) : positionals;
  return {
    scenarios: names.map((name) => {
      const scenario = SCENARIOS[name];
      if (scenario === undefined) {
        throw new PlainError(
          `There is no "${name}" to measure. There are ${Object.keys(SCENARIOS).join(', ')} and all.`,
        );
      }
      return { name, scenario };
    }),
    part: values.part ?? null,
    cpuProfile: values['cpu-prof'],
  };
}
