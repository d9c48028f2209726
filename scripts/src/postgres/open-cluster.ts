import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort, isPortTaken } from '../free-port.ts';
import { PlainError } from '../plain-error.ts';
import { type ClusterRecord, findRecord, recordPath, saveRecord } from './cluster-record.ts';
import { type Cluster, superuserUrl } from './cluster.ts';
import { explainFileError } from './file-error.ts';
import { makePasswords } from './passwords.ts';
import {
  SERVER_SETTINGS,
  type ServerFiles,
  type ServerTools,
  answersFor,
  findPostmaster,
  initialiseData,
  removeLeftOverPostmasterFile,
  startServer,
  stopServer,
  waitUntil,
} from './server-process.ts';
import { POSTGRES_MAJOR, requireServerPrograms } from './server-programs.ts';
import { type ServerUser, mayEnter, requireServerUser } from './server-user.ts';

const HOST = '127.0.0.1';

/** Durable as a council's own: an acknowledged change survives `kill -9`, of the server too. */
const SETTINGS = {
  ...SERVER_SETTINGS,
  shared_buffers: '512MB',
  max_wal_size: '4GB',
};

/**
 * The development cluster under a folder: made when there is none, started when it does not run,
 * joined when it does, as after a `kill -9` of the process that had started it.
 */
export async function openCluster({ dir }: { dir: string }): Promise<Cluster> {
  await makeFolder(dir);
  const user = await requireServerUser();
  const tools = { user, programs: await requireServerPrograms(user) };
  const record = (await findRecord(dir)) ?? (await createRecord(dir, user));
  const files = filesIn(record.home);

  await requireData(tools, record, files);
  const running = await findRunning(record, files);
  if (running !== null) {
    return clusterAt(tools, record, files, { port: running, startedHere: false });
  }
  const port = await start(tools, dir, record, files);
  return clusterAt(tools, record, files, { port, startedHere: true });
}

/** Stops the cluster under a folder, if there is one, and removes every trace of it. */
export async function destroyCluster({ dir }: { dir: string }): Promise<void> {
  // A damaged record is a good reason to start over, so it must not stand in the way.
  const record = await findRecord(dir).catch(() => null);
  const home = record?.home ?? join(dir, 'postgres');
  const { data } = filesIn(home);
  if ((await findPostmaster(data)) !== null) {
    const user = await requireServerUser();
    await stopServer({ user, programs: await requireServerPrograms(user) }, data);
  }
  await rm(home, { recursive: true, force: true });
  await rm(recordPath(dir), { force: true });
}

function filesIn(home: string): ServerFiles {
  return { data: join(home, 'data'), log: join(home, 'server.log') };
}

async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    // The server's user passes through it to its own folder, and sees nothing on the way.
    await chmod(dir, 0o711);
  } catch (error) {
    throw explainFileError(error, dir);
  }
}

async function createRecord(dir: string, user: ServerUser): Promise<ClusterRecord> {
  const home = await createHome(await realpath(dir), user);
  const record = { home, port: await findFreePort(), passwords: makePasswords() };
  await saveRecord(dir, record);
  return record;
}

/** PostgreSQL's own folder, in a place that the user it runs as can reach. */
async function createHome(dir: string, user: ServerUser): Promise<string> {
  const beside = join(dir, 'postgres');
  if ((await readFile(join(beside, 'data', 'PG_VERSION'), 'utf8').catch(() => null)) !== null) {
    throw new PlainError(
      `${beside} holds a database, but ${recordPath(dir)}, which kept its passwords, is gone. ` +
        'Restore that file, or run npm run reset to start over with a new demo council.',
    );
  }
  try {
    const home = (await mayEnter(user, dir)) ? beside : await mkdtemp('/var/tmp/connected-lives-');
    await mkdir(home, { recursive: true });
    await chmod(home, 0o700);
    if (user.uid !== undefined && user.gid !== undefined) {
      await chown(home, user.uid, user.gid);
    }
    return home;
  } catch (error) {
    throw explainFileError(error, beside);
  }
}

/** Makes the data beside and renames it, so that a stop half-way never leaves half a cluster. */
async function requireData(
  tools: ServerTools,
  record: ClusterRecord,
  files: ServerFiles,
): Promise<void> {
  const version = await readFile(join(files.data, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) {
    requireVersion(version.trim(), files.data);
    return;
  }
  const unfinished = `${files.data}.unfinished`;
  const passwordFile = join(record.home, 'password');
  try {
    await rm(unfinished, { recursive: true, force: true });
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

function requireVersion(version: string, data: string): void {
  if (version !== POSTGRES_MAJOR) {
    throw new PlainError(
      `${data} was made by PostgreSQL ${version}, and this is PostgreSQL ${POSTGRES_MAJOR}. ` +
        'Go back to the version of the project that made it, or run npm run reset to start over with a new demo council.',
    );
  }
}

/** The port of the server that already holds the data, once it answers; null when there is none. */
async function findRunning(record: ClusterRecord, files: ServerFiles): Promise<number | null> {
  let postmaster = await findPostmaster(files.data);
  if (postmaster === null) {
    return null;
  }
  const answers = await waitUntil(async () => {
    postmaster = await findPostmaster(files.data);
    return postmaster === null || answersFor(urlOf(record, postmaster.port), files.data);
  }, 60_000);
  if (!answers) {
    throw new PlainError(
      `The local PostgreSQL is running (process ${String(postmaster.pid)}) but does not let us in. ` +
        `End that process and try again; ${files.log} says what it is doing. ` +
        'If that does not help, npm run reset starts over with a new demo council.',
    );
  }
  return (postmaster as { port: number } | null)?.port ?? null;
}

async function start(
  tools: ServerTools,
  dir: string,
  record: ClusterRecord,
  files: ServerFiles,
): Promise<number> {
  const port = (await isPortTaken(record.port)) ? await findFreePort() : record.port;
  await saveRecord(dir, { ...record, port });
  await removeLeftOverPostmasterFile(files.data);
  await rename(files.log, `${files.log}.previous`).catch(() => undefined);
  try {
    await startServer(tools, files, port, SETTINGS);
  } catch {
    const log = await readFile(files.log, 'utf8').catch(() => 'it wrote no log');
    throw explainServerError(new Error(log.trim().split('\n').slice(-8).join('\n')), record.home);
  }
  return port;
}

function explainServerError(error: unknown, home: string): PlainError {
  if (error instanceof PlainError) {
    return error;
  }
  const said = error instanceof Error ? error.message : String(error);
  if (said.includes('No space left on device')) {
    return new PlainError(
      `The disk that holds ${home} is full, so PostgreSQL could not start. Make room and try again.`,
    );
  }
  if (said.includes('is still in use')) {
    return new PlainError(
      `A PostgreSQL that nobody watches any more still works on the data in ${home}. ` +
        'It ends by itself within a minute: try again then, or end the process `postgres -D` with that folder.',
    );
  }
  return new PlainError(
    `The local PostgreSQL could not start with the data in ${home}. It said:\n\n${said}\n\n` +
      'If its files are damaged, npm run reset starts over with a new demo council.',
  );
}

function urlOf(record: ClusterRecord, port: number): string {
  return superuserUrl({ host: HOST, port, passwords: record.passwords }, 'postgres');
}

function clusterAt(
  tools: ServerTools,
  record: ClusterRecord,
  files: ServerFiles,
  { port, startedHere }: { port: number; startedHere: boolean },
): Cluster {
  return {
    host: HOST,
    port,
    passwords: record.passwords,
    startedHere,
    stop: () => stopServer(tools, files.data),
  };
}
