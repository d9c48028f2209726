import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse';
import { PlainError } from '../plain-error.ts';
import { codeOf } from '../postgres/file-error.ts';

/** One row of a file: the number of the line it ends on, and the bytes of its cells. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly Uint8Array[];
}

/** A quote that is never closed swallows the rest of a file. No honest row is longer than this. */
const ROW_BYTES_MAX = 100_000;

/**
 * The rows of a CSV file, the first one with its headings, as they are read: however long the file,
 * what is in memory is a few rows. Cells stay bytes, because each may have its own encoding.
 */
export async function* readRows(
  path: string,
  reached: (bytes: number) => void,
): AsyncGenerator<FileRow> {
  const start = await findStart(path);
  const file = createReadStream(path, { start });
  const parser = parse({
    encoding: null,
    info: true,
    max_record_size: ROW_BYTES_MAX,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  file.on('error', (error) => parser.destroy(error));
  file.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Buffer[];
      info: { lines: number; bytes: number };
    }>) {
      reached(start + info.bytes);
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw new PlainError(
        `${basename(path)} cannot be read as CSV behind line ${String(Number(error['lines']))}: ` +
          'there is a quotation mark that is never closed. Nothing was loaded.',
      );
    }
    throw error;
  } finally {
    file.destroy();
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Where the text of a file begins: behind the byte order mark, which the parser would take as a
 * reason to decode the cells. A UTF-16 file is full of NULs, and nothing in it could be told apart.
 */
async function findStart(path: string): Promise<number> {
  const head = await readHead(path);
  if (head.length === 0) {
    throw new PlainError(`${path} is empty.`);
  }
  if (head.includes(0)) {
    throw new PlainError(
      `${basename(path)} is no CSV file in UTF-8: it may be in UTF-16, or a spreadsheet. ` +
        'In the program that made it, choose “CSV UTF-8”. Nothing was loaded.',
    );
  }
  return head.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
}

async function readHead(path: string): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    const reason = UNREADABLE[codeOf(error) ?? ''];
    throw reason === undefined ? error : new PlainError(`${path} cannot be read: ${reason}.`);
  } finally {
    await file?.close();
  }
}
