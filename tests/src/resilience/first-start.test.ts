import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePort } from '@connected-lives/scripts/free-port';
import { destroyCluster } from '@connected-lives/scripts/postgres/open-cluster';
import { startAndKill, startAsUsersDo, type StartSettings } from './started-council.ts';

let settings: StartSettings;

beforeAll(async () => {
  settings = {
    dataDir: await mkdtemp(join(tmpdir(), 'council-first-start-')),
    port: await findFreePort(),
    issuerPort: await findFreePort(),
  };
});
afterAll(async () => {
  await destroyCluster({ dir: settings.dataDir });
  await rm(settings.dataDir, { recursive: true, force: true });
}, 60_000);

describe('a first start that is killed', () => {
  it('is taken up by the next one, wherever it was, with the server or without', async () => {
    await startAndKill(settings, '"step":"PostgreSQL"');
    await killServer();
    // In the middle of its migrations, then of making the demo council.
    await startAndKill(settings, '"step":"databases and roles"');
    await startAndKill(settings, 'First start');
    await startAndKill(settings, 'First start');
    await killServer();

    const council = await startAsUsersDo(settings);
    const token = await council.token('practitioner');
    const answer = await council.askUntilAnswered(
      token,
      '{ findPeople(first: 1) { edges { node { id } } } }',
    );
    const code = await council.stop();

    expect(answer).toMatchObject({ status: 200, data: { findPeople: { edges: [{}] } } });
    expect(code).toBe(0);
  }, 600_000);
});

/** As when the machine loses its power. */
async function killServer(): Promise<void> {
  const file = join(settings.dataDir, 'postgres', 'data', 'postmaster.pid');
  const [pid] = (await readFile(file, 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
}
