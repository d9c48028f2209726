import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from './make-folders.ts';
import { PlainError } from './plain-error.ts';
import { codeOf, explainFileError } from './postgres/file-error.ts';
import { runProgram } from './postgres/run-program.ts';

/** What `.data/running.json` says of the command that uses the folder. */
export interface Running {
  readonly pid: number;
  /** When that process started, in the words of the machine. */
  readonly since: string;
  /** What it is, such as `npm start`. */
  readonly what: string;
  /** Where the graph and the issuer answer, once they do. */
  readonly url?: string;
  readonly issuerUrl?: string;
}

/** The folder, taken by one command for as long as it runs. */
export interface Claim {
  announce(addresses: Pick<Running, 'url' | 'issuerUrl'>): Promise<void>;
  release(): Promise<void>;
}

/** Takes a folder of data for this process, or says who has it. What a killed process left is stale. */
export async function claim(dir: string, what: string): Promise<Claim> {
  const other = await findRunning(dir);
  if (other !== null) {
    throw new PlainError(
      `${other.what} is already running${other.url === undefined ? '' : ` at ${other.url}`} ` +
        `(process ${String(other.pid)}). Use that one, or stop it first: Ctrl-C in its terminal, or kill ${String(other.pid)}.`,
    );
  }
  const own = { pid: process.pid, since: (await startOf(process.pid)) ?? '', what };
  const path = pathIn(dir);
  await makeFolders(dir).catch((error: unknown) => {
    throw explainFileError(error, dir);
  });
  try {
    await rm(path, { force: true });
    // The flag decides between two that start in the same moment.
    await writeFile(path, JSON.stringify(own), { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new PlainError(`${what} is being started by somebody else at this moment.`);
    }
    throw explainFileError(error, dir);
  }
  return {
    announce: (addresses) => writeFile(path, JSON.stringify({ ...own, ...addresses })),
    release: () => rm(path, { force: true }),
  };
}

/** The command that has a folder at the moment, or null when none lives. */
export async function findRunning(dir: string): Promise<Running | null> {
  const text = await readFile(pathIn(dir), 'utf8').catch(() => '');
  const running = parse(text);
  if (running === null || running.pid === process.pid) {
    return null;
  }
  const since = await startOf(running.pid);
  return since !== null && since === running.since ? running : null;
}

function pathIn(dir: string): string {
  return join(dir, 'running.json');
}

function parse(text: string): Running | null {
  try {
    const running = JSON.parse(text) as Running | null;
    return typeof running?.pid === 'number' ? running : null;
  } catch {
    return null;
  }
}

/**
 * When a living process started, or null. Process numbers are used again, after a restart of the
 * machine almost surely, so the number alone does not say that it is ours.
 */
async function startOf(pid: number): Promise<string | null> {
  const [status, boot] = await Promise.all(
    [`/proc/${String(pid)}/stat`, '/proc/sys/kernel/random/boot_id'].map((path) =>
      readFile(path, 'utf8').catch(() => null),
    ),
  );
  if (typeof boot === 'string') {
    // Field 22 of proc(5), counted behind the name, which may hold spaces.
    const ticks = status?.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()} ${ticks}`;
  }
  const end = await runProgram('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return end.ok && end.said !== '' ? end.said : null;
}
