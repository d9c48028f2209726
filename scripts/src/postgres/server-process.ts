import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { runProgram } from './run-program.ts';
import type { ServerPrograms } from './server-programs.ts';
import type { ServerUser } from './server-user.ts';

/** Where one server keeps its files. */
export interface ServerFiles {
  readonly data: string;
  readonly log: string;
}

/** What is needed to run a server's programs. */
export interface ServerTools {
  readonly programs: ServerPrograms;
  readonly user: ServerUser;
}

/** What `postmaster.pid` says about the server that last started in a data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
}

/**
 * Settings of every server of ours. It listens to this machine alone. Its log keeps neither the
 * statement of an error nor the details of it: both can hold what is known about a person.
 */
export const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  jit: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Makes an empty data folder. The password travels in a file that only the server's user can read. */
export async function initialiseData(
  { programs, user }: ServerTools,
  data: string,
  passwordFile: string,
  flags: readonly string[] = [],
): Promise<void> {
  const end = await runProgram(
    programs.initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...flags,
    ],
    { ...user, cwd: '/' },
  );
  if (!end.ok) {
    throw new Error(end.said);
  }
}

/** Starts a server and waits until it answers. The server outlives us: whoever starts it stops it. */
export async function startServer(
  { programs, user }: ServerTools,
  files: ServerFiles,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const options = Object.entries({ ...settings, port: String(port) }).map(
    ([name, value]) => `-c ${name}='${value}'`,
  );
  const end = await runProgram(
    programs.pgCtl,
    ['start', '-w', '-t', '120', '-D', files.data, '-l', files.log, '-o', options.join(' ')],
    { ...user, cwd: '/' },
  );
  if (!end.ok) {
    throw new Error(end.said);
  }
}

/** Stops a server and waits for it: open transactions are rolled back, what was acknowledged is kept. */
export async function stopServer({ programs, user }: ServerTools, data: string): Promise<void> {
  const end = await runProgram(
    programs.pgCtl,
    ['stop', '-w', '-t', '60', '-m', 'fast', '-D', data],
    { ...user, cwd: '/' },
  );
  if (!end.ok && (await findPostmaster(data)) !== null) {
    throw new Error(`PostgreSQL did not stop: ${end.said}`);
  }
}

/** The server that holds a data folder, or null when there is none or its file is left over. */
export async function findPostmaster(data: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  return pid !== undefined && port !== undefined && pid > 0 && (await isPostgres(pid))
    ? { pid, port }
    : null;
}

/**
 * After a hard stop of the machine another program may have the number that the file remembers; and
 * in a container a server that was killed can stay listed as a zombie that nobody buries.
 */
async function isPostgres(pid: number): Promise<boolean> {
  // Linux: `812 (postgres) S 1 …`; elsewhere the same two facts by ps.
  const status = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(async () => {
    const { said } = await runProgram('ps', ['-o', 'comm=,state=', '-p', String(pid)]);
    return said.replace(/\s+(\S+)$/, ') $1');
  });
  return /postgres\S*\) [^ZX]/.test(status);
}

/** Only for a data folder that no server holds. */
export async function removeLeftOverPostmasterFile(data: string): Promise<void> {
  await rm(join(data, 'postmaster.pid'), { force: true });
}

/** Whether the server at an address is the one that holds this data folder, and lets us in. */
export async function answersFor(url: string, data: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server that is recovering after a crash, or that is just being stopped, needs a moment. */
export async function waitUntil(
  condition: () => Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const attempts = Math.ceil(timeoutMs / 200);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await condition()) {
      return true;
    }
    await pause(200);
  }
  return false;
}
