import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentHash } from '@connected-lives/gateway/documents/document-hash';
import type { TrustedDocumentSettings } from '@connected-lives/gateway/documents/trusted-documents';
import { PlainError } from '../plain-error.ts';
import { PROJECT_ROOT } from '../project-root.ts';

/** One file of `schema/operations/`. */
export interface StoredOperation {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly text: string;
}

const FOLDER = join(PROJECT_ROOT, 'schema', 'operations');
const ENDING = '.graphql';

/** All stored operations, by name. */
export async function readOperations(): Promise<readonly StoredOperation[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(ENDING)).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -ENDING.length),
      text: await readFile(join(FOLDER, file), 'utf8'),
    })),
  );
}

/** The committed `manifest.json`: the hash that clients send, and the name of what it stands for. */
export function manifestOf(operations: readonly StoredOperation[]): string {
  const names = operations
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => [documentHash(text), name]);
  return `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`;
}

/**
 * What a gateway trusts: the operations that the committed manifest names. Refuses to start on a
 * file that was edited since, for clients would send a hash that nobody knows.
 */
export async function readTrustedDocuments(): Promise<TrustedDocumentSettings> {
  const operations = await readOperations();
  const manifest = await readFile(join(FOLDER, 'manifest.json'), 'utf8').catch(() => '');
  if (manifest !== manifestOf(operations)) {
    throw new PlainError(
      'schema/operations/manifest.json is not what the operations beside it say. Run npm run schema.',
    );
  }
  return {
    manifest: new Map(operations.map(({ text }) => [documentHash(text), text])),
    mayExplore: ['analyst'],
  };
}
