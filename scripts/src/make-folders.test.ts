import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeFolders } from './make-folders.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connected-lives-folders-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('a folder', () => {
  it('is made with those above it, and may be there already', async () => {
    const path = join(dir, 'one', 'two', 'three');

    await makeFolders(path, 0o700);
    await makeFolders(path, 0o700);

    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('is not made where a file is in the way', async () => {
    await writeFile(join(dir, 'file'), '');

    await expect(makeFolders(join(dir, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolders(join(dir, 'file', 'two'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('is not tried for ever in a folder that takes none', async () => {
    // What there is no such folder for, as on other systems than Linux, is refused by the system.
    const told =
      process.platform === 'linux' ? '/proc/x cannot be made: nothing can be made in /proc.' : '';

    for (const path of ['/proc/x', '/proc/x/y/z']) {
      await expect(makeFolders(path)).rejects.toThrow(told);
    }
  });
});
