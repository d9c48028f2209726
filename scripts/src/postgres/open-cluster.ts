import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort, isPortTaken } from '../free-port.ts';
import { PlainError } from '../plain-error.ts';
import { createRecord, filesIn, holdsData, makeFolder, requireData } from './cluster-files.ts';
import { type ClusterRecord, findRecord, recordPath, saveRecord } from './cluster-record.ts';
import { type Cluster, superuserUrl } from './cluster.ts';
import { explainServerError, isStillInUse } from './server-error.ts';
import {
  SERVER_SETTINGS,
  type ServerFiles,
  type ServerTools,
  answersFor,
  findPostmaster,
  removeLeftOverPostmasterFile,
  startServer,
  stopServer,
  waitUntil,
} from './server-process.ts';
import { requireServerPrograms } from './server-programs.ts';
import { requireServerUser } from './server-user.ts';

const HOST = '127.0.0.1';
/** How long a start waits for what is left of a server that was killed. */
const LEFT_BEHIND_MS_MAX = 20_000;

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

/** Whether there is one under a folder, running or not. Makes nothing. */
export async function hasCluster({ dataDir }: { dataDir: string }): Promise<boolean> {
  const record = await findRecord(dataDir);
  return record !== null && holdsData(filesIn(record.home));
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
  let said = '';
  const started = await waitUntil(async () => {
    await rename(files.log, `${files.log}.previous`).catch(() => undefined);
    try {
      await startServer(tools, files, port, SETTINGS);
      return true;
    } catch {
      said = await readFile(files.log, 'utf8').catch(() => 'it wrote no log');
      // Of a server that was killed, whoever is in the middle of a statement ends a moment later.
      if (isStillInUse(said)) {
        return false;
      }
      throw startError(said, record);
    }
  }, LEFT_BEHIND_MS_MAX);
  if (!started) {
    throw startError(said, record);
  }
  return port;
}

function startError(log: string, { home }: ClusterRecord): PlainError {
  return explainServerError(new Error(log.trim().split('\n').slice(-8).join('\n')), home);
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
