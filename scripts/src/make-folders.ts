import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PlainError } from './plain-error.ts';
import { codeOf } from './postgres/file-error.ts';

/**
 * Makes a folder and those above it. Node's own `recursive` never ends in a folder in which nothing
 * can be made, such as /proc: it hears that something is missing, and makes again what is there.
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  const make = () => mkdir(path, mode);
  try {
    await make();
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await isFolder(path))) {
      return;
    }
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
    if (await isFolder(dirname(path))) {
      throw new PlainError(`${path} cannot be made: nothing can be made in ${dirname(path)}.`);
    }
    await makeFolders(dirname(path), mode);
    await makeFolders(path, mode);
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true;
}
