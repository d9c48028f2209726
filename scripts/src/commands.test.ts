import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { environmentWith } from './config.ts';

/** What one process after the other takes to start, on a machine that is busy with other tests. */
const STARTS_MS_MAX = 180_000;

/** Node warns where this is set beside the colours that Jest asks for, as some machines do. */
const UNCOLOURED = { NO_COLOR: '', NODE_DISABLE_COLORS: '' };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'connected-lives-commands-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** A command in a process of its own, with a folder of data in which there is nothing. */
async function run(command: string, args: string[] = [], told: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import=@oxc-node/core/register',
      join(import.meta.dirname, `${command}.ts`),
      ...args,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentWith({ DATA_DIR: join(dataDir, 'council'), ...UNCOLOURED, ...told }),
    },
  );
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { out, err: err.trim(), code };
}

const nothingMade = async () => expect(await readdir(dataDir)).toEqual([]);

describe('a command that reads a council', () => {
  it.each([
    ['verify-audit', []],
    ['subject-access', ['--person', '9990000018', '--out', 'answer']],
  ])(
    '%s says that there is none, and makes none',
    async (command, args) => {
      const given = args.map((arg) => (arg === 'answer' ? join(dataDir, arg) : arg));

      expect(await run(command, given)).toEqual({
        out: '',
        err: `There is no council under ${join(dataDir, 'council')}. Look at DATA_DIR, or make one: npm start`,
        code: 1,
      });
      await nothingMade();
    },
    STARTS_MS_MAX,
  );
});

describe('a command with something behind it that it does not know', () => {
  it.each([
    ['start', 'npm start takes nothing behind it.'],
    ['reset', 'npm run reset takes nothing behind it.'],
    ['verify-audit', 'npm run verify:audit takes nothing behind it.'],
    ['seed', 'There are two tiers to seed: --tier demo or --tier shire.'],
    ['token', 'Say whose token'],
    ['import-people', 'Say which file'],
    ['subject-access', 'Say whose and where to'],
    ['schema', '--against <commit>'],
  ])(
    '%s refuses it and says how it is used',
    async (command, usage) => {
      const { err, out, code } = await run(command, ['--nonsense']);

      expect(err).toContain("Unknown option '--nonsense'");
      expect(err).toContain(usage);
      expect(err).not.toMatch(/^ +at /m);
      expect([out, code]).toEqual(['', 1]);
      await nothingMade();
    },
    STARTS_MS_MAX,
  );
});

describe('a start', () => {
  it(
    'refuses two ports that are one, before anything is made',
    async () => {
      expect(await run('start', [], { PORT: '4123', ISSUER_PORT: '4123' })).toEqual({
        out: '',
        err: 'PORT and ISSUER_PORT are both 4123. Each needs a port of its own.',
        code: 1,
      });
      expect(await run('start-apart', [], { PORT: '4123', FINANCE_PORT: '4123' })).toMatchObject({
        err: 'PORT and FINANCE_PORT are both 4123. Each needs a port of its own.',
        code: 1,
      });
      await nothingMade();
    },
    STARTS_MS_MAX,
  );

  it(
    'refuses an address of a database that is none, and does not repeat it',
    async () => {
      const told = Object.fromEntries(
        ['PEOPLE', 'PRACTICE', 'FINANCE'].flatMap((service) => [
          [`${service}_DATABASE_URL`, 'postgres://app:pw@127.0.0.1/db'],
          [`${service}_OWNER_DATABASE_URL`, 'postgres://owner:pw@127.0.0.1/db'],
        ]),
      );

      const { err, code } = await run('start', [], {
        ...told,
        FINANCE_DATABASE_URL: 'postgres://app:s/ecret@127.0.0.1/db',
      });

      expect(err).toMatch(/^FINANCE_DATABASE_URL is not the address of a database\. [^\n]*$/);
      expect(err).not.toContain('ecret');
      expect(code).toBe(1);
      await nothingMade();
    },
    STARTS_MS_MAX,
  );
});
