import { tmpdir } from 'node:os';
import { PlainError } from '../plain-error.ts';
import { SUPERUSER } from './cluster.ts';
import { runProgram } from './run-program.ts';

/** Whom the server runs as. Empty for an ordinary user: then it runs as that user. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, so root runs it as the system user `postgres`, made if missing. */
export async function requireServerUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) {
    return {};
  }
  return (await findSystemUser()) ?? (await createSystemUser());
}

async function findSystemUser(): Promise<ServerUser | null> {
  const [uid, gid] = await Promise.all([
    runProgram('id', ['-u', SUPERUSER]),
    runProgram('id', ['-g', SUPERUSER]),
  ]);
  return uid.ok && gid.ok ? { uid: Number(uid.said), gid: Number(gid.said) } : null;
}

async function createSystemUser(): Promise<ServerUser> {
  const end = await runProgram('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    SUPERUSER,
  ]);
  const user = end.ok ? await findSystemUser() : null;
  if (user === null) {
    throw new PlainError(
      `PostgreSQL cannot run as root, and a system user "postgres" could not be made (${end.said}). ` +
        'Run the command as an ordinary user, or create that user first.',
    );
  }
  return user;
}

/** Whether the server's user may enter a folder. Root may always, so somebody else has to try. */
export async function mayEnter(user: ServerUser, folder: string): Promise<boolean> {
  const end = await runProgram('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/' });
  return end.ok;
}

/** A folder for temporary files that the server's user may enter too. */
export async function temporaryFolder(user: ServerUser): Promise<string> {
  return (await mayEnter(user, tmpdir())) ? tmpdir() : '/var/tmp';
}
