import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { PROBLEMS } from './problems.ts';

/** Where the rejected rows of a file are listed: people.csv has people.rejected.csv beside it. */
export function rejectedPathOf(path: string): string {
  return `${path.replace(/\.csv$/i, '')}.rejected.csv`;
}

/**
 * Lists every problem of every rejected row in the order of the file: by line, heading and the
 * council's own reference, and never what stands in the cell. What an earlier run left goes away.
 */
export async function writeRejected(
  client: pg.ClientBase,
  path: string,
  howMany: number,
): Promise<void> {
  await rm(path, { force: true });
  if (howMany === 0) {
    return;
  }
  const words = Object.entries(PROBLEMS)
    .map(([problem, says]) => `(${pg.escapeLiteral(problem)}, ${pg.escapeLiteral(says)})`)
    .join(', ');
  const reading = client.query(
    copyTo(`copy (
      select
        staged.line as "Line",
        staged.reference as "LA Person Unique Identifier",
        found.problem ->> 'heading' as "Heading",
        words.problem as "Problem",
        format(says, found.problem ->> 'otherLine') as "What to do"
      from staged_person staged
      cross join lateral jsonb_array_elements(staged.problems)
        with ordinality as found (problem, place)
      join (values ${words}) words (problem, says) on words.problem = found.problem ->> 'problem'
      order by staged.line, found.place
    ) to stdout with (format csv, header)`),
  );
  await pipeline(reading, createWriteStream(path, { mode: 0o600 }));
}
