import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';

const PACKAGE = '@apollo/federation-subgraph-compatibility-tests';
const VERSION = '1.2.1';

/** What of Apollo's package the tests need. */
export interface Suite {
  /** Where it is installed, for what belongs to a run. */
  readonly folder: string;
  /** The compiled tests. */
  readonly tests: string;
  /** The schema that the subgraph under test has to have. */
  readonly productsSchema: string;
  /** The folders of the two subgraphs that Apollo gives: a script and a schema each. */
  readonly users: string;
  readonly inventory: string;
}

const FOLDER = join(PROJECT_ROOT, '.data', 'compatibility');
/** npm writes it when an installation is complete. */
const INSTALLED = join(FOLDER, 'node_modules', '.package-lock.json');

/**
 * What the package asks for and its tests do not use: a downloader of Apollo's closed binaries, a
 * process manager under the AGPL, and a second jest. An empty package stands in their place.
 */
const LEFT_OUT = ['@apollo/rover', 'pm2', 'jest', 'ts-jest'];
const MANIFEST = `${JSON.stringify({
  name: 'compatibility',
  private: true,
  dependencies: { [PACKAGE]: VERSION },
  overrides: Object.fromEntries(LEFT_OUT.map((name) => [name, 'file:./left-out'])),
})}\n`;
const NOTHING = `${JSON.stringify({ name: 'left-out', version: '0.0.0', private: true })}\n`;

const npm = promisify(execFile).bind(undefined, 'npm');

export async function isSuiteInstalled(): Promise<boolean> {
  const manifest = await readFile(join(FOLDER, 'package.json'), 'utf8').catch(() => '');
  return manifest === MANIFEST && existsSync(INSTALLED);
}

/** Whether the registry that npm is set to has the package now; else why not, in npm's words. */
export async function missesSuite(signal: AbortSignal): Promise<string | null> {
  try {
    await npm(
      ['view', `${PACKAGE}@${VERSION}`, 'version', '--fetch-retries=0', '--fetch-timeout=15000'],
      { signal },
    );
    return null;
  } catch (error) {
    signal.throwIfAborted();
    return lastWords(error);
  }
}

/**
 * Installs the package beside the project and runs no script of anything that comes with it. Answers
 * why not, in npm's words, where the registry has the package and does not give all that it needs.
 */
export async function installSuite(signal: AbortSignal): Promise<string | null> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(join(FOLDER, 'left-out'), { recursive: true });
  await writeFile(join(FOLDER, 'left-out', 'package.json'), NOTHING);
  await writeFile(join(FOLDER, 'package.json'), MANIFEST);
  try {
    await npm(['install', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'], {
      cwd: FOLDER,
      signal,
    });
    return null;
  } catch (error) {
    signal.throwIfAborted();
    return lastWords(error);
  }
}

export function locateSuite(): Suite {
  const root = join(FOLDER, 'node_modules', PACKAGE);
  return {
    folder: FOLDER,
    tests: join(root, 'dist', 'tests'),
    productsSchema: join(root, 'products.graphql'),
    users: join(root, 'dist', 'subgraphs', 'users'),
    inventory: join(root, 'dist', 'subgraphs', 'inventory'),
  };
}

function lastWords(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const said = (stderr ?? '').split('\n').filter((line) => line.startsWith('npm error'));
  return said.slice(0, 3).join('\n') || (message ?? String(error));
}
