import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { financeService } from '@connected-lives/finance/finance.service';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import { PlainError } from './plain-error.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { readArguments } from './read-arguments.ts';
import { runCommand } from './run-command.ts';
import { findBreaks, readCommitted } from './schema/breaking-changes.ts';
import { findFaults, goneFrom } from './schema/check-operations.ts';
import { composeCouncil } from './schema/compose-council.ts';
import { firstDifference } from './schema/first-difference.ts';
import { manifestOf, readOperations } from './schema/stored-operations.ts';

const FOLDER = join(PROJECT_ROOT, 'schema');
const MANIFEST = 'operations/manifest.json';
const USAGE =
  'npm run schema writes what the code says.\n' +
  '  --check             compare with it instead\n' +
  '  --against <commit>  tell what would break for those who query that one (HEAD)';

/**
 * `npm run schema` writes the schemas of the services, what they make together, and the manifest of
 * the stored operations; with `--check` it compares instead, and tells what would break for those
 * who query the graph. Either way each stored operation must be one that the gateway answers.
 */
await runCommand(async () => {
  const { values } = readArguments(USAGE, {
    options: {
      check: { type: 'boolean', default: false },
      against: { type: 'string', default: 'HEAD' },
    },
  });
  const operations = await readOperations();
  const composed = composeCouncil({
    people: peopleService.sdl,
    practice: practiceService.sdl,
    finance: financeService.sdl,
  });
  const files = { ...composed, [MANIFEST]: manifestOf(operations) };
  const faults = findFaults(operations, composed['supergraph.graphql'] ?? '');
  if (faults.length > 0) {
    throw new PlainError(
      `The gateway would not answer these stored operations:\n${listed(faults)}\n\n` +
        'Clients send their hashes. Keep the old way, marked @deprecated, beside the new one.',
    );
  }
  if (values.check) {
    await check(files, values.against);
    return;
  }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(FOLDER, name), text);
  }
  process.stdout.write(`Written to schema/: ${Object.keys(files).join(', ')}\n`);
});

async function check(files: Readonly<Record<string, string>>, commit: string): Promise<void> {
  const complaints: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const committed = await readFile(join(FOLDER, name), 'utf8').catch(() => '');
    const difference = firstDifference(committed, text);
    if (difference !== null) {
      complaints.push(`schema/${name} is not what the code says, first at ${difference}`);
    }
  }
  if (complaints.length > 0) {
    throw new PlainError(
      `${complaints.join('\n\n')}\n\nRun npm run schema, read the difference and commit it.`,
    );
  }
  const breaks = [
    ...(await findBreaks(files['api.graphql'] ?? '', commit)),
    ...goneFrom(
      (await readCommitted(`schema/${MANIFEST}`, commit)) ?? '{}',
      files[MANIFEST] ?? '{}',
    ),
  ];
  if (breaks.length > 0) {
    throw new PlainError(
      `This breaks queries that work today:\n${listed(breaks)}\n\n` +
        'Keep the old way, marked @deprecated, beside the new one. If the break is meant, say so in CHANGELOG.md and commit the schema.',
    );
  }
  process.stdout.write('The committed schemas are what the code says, and nothing breaks.\n');
}

function listed(sentences: readonly string[]): string {
  return sentences.map((text) => `  - ${text}`).join('\n');
}
