import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import { printedTable } from './measure/table.ts';
import type { Finding } from './scenarios/scenario.ts';

export const RESULTS_DIR = join(PROJECT_ROOT, 'bench', 'results');

/** One run, as its file of results has it. */
export interface Results {
  readonly at: Date;
  readonly tier: string;
  readonly findings: readonly Finding[];
}

/** The name of everything that one run leaves behind. */
export function nameOfRun(at: Date): string {
  return at.toISOString().replaceAll(':', '-').slice(0, 19);
}

export function printFinding({ title, table, targets = [], notes = [] }: Finding): void {
  console.log(`\n${title}\n${printedTable(table)}`);
  for (const note of notes) {
    console.log(`  ${note}`);
  }
  for (const { words, reached } of targets) {
    console.log(`  Target: ${words}. ${reached ? 'Reached.' : 'Not reached.'}`);
  }
}

export async function saveResults({ at, tier, findings }: Results): Promise<string> {
  const path = join(RESULTS_DIR, `${nameOfRun(at)}.json`);
  const machine = {
    processors: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    node: process.version,
  };
  const kept = findings.map(({ title, targets, figures }) => ({ title, targets, ...figures }));
  await mkdir(RESULTS_DIR, { recursive: true });
  await writeFile(path, `${JSON.stringify({ at, tier, machine, findings: kept }, null, 2)}\n`);
  return relative(PROJECT_ROOT, path);
}
