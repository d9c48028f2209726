import type pg from 'pg';
import { type CopyValue, copyRows } from '../copy-rows.ts';
import { HEADINGS } from './headings.ts';
import type { ReadRow } from './read-row.ts';

/** A row that was read, with the line it stands on. */
export interface NumberedRow {
  readonly line: number;
  readonly row: ReadRow;
}

/**
 * Copies rows into a table of this session alone, as they are read. Of a rejected row it holds the
 * line and the reference, and what is wrong. All of it is gone when the session ends.
 */
export async function stageRows(
  client: pg.ClientBase,
  rows: AsyncIterable<NumberedRow>,
): Promise<void> {
  await client.query(`
    create temp table staged_person (
      line int not null,
      reference text,
      given_name text,
      family_name text,
      nhs_number text,
      date_of_birth date,
      district text,
      address jsonb,
      contact_ways jsonb,
      is_event boolean,
      details jsonb,
      left_out int,
      -- [{"heading": …, "problem": …, "otherLine": …}]; empty for a row that can be loaded.
      problems jsonb not null
    )`);
  await copyRows(client, 'staged_person', COLUMNS, cellsOf(rows));
  await client.query('create index on staged_person (reference, line)');
  await client.query('create index on staged_person (nhs_number, line)');
  await client.query('analyze staged_person');
}

const COLUMNS = [
  'line',
  'reference',
  'given_name',
  'family_name',
  'nhs_number',
  'date_of_birth',
  'district',
  'address',
  'contact_ways',
  'is_event',
  'details',
  'left_out',
  'problems',
];

async function* cellsOf(rows: AsyncIterable<NumberedRow>): AsyncGenerator<CopyValue[]> {
  for await (const { line, row } of rows) {
    const { reference, person, problems } = row;
    yield [
      line,
      reference,
      person?.givenName ?? null,
      person?.familyName ?? null,
      person?.nhsNumber ?? null,
      person?.dateOfBirth ?? null,
      person?.district ?? null,
      person === null || person.address === null ? null : JSON.stringify(person.address),
      person === null ? null : JSON.stringify(person.contactWays),
      person === null ? null : String(person.isEvent),
      person === null ? null : JSON.stringify(person.details),
      person?.leftOut ?? null,
      JSON.stringify(
        problems.map(({ field, problem }) => ({
          heading: field === null ? null : HEADINGS[field],
          problem,
        })),
      ),
    ];
  }
}
