import { readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { PlainError } from '../plain-error.ts';
import type { ClusterPasswords } from './cluster.ts';
import { codeOf, explainFileError } from './file-error.ts';
import { roleNames } from './passwords.ts';

/** What has to be remembered of a development cluster. Readable by its user alone. */
export interface ClusterRecord {
  /** The folder of the server's own files: usually beside the record, elsewhere when the server's user cannot enter that. */
  readonly home: string;
  /** Picked when the cluster was made, and again whenever somebody else has taken it. */
  readonly port: number;
  readonly passwords: ClusterPasswords;
}

export function recordPath(dir: string): string {
  return join(dir, 'postgres.json');
}

/** Null when there is none yet. A broken one is refused: without its passwords nobody gets in. */
export async function findRecord(dir: string): Promise<ClusterRecord | null> {
  let text: string;
  try {
    text = await readFile(recordPath(dir), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return null;
    }
    throw explainFileError(error, recordPath(dir));
  }
  const record = parse(text);
  if (!isRecord(record)) {
    throw new PlainError(
      `${recordPath(dir)}, which keeps the passwords of the local PostgreSQL, is damaged. ` +
        'Restore it from a backup, or run npm run reset to start over with a new demo council.',
    );
  }
  return { ...record, home: resolve(await realpath(dir), record.home) };
}

/** Written beside and renamed, so that a stop half-way leaves the old one whole. */
export async function saveRecord(dir: string, record: ClusterRecord): Promise<void> {
  const path = recordPath(dir);
  try {
    // What is inside is told from here, so that a checkout can be moved with its data.
    const inside = relative(await realpath(dir), record.home);
    const home = inside.startsWith('..') ? record.home : inside;
    const text = JSON.stringify({ ...record, home }, null, 2);
    await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  } catch (error) {
    throw explainFileError(error, path);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is ClusterRecord {
  const record = value as ClusterRecord | null;
  return (
    typeof record?.home === 'string' &&
    Number.isInteger(record.port) &&
    typeof record.passwords?.superuser === 'string' &&
    roleNames().every((role) => typeof record.passwords.roles?.[role] === 'string')
  );
}
