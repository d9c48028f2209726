import { resolve } from 'node:path';
import { type District, DISTRICTS } from '@connected-lives/kit/district';
import { openOwnerUrls } from './council-databases.ts';
import { importPeople, type ImportSummary } from './import-people/import-people.ts';
import { PlainError } from './plain-error.ts';
import { readArguments } from './read-arguments.ts';
import { runCommand } from './run-command.ts';
import { terminalProgress } from './terminal-progress.ts';

const USAGE =
  'Say which file, as in: npm run import -- people.csv\n' +
  '  --team <name>       the team that new people are with (Gateway)\n' +
  '  --district <name>   the district of people whose postcode does not tell\n' +
  '  --strict            load nothing when any row is rejected';

/** `npm run import -- people.csv` loads the people a council knows, also while it is running. */
await runCommand(async (run) => {
  const { path, team, otherwiseIn, strict } = readWhat();
  const summary = await importPeople({
    path,
    ownerUrl: (await openOwnerUrls(run, { command: 'npm run import', mayMake: true })).people.owner,
    team,
    otherwiseIn,
    strict,
    progress: terminalProgress('Reading'),
    today: new Date(),
  });
  process.stdout.write(describe(summary));
  if (strict && summary.rejected > 0) {
    throw new PlainError('With --strict nothing is loaded when any row is rejected.');
  }
});

function readWhat() {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: {
      team: { type: 'string', default: 'Gateway' },
      district: { type: 'string' },
      strict: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new PlainError(USAGE);
  }
  return {
    path: resolve(file),
    team: values.team,
    otherwiseIn: values.district === undefined ? null : readDistrict(values.district),
    strict: values.strict,
  };
}

function readDistrict(text: string): District {
  const name = text.toUpperCase().replaceAll(/[\s-]+/g, '_');
  const district = DISTRICTS.find((each: string) => each === name);
  if (district === undefined) {
    throw new PlainError(`There is no district ${text}. There are: ${DISTRICTS.join(', ')}.`);
  }
  return district;
}

function describe(summary: ImportSummary): string {
  const { loaded, changed, unchanged, repeated, rejected, rejectedPath } = summary;
  const lines = [
    ['loaded', loaded],
    ['changed', changed],
    ['unchanged', unchanged],
    ['said the same again', repeated],
    ['rejected', rejected],
    ['with something new besides', summary.detailed],
    ['with another address', summary.addressed],
    ['of these, with one that is protected', summary.protectedNow],
    [
      'with an address that is protected on the record, and left to those who know it',
      summary.keptApart,
    ],
    ['with a new number or e-mail address', summary.contacted],
    ['cells left out, with no code of the return in them', summary.leftOut],
  ] as const;
  const shown = lines
    .filter(([what, count]) => count > 0 || what === 'loaded' || what === 'rejected')
    .map(([what, count]) => `${String(count).padStart(9)} ${what}\n`);
  return `${shown.join('')}${rejectedPath === null ? '' : `What to do about each rejected row stands in ${rejectedPath}\n`}`;
}
