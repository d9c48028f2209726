import { join, resolve } from 'node:path';
import { PlainError } from '@connected-lives/scripts/plain-error';
import { readArguments } from '@connected-lives/scripts/read-arguments';
import { type Run, runCommand } from '@connected-lives/scripts/run-command';
import { runSuite } from './run-suite.ts';
import { startGraph } from './start-graph.ts';
import { installSuite, isSuiteInstalled, locateSuite, missesSuite } from './suite-package.ts';

/** All that Apollo's suite has. Fewer would mean that some were not found. */
const TESTS = 23;
const USAGE = 'npm run compatibility takes --report <file> and --where-reachable.';

/**
 * `npm run compatibility` runs Apollo's subgraph compatibility tests through our gateway.
 *
 * `--report <file>` says where jest's own report goes; with `--where-reachable` it is no failure
 * that the npm registry does not give the suite.
 */
await runCommand(async (run) => {
  const { values } = readArguments(USAGE, {
    options: { report: { type: 'string' }, 'where-reachable': { type: 'boolean' } },
  });
  try {
    await testCompatibility(run, values.report, values['where-reachable'] === true);
  } catch (fault) {
    // Tests that did not end have not passed.
    throw run.stopping.aborted ? new PlainError('Stopped before the tests had ended.') : fault;
  }
});

async function testCompatibility(
  { stack, stopping }: Run,
  report: string | undefined,
  mayBeMissing: boolean,
): Promise<void> {
  if (!(await isSuiteInstalled())) {
    const why = await missesSuite(stopping);
    if (why !== null) {
      return leaveOut(why, mayBeMissing);
    }
    const missing = await installSuite(stopping);
    if (missing !== null) {
      return leaveOut(missing, mayBeMissing);
    }
  }
  const suite = locateSuite();
  const graph = await startGraph(suite, stack);
  const { numPassedTests, numTotalTests, success } = await runSuite(suite, graph, {
    reportFile: resolve(report ?? join(suite.folder, 'report.json')),
    signal: stopping,
  });

  const passed = `${String(numPassedTests)} of ${String(TESTS)} compatibility tests passed.`;
  if (!success || numPassedTests !== TESTS || numTotalTests !== TESTS) {
    throw new PlainError(`${passed} What failed stands above.`);
  }
  process.stdout.write(`${passed}\n`);
}

function leaveOut(why: string, mayBeMissing: boolean): void {
  const said = `Apollo's compatibility suite is not here, and the npm registry does not give it:\n${why}`;
  if (!mayBeMissing) {
    throw new PlainError(said);
  }
  process.stdout.write(`${said}\nIts tests were left out.\n`);
}
