import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../jest/test-databases.ts';
import { noProgress } from '../terminal-progress.ts';
import type { ImportOptions } from './import-people.ts';

/** A people database of a test file's own, empty before each test, and a folder for what it loads. */
export function testImport() {
  let database: TestDatabase;
  let superuser: pg.Pool;
  let dir: string;
  beforeAll(async () => {
    database = await cloneDatabase('people');
    superuser = new pg.Pool({ connectionString: database.superUrl, max: 1 });
    // A connection that is still closing when its database is dropped is no failure of a test.
    superuser.on('error', () => undefined);
  });
  afterAll(async () => {
    await superuser.end();
    await database.drop();
  });
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'connected-lives-import-'));
  });
  afterEach(async () => {
    await past(`delete from person_details; delete from address; delete from protected_address;
      delete from protected_address_viewer; delete from contact_way; delete from closure;
      delete from person; delete from team; delete from event; delete from audit_entry`);
    await rm(dir, { recursive: true });
  });

  /** What is there, whoever may see it. */
  async function read<Row extends pg.QueryResultRow = Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await superuser.query<Row>(text, [...values])).rows;
  }

  /** Past every trigger and policy. */
  async function past(statements: string): Promise<void> {
    await superuser.query(`set session_replication_role = replica; ${statements};
      reset session_replication_role`);
  }

  async function write(content: string | Buffer): Promise<string> {
    const path = join(dir, 'people.csv');
    await writeFile(path, content);
    return path;
  }

  function given(path: string): ImportOptions {
    return {
      path,
      ownerUrl: database.ownerUrl,
      team: 'Gateway',
      otherwiseIn: null,
      strict: false,
      progress: noProgress,
      today: new Date('2026-11-22T09:00:00Z'),
    };
  }

  /** The list of rejected rows beside the file. */
  const rejected = (): Promise<string> => readFile(join(dir, 'people.rejected.csv'), 'utf8');

  return { read, past, write, given, rejected, appUrl: () => database.appUrl };
}
