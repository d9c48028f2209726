import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Cluster, CouncilUrls } from './cluster.ts';
import { asSuperuser, ensureDatabases } from './databases.ts';
import { startThrowAwayCluster } from './throw-away-cluster.ts';

let cluster: Cluster;
let urls: CouncilUrls;
beforeAll(async () => {
  cluster = await startThrowAwayCluster();
  urls = await ensureDatabases(cluster);
});
afterAll(() => cluster.stop());

describe('the databases of the services', () => {
  it('are left as they are when they are asked for again', async () => {
    await query(urls.people.owner, 'create table if not exists kept (id int)');

    expect(await ensureDatabases(cluster)).toEqual(urls);

    await expect(query(urls.people.owner, 'select * from kept')).resolves.toEqual([]);
  });

  it('let the owner change tables, and nobody else', async () => {
    await query(urls.finance.owner, 'create table owners (id int)');

    for (const url of [urls.finance.app, urls.finance.reader]) {
      await expect(query(url, 'create table mine (id int)')).rejects.toThrow(/permission denied/);
      await expect(query(url, 'select * from owners')).rejects.toThrow(/permission denied/);
    }
  });

  it('give the app the rights of reports only when it takes that role', async () => {
    await query(
      urls.practice.owner,
      'create table counted (id int); grant select on counted to practice_reader',
    );

    await expect(query(urls.practice.app, 'select * from counted')).rejects.toThrow(
      /permission denied/,
    );
    await query(urls.practice.app, 'set role practice_reader; select * from counted');
  });

  it('are closed to the roles of the other services', async () => {
    const intruding = urls.people.app.replace(/\/people$/, '/finance');

    await expect(query(intruding, 'select 1')).rejects.toThrow(/permission denied for database/);
  });
});

describe('the throw-away cluster', () => {
  it('ends with the process that started it, even when that is killed', async () => {
    const module = new URL('./throw-away-cluster.ts', import.meta.url).href;
    const child = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--import=@oxc-node/core/register',
        '--input-type=module',
        `--eval=const { startThrowAwayCluster } = await import(${JSON.stringify(module)});
          const { port, passwords } = await startThrowAwayCluster();
          console.log(JSON.stringify({ host: '127.0.0.1', port, passwords }));
          setInterval(() => {}, 1_000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const orphan = JSON.parse(line) as Cluster;
    const answers = () =>
      asSuperuser(orphan, 'postgres', (client) => client.query('select 1')).then(
        () => true,
        () => false,
      );
    expect(await answers()).toBe(true);

    child.kill('SIGKILL');

    let gone = false;
    for (let attempt = 0; attempt < 200 && !gone; attempt += 1) {
      await pause(100);
      gone = !(await answers());
    }
    expect(gone).toBe(true);
  }, 120_000);
});

async function query(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
