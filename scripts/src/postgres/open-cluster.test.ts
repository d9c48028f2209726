import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Cluster } from './cluster.ts';
import { recordPath } from './cluster-record.ts';
import { asSuperuser } from './databases.ts';
import { destroyCluster, openCluster } from './open-cluster.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connected-lives-open-'));
});
afterEach(async () => {
  await destroyCluster({ dir });
  await rm(dir, { recursive: true, force: true });
});

describe('the development cluster', () => {
  it('keeps what was written when it is stopped and opened again', async () => {
    const first = await openCluster({ dir });
    await writeNote(first, 'kept');
    await first.stop();

    const second = await openCluster({ dir });

    expect(second.startedHere).toBe(true);
    expect(second.port).toBe(first.port);
    expect(await readNotes(second)).toEqual(['kept']);
  });

  it('loses nothing acknowledged when the server is killed', async () => {
    const killed = await openCluster({ dir });
    await writeNote(killed, 'acknowledged');
    process.kill(await pidOf(dir), 'SIGKILL');

    const opened = await openCluster({ dir });

    expect(opened.startedHere).toBe(true);
    expect(await readNotes(opened)).toEqual(['acknowledged']);
  });

  it('is joined when it still runs after the process that had started it', async () => {
    const orphan = await openCluster({ dir });
    await writeNote(orphan, 'still here');

    const joined = await openCluster({ dir });

    expect(joined).toMatchObject({ startedHere: false, port: orphan.port });
    expect(await readNotes(joined)).toEqual(['still here']);
  });

  it('moves to another port when somebody has taken its own', async () => {
    const first = await openCluster({ dir });
    await first.stop();
    const other = createServer().listen(first.port, '127.0.0.1');

    const second = await openCluster({ dir });

    expect(second.port).not.toBe(first.port);
    expect(await readNotes(second)).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  it('is not misled by the process number that a lost server left behind', async () => {
    const lost = await openCluster({ dir });
    await lost.stop();
    await writeFile(
      join(dir, 'postgres', 'data', 'postmaster.pid'),
      [process.pid, join(dir, 'postgres', 'data'), 1, lost.port, '', '127.0.0.1', ''].join('\n'),
    );

    const opened = await openCluster({ dir });

    expect(opened.startedHere).toBe(true);
  });

  it('says what to do when the file with its passwords is damaged or gone', async () => {
    await (await openCluster({ dir })).stop();

    await writeFile(recordPath(dir), '{"port":');
    await expect(openCluster({ dir })).rejects.toThrow(/is damaged.*npm run reset/);

    await rm(recordPath(dir));
    await expect(openCluster({ dir })).rejects.toThrow(/passwords, is gone.*npm run reset/);
  });

  it('says what the server said when its files are damaged', async () => {
    await (await openCluster({ dir })).stop();
    await rm(join(dir, 'postgres', 'data', 'global'), { recursive: true });

    await expect(openCluster({ dir })).rejects.toThrow(/pg_control.*npm run reset/s);
  });

  it('refuses the files of another PostgreSQL by name', async () => {
    await (await openCluster({ dir })).stop();
    await writeFile(join(dir, 'postgres', 'data', 'PG_VERSION'), '17\n');

    await expect(openCluster({ dir })).rejects.toThrow(/made by PostgreSQL 17/);
  });
});

function writeNote(cluster: Cluster, text: string): Promise<unknown> {
  return asSuperuser(cluster, 'postgres', async (client) => {
    await client.query('create table if not exists note (text text)');
    return client.query('insert into note values ($1)', [text]);
  });
}

function readNotes(cluster: Cluster): Promise<string[]> {
  return asSuperuser(cluster, 'postgres', async (client) => {
    await client.query('create table if not exists note (text text)');
    const { rows } = await client.query<{ text: string }>('select text from note');
    return rows.map(({ text }) => text);
  });
}

async function pidOf(folder: string): Promise<number> {
  const text = await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}
