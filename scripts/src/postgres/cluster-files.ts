import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '../free-port.ts';
import { makeFolders } from '../make-folders.ts';
import { PlainError } from '../plain-error.ts';
import { type ClusterRecord, recordPath, saveRecord } from './cluster-record.ts';
import { explainFileError } from './file-error.ts';
import { makePasswords } from './passwords.ts';
import { explainServerError } from './server-error.ts';
import { initialiseData, type ServerFiles, type ServerTools } from './server-process.ts';
import { POSTGRES_MAJOR } from './server-programs.ts';
import { mayEnter, type ServerUser } from './server-user.ts';

export function filesIn(home: string): ServerFiles {
  return { data: join(home, 'data'), log: join(home, 'server.log') };
}

/** Whether a cluster was made there, to its end. */
export async function holdsData({ data }: ServerFiles): Promise<boolean> {
  return (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null)) !== null;
}

export async function makeFolder(dir: string): Promise<void> {
  try {
    await makeFolders(dir);
    // The server's user passes through it to its own folder, and sees nothing on the way.
    await chmod(dir, 0o711);
  } catch (error) {
    throw explainFileError(error, dir);
  }
}

export async function createRecord(dir: string, user: ServerUser): Promise<ClusterRecord> {
  const home = await chooseHome(await realpath(dir), user);
  const record = { home, port: await findFreePort(), passwords: makePasswords() };
  await saveRecord(dir, record);
  return record;
}

/** PostgreSQL's own folder, in a place that the user it runs as can reach. */
async function chooseHome(dir: string, user: ServerUser): Promise<string> {
  const beside = join(dir, 'postgres');
  if ((await readFile(join(beside, 'data', 'PG_VERSION'), 'utf8').catch(() => null)) !== null) {
    throw new PlainError(
      `${beside} holds a database, but ${recordPath(dir)}, which kept its passwords, is gone. ` +
        'Restore that file, or run npm run reset to start over with a new demo council.',
    );
  }
  return (await mayEnter(user, dir)) ? beside : mkdtemp('/var/tmp/connected-lives-');
}

async function makeHome(home: string, user: ServerUser): Promise<void> {
  await mkdir(home, { recursive: true });
  await chmod(home, 0o700);
  await chown(home, user.uid ?? -1, user.gid ?? -1);
}

/**
 * Makes the data beside and renames it, so that a stop half-way never leaves half a cluster. Under a
 * name of its own, for a program that a killed start left behind may still be writing in another.
 */
export async function requireData(
  tools: ServerTools,
  record: ClusterRecord,
  files: ServerFiles,
): Promise<void> {
  const version = await readFile(join(files.data, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) {
    requireVersion(version.trim(), files.data);
    return;
  }
  const unfinished = `${files.data}.unfinished-${String(process.pid)}`;
  const passwordFile = join(record.home, 'password');
  try {
    await makeHome(record.home, tools.user);
    await removeUnfinished(record.home, files.data);
    await writeFile(passwordFile, record.passwords.superuser, { mode: 0o600 });
    await chown(passwordFile, tools.user.uid ?? -1, tools.user.gid ?? -1);
    await initialiseData(tools, unfinished, passwordFile);
    await rename(unfinished, files.data);
  } catch (error) {
    throw explainServerError(explainFileError(error, record.home), record.home);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function removeUnfinished(home: string, data: string): Promise<void> {
  for (const name of await readdir(home)) {
    const path = join(home, name);
    if (path.startsWith(`${data}.unfinished`)) {
      await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  }
}

function requireVersion(version: string, data: string): void {
  if (version !== POSTGRES_MAJOR) {
    throw new PlainError(
      `${data} was made by PostgreSQL ${version}, and this is PostgreSQL ${POSTGRES_MAJOR}. ` +
        'Go back to the version of the project that made it, or run npm run reset to start over with a new demo council.',
    );
  }
}
