import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentWith } from '@connected-lives/scripts/config';
import { PlainError } from '@connected-lives/scripts/plain-error';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import type { Graph } from './start-graph.ts';
import type { Suite } from './suite-package.ts';

/** What jest says of a run, in the file it writes. */
export interface SuiteReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numTotalTests: number;
}

/** Runs Apollo's compiled tests with the project's jest and with nothing of its configuration. */
export async function runSuite(
  suite: Suite,
  graph: Graph,
  options: { reportFile: string; signal: AbortSignal },
): Promise<SuiteReport> {
  const { reportFile, signal } = options;
  const config = {
    rootDir: suite.tests,
    testEnvironment: 'node',
    testMatch: ['**/*.test.js'],
    // They stand under node_modules, where jest does not look by itself.
    testPathIgnorePatterns: [],
    haste: { retainAllFiles: true },
    transform: {},
  };
  await rm(reportFile, { force: true });
  const jest = spawn(
    process.execPath,
    [
      join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--config',
      JSON.stringify(config),
      '--ci',
      '--verbose',
      '--watchman=false',
      '--json',
      '--outputFile',
      reportFile,
    ],
    {
      cwd: suite.folder,
      signal,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environmentWith({
        NODE_OPTIONS: '',
        PRODUCTS_URL: graph.productsUrl,
        // The router stands behind the proxy, and the products subgraph, at 127.0.0.1, does not.
        http_proxy: graph.proxyUrl,
        https_proxy: graph.proxyUrl,
        no_proxy: '127.0.0.1',
      }),
    },
  );
  await once(jest, 'exit').catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
  const report = await readFile(reportFile, 'utf8').catch(() => {
    throw new PlainError('jest ended without a report. What it said stands above.');
  });
  return JSON.parse(report) as SuiteReport;
}
