import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '../free-port.ts';
import type { Cluster } from './cluster.ts';
import { makePasswords } from './passwords.ts';
import {
  SERVER_SETTINGS,
  type ServerTools,
  initialiseData,
  startServer,
} from './server-process.ts';
import { requireServerPrograms } from './server-programs.ts';
import { requireServerUser, temporaryFolder } from './server-user.ts';

/** Fast and forgetful: nothing here has to survive a power cut, or the night. */
const SETTINGS = {
  ...SERVER_SETTINGS,
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  file_copy_method: 'clone',
};

/**
 * A cluster for one run of tests, in the folder for temporary files. It ends with this process,
 * however that ends.
 */
export async function startThrowAwayCluster(): Promise<Cluster> {
  const user = await requireServerUser();
  const tools = { user, programs: await requireServerPrograms(user) };
  const passwords = makePasswords();
  const port = await findFreePort();
  const home = await mkdtemp(join(await temporaryFolder(user), 'connected-lives-test-'));
  const files = { data: join(home, 'data'), log: join(home, 'server.log') };
  const passwordFile = join(home, 'password');
  try {
    await writeFile(passwordFile, passwords.superuser, { mode: 0o600 });
    for (const path of [home, passwordFile]) {
      await chown(path, user.uid ?? -1, user.gid ?? -1);
    }
    await initialiseData(tools, files.data, passwordFile, ['--no-sync']);
    await startServer(tools, files, port, SETTINGS);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
  return {
    host: '127.0.0.1',
    port,
    passwords,
    startedHere: true,
    stop: tieToThisProcess(tools, home, files.data),
  };
}

/**
 * Leaves a small shell behind that waits for the end of its input. The pipe closes when we close it
 * or when this process dies, even by `kill -9`, and then the shell stops the server and clears up.
 *
 * @returns how to do that now, and wait for it
 */
function tieToThisProcess(
  { programs, user }: ServerTools,
  home: string,
  data: string,
): () => Promise<void> {
  const clearUp = 'cat; "$0" stop -m immediate -D "$1"; rm -rf "$2"';
  const undertaker = spawn('/bin/sh', ['-c', clearUp, programs.pgCtl, data, home], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // It must not keep this process alive: its whole point is to outlive it.
  undertaker.unref();
  const ended = once(undertaker, 'exit');
  return async () => {
    undertaker.ref();
    undertaker.stdin.end();
    await ended;
  };
}
