import { readdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { openOwnerUrls } from './council-databases.ts';
import { makeFolders } from './make-folders.ts';
import { PlainError } from './plain-error.ts';
import { reasonOf } from './postgres/file-error.ts';
import { readArguments } from './read-arguments.ts';
import { runCommand } from './run-command.ts';
import { gatherSubjectAccess, type SubjectAccess } from './subject-access/gather.ts';
import { writePage } from './subject-access/write-page.ts';

const USAGE =
  'Say whose and where to, as in: npm run subject-access -- --person 9990000018 --out answer\n' +
  '  --person <id or NHS number>\n' +
  '  --out <folder>   a new folder, for the page and the file\n' +
  '  --by <name>      who makes the answer (the name of your account)';

/**
 * `npm run subject-access -- --person … --out …` writes everything the council holds about a
 * person, as a page to read and as a file, for the officer who answers a subject access request.
 */
await runCommand(async (run) => {
  const { person, out, by } = readWhose();
  const urls = await openOwnerUrls(run, { command: 'npm run subject-access', mayMake: false });
  await makeFolder(out);
  const answer = await gatherSubjectAccess({
    person,
    by,
    urls,
    now: new Date(),
  });
  await write(out, answer);
  process.stdout.write(describe(out, answer));
});

function readWhose() {
  const { values } = readArguments(USAGE, {
    options: { person: { type: 'string' }, out: { type: 'string' }, by: { type: 'string' } },
  });
  if (values.person === undefined || values.out === undefined) {
    throw new PlainError(USAGE);
  }
  return {
    person: values.person,
    out: resolve(values.out),
    by: values.by ?? userInfo().username,
  };
}

/**
 * Before anything is read, since reading it is a look that the person will see. For the eyes of the
 * one who runs this: nobody else on the machine may open it.
 */
async function makeFolder(folder: string): Promise<void> {
  let there: string[];
  try {
    await makeFolders(folder, 0o700);
    there = await readdir(folder);
  } catch (error) {
    if (error instanceof PlainError) {
      throw error;
    }
    throw new PlainError(
      `${folder} cannot be made: ${reasonOf(error) ?? String(error)}. Name another folder.`,
    );
  }
  if (there.length > 0) {
    throw new PlainError(`${folder} has something in it. Name a new folder.`);
  }
}

async function write(folder: string, answer: SubjectAccess): Promise<void> {
  await writeFile(join(folder, 'held.json'), `${JSON.stringify(answer, null, 2)}\n`, {
    mode: 0o600,
  });
  await writeFile(join(folder, 'held.html'), writePage(answer), { mode: 0o600 });
}

function describe(folder: string, { person, services }: SubjectAccess): string {
  const rows = Object.values(services)
    .flatMap(({ tables }) => Object.values(tables))
    .reduce((sum, table) => sum + table.length, 0);
  return `Everything that is held about ${person.name}: ${String(rows)} rows
  ${join(folder, 'held.html')}   to read
  ${join(folder, 'held.json')}   the same, complete

Before it is sent, somebody reads it:
  - Would any of it cause serious harm to somebody's health? Data Protection Act 2018, Schedule 3, Part 3.
  - Do words about the person tell of somebody else? Schedule 2, paragraph 16.
What the command left out, and why, stands at the end of the page.
`;
}
