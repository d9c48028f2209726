import { stat } from 'node:fs/promises';
import { serviceActor } from '@connected-lives/kit/actor';
import type { District } from '@connected-lives/kit/district';
import { viewerSetting } from '@connected-lives/kit/viewer';
import { teamLock } from '@connected-lives/people/teams/hold-team';
import pg from 'pg';
import { DEMO_TEAMS, demoUuid } from '../demo-people.ts';
import { PlainError } from '../plain-error.ts';
import type { Progress } from '../terminal-progress.ts';
import { findColumns } from './headings.ts';
import { type Loaded, loadStaged } from './load-staged.ts';
import { readRow } from './read-row.ts';
import { readRows } from './read-file.ts';
import { type NumberedRow, stageRows } from './stage-rows.ts';
import { rejectedPathOf, writeRejected } from './write-rejected.ts';

export interface ImportOptions {
  readonly path: string;
  /** The migrated people database, as its owner: who may make tables for the time of an import. */
  readonly ownerUrl: string;
  /** The team that new people are with. */
  readonly team: string;
  /** For people whose postcode does not tell. Null rejects them. */
  readonly otherwiseIn: District | null;
  /** Loads nothing when anything is rejected. */
  readonly strict: boolean;
  readonly progress: Progress;
  readonly today: Date;
}

export interface ImportSummary extends Loaded {
  /** Where the rejected rows are listed. Null when there are none. */
  readonly rejectedPath: string | null;
}

/** Whoever runs the import is known to the operating system, not to the council's issuer. */
const IMPORTER = serviceActor(demoUuid('service', 'import'), 'Import of people');

/**
 * Loads people from a CSV file with the headings of Client Level Data. The file is read once, row
 * by row, into a table of this session; then all valid rows are loaded in one transaction, or none.
 * Safe to run again: who is there already is left alone or brought up to date.
 */
export async function importPeople(options: ImportOptions): Promise<ImportSummary> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  // A lost connection also rejects whatever is being asked, and that is what gets reported.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const findTeam = await requireTeam(client, options.team);
    await stageRows(client, readPeople(options));
    const loaded = await inTransaction(client, () =>
      loadStaged(client, {
        teamId: findTeam,
        strict: options.strict,
        importer: IMPORTER,
        today: options.today,
      }),
    );
    const rejectedPath = rejectedPathOf(options.path);
    await writeRejected(client, rejectedPath, loaded.rejected);
    return { ...loaded, rejectedPath: loaded.rejected === 0 ? null : rejectedPath };
  } finally {
    await client.end();
  }
}

async function* readPeople({
  path,
  otherwiseIn,
  progress,
  today,
}: ImportOptions): AsyncGenerator<NumberedRow> {
  progress.start(await sizeOf(path));
  const rows = readRows(path, (bytes) => progress.reach(bytes));
  const { value: header, done } = await rows.next();
  if (done === true) {
    throw new PlainError(`${path} is empty.`);
  }
  const headings = header.cells.map((cell) => new TextDecoder().decode(cell));
  const columns = findColumns(headings, otherwiseIn === null);
  try {
    for await (const { line, cells } of rows) {
      yield { line, row: readRow(cells, { columns, otherwiseIn, today }) };
    }
  } finally {
    progress.stop();
  }
}

/** In bytes. A file that is not there is reported by whoever reads it. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await actAsImporter(client);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function actAsImporter(client: pg.ClientBase): Promise<void> {
  await client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(IMPORTER)]);
}

/**
 * Says at once when there is no such team. A council that has none yet begins with its Gateway,
 * where everybody comes in; it is made when the first person is.
 */
async function requireTeam(client: pg.ClientBase, name: string): Promise<() => Promise<string>> {
  const teams = await inTransaction(client, async () => {
    const { rows } = await client.query<{ id: string; name: string; closed: boolean }>(
      'select id, name, closed_at is not null as closed from team order by name',
    );
    return rows;
  });
  const { gateway } = DEMO_TEAMS;
  const team = teams.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (team?.closed === true) {
    throw teamClosed(team.name);
  }
  if (team !== undefined) {
    return () => holdOpenTeam(client, team);
  }
  const open = teams.filter(({ closed }) => !closed);
  if (open.length > 0 || name !== gateway.name) {
    const names = open.map((each) => each.name).join(', ');
    throw new PlainError(
      `There is no team called ${name}. ${names === '' ? `There is none yet: leave out --team, and ${gateway.name} is made.` : `There are: ${names}.`}`,
    );
  }
  return async () => {
    const { id, kind } = gateway;
    await client.query('insert into team (id, name, kind) values ($1, $2, $3)', [id, name, kind]);
    return id;
  };
}

/** In the transaction that loads: nobody closes the team while people come to it. */
async function holdOpenTeam(
  client: pg.ClientBase,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<string> {
  await client.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [
    teamLock(id),
  ]);
  const { rows } = await client.query('select from team where id = $1 and closed_at is null', [id]);
  if (rows.length === 0) {
    throw teamClosed(name);
  }
  return id;
}

function teamClosed(name: string): PlainError {
  return new PlainError(`${name} was closed: nobody comes to it. Choose another team.`);
}
