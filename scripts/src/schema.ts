import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { financeService } from '@connected-lives/finance/finance.service';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import { PlainError } from './plain-error.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { runCommand } from './run-command.ts';
import { findBreaks } from './schema/breaking-changes.ts';
import { composeCouncil } from './schema/compose-council.ts';
import { firstDifference } from './schema/first-difference.ts';

const FOLDER = join(PROJECT_ROOT, 'schema');

/**
 * `npm run schema` writes the schemas of the services and what they make together; with `--check`
 * it compares instead, and tells what would break for those who query the graph.
 */
await runCommand(async () => {
  const files = composeCouncil({
    people: peopleService.sdl,
    practice: practiceService.sdl,
    finance: financeService.sdl,
  });
  if (process.argv.includes('--check')) {
    await check(files);
    return;
  }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(FOLDER, name), text);
  }
  process.stdout.write(`Written to schema/: ${Object.keys(files).join(', ')}\n`);
});

async function check(files: Readonly<Record<string, string>>): Promise<void> {
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
  const breaks = await findBreaks(files['api.graphql'] ?? '', againstOf(process.argv));
  if (breaks.length > 0) {
    throw new PlainError(
      `This breaks queries that work today:\n${breaks.map((text) => `  - ${text}`).join('\n')}\n\n` +
        'Keep the old way, marked @deprecated, beside the new one. If the break is meant, say so in CHANGELOG.md and commit the schema.',
    );
  }
  process.stdout.write('The committed schemas are what the code says, and nothing breaks.\n');
}

/** `--against origin/main` compares with another commit than the last one. */
function againstOf(args: readonly string[]): string {
  const at = args.indexOf('--against');
  return (at === -1 ? undefined : args[at + 1]) ?? 'HEAD';
}
