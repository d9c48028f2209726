import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recordPath } from './cluster-record.ts';
import type { Cluster } from './cluster.ts';
import { asSuperuser } from './databases.ts';
import { destroyCluster, openCluster } from './open-cluster.ts';

let dir: string;
let note: string;
let opened: Cluster | undefined;

// Making a durable cluster takes a while, so the tests share one. Each leaves it stopped and whole.
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connected-lives-open-'));
  await open();
}, 120_000);
beforeEach(() => {
  note = randomUUID();
});
afterEach(async () => {
  await opened?.stop();
});
afterAll(async () => {
  await destroyCluster({ dir });
  await rm(dir, { recursive: true, force: true });
});

async function open(): Promise<Cluster> {
  opened = await openCluster({ dir });
  return opened;
}

describe('the development cluster', () => {
  it('keeps what was written when it is stopped and opened again', async () => {
    const first = await open();
    await writeNote(first);
    await first.stop();

    const second = await open();

    expect(second.startedHere).toBe(true);
    expect(second.port).toBe(first.port);
    expect(await noteIsKept(second)).toBe(true);
  });

  it('loses nothing acknowledged when the server is killed', async () => {
    await writeNote(await open());
    process.kill(await serverPid(), 'SIGKILL');

    const again = await open();

    expect(again.startedHere).toBe(true);
    expect(await noteIsKept(again)).toBe(true);
  });

  it('waits for what a killed server leaves in the middle of its work', async () => {
    const killed = await open();
    const worked = await beBusy(killed);
    process.kill(await serverPid(), 'SIGKILL');

    const again = await open();

    expect(again.startedHere).toBe(true);
    await worked();
  }, 60_000);

  it('is joined when it still runs after the process that had started it', async () => {
    const orphan = await open();
    await writeNote(orphan);

    const joined = await open();

    expect(joined).toMatchObject({ startedHere: false, port: orphan.port });
    expect(await noteIsKept(joined)).toBe(true);
  });

  it('moves to another port when somebody has taken its own', async () => {
    const first = await open();
    await first.stop();
    const other = createServer();
    await new Promise<void>((resolve) => {
      // Any other program may have taken it first, and is as good.
      other.once('error', () => resolve());
      other.listen(first.port, '127.0.0.1', resolve);
    });

    const second = await open();

    expect(second.port).not.toBe(first.port);
    expect(await noteIsKept(second)).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });

  it('moves with the folder it stands in', async () => {
    const before = await open();
    await writeNote(before);
    await before.stop();
    const elsewhere = `${dir}-moved`;
    await rename(dir, elsewhere);

    dir = elsewhere;
    const moved = await open();

    expect(await noteIsKept(moved)).toBe(true);
  });

  it('is not misled by the process number that a lost server left behind', async () => {
    await writeFile(
      join(dir, 'postgres', 'data', 'postmaster.pid'),
      [process.pid, join(dir, 'postgres', 'data'), 1, 5432, '', '127.0.0.1', ''].join('\n'),
    );

    expect(await open()).toMatchObject({ startedHere: true });
  });

  it('says what to do when the file with its passwords is damaged or gone', async () => {
    const record = await readFile(recordPath(dir), 'utf8');

    await writeFile(recordPath(dir), '{"port":');
    await expect(open()).rejects.toThrow(/is damaged.*npm run reset/);

    await rm(recordPath(dir));
    await expect(open()).rejects.toThrow(/passwords, is gone.*npm run reset/);

    await writeFile(recordPath(dir), record);
  });

  it('says what the server said when its files are damaged', async () => {
    const [control, away] = [
      join(dir, 'postgres', 'data', 'global'),
      join(dir, 'postgres', 'away'),
    ];
    await rename(control, away);

    await expect(open()).rejects.toThrow(/pg_control.*npm run reset/s);

    await rename(away, control);
  });

  it('refuses the files of another PostgreSQL by name', async () => {
    const versionFile = join(dir, 'postgres', 'data', 'PG_VERSION');
    await writeFile(versionFile, '17\n');

    await expect(open()).rejects.toThrow(/made by PostgreSQL 17/);

    await writeFile(versionFile, '18\n');
  });
});

/** Does not look up from its work to see that its server is gone. */
const BUSY_FOR_TWO_SECONDS = `do $$
  declare ends timestamptz = clock_timestamp() + interval '2 seconds';
  begin while clock_timestamp() < ends loop end loop; end $$`;

/** Resolves when the server is in the middle of it, to what waits for its end, whatever that is. */
function beBusy(cluster: Cluster): Promise<() => Promise<unknown>> {
  // Whoever looks is connected before: on a busy machine that alone may take as long as the work.
  return asSuperuser(cluster, 'postgres', async (looking) => {
    for (;;) {
      const state = { ended: false };
      const work = asSuperuser(cluster, 'postgres', (client) => {
        client.on('error', () => undefined);
        return client.query(BUSY_FOR_TWO_SECONDS);
      });
      const worked = Promise.allSettled([work]).finally(() => (state.ended = true));
      while (!state.ended) {
        const { rowCount } = await looking.query(
          `select from pg_stat_activity where state = 'active' and query like 'do %declare ends%'`,
        );
        if (rowCount === 1) {
          return () => worked;
        }
      }
    }
  });
}

function writeNote(cluster: Cluster): Promise<unknown> {
  return asSuperuser(cluster, 'postgres', async (client) => {
    await client.query('create table if not exists note (text text)');
    return client.query('insert into note values ($1)', [note]);
  });
}

function noteIsKept(cluster: Cluster): Promise<boolean> {
  return asSuperuser(cluster, 'postgres', async (client) => {
    await client.query('create table if not exists note (text text)');
    return (await client.query('select from note where text = $1', [note])).rowCount === 1;
  });
}

async function serverPid(): Promise<number> {
  const text = await readFile(join(dir, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}
