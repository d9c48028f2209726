import { createLogger } from '@connected-lives/kit/log';
import { readSettings } from './config.ts';
import { openDatabases } from './council-databases.ts';
import { seedCouncil } from './demo-council/seed.ts';
import { PlainError } from './plain-error.ts';
import { readArguments } from './read-arguments.ts';
import { runCommand } from './run-command.ts';
import { claim } from './running.ts';

const TIERS = ['demo', 'shire'] as const;

/** `npm run seed -- --tier shire` fills the databases with made-up people, as many as a county has. */
await runCommand(async (run) => {
  const tier = readTier();
  const settings = readSettings();
  const log = createLogger('seed', settings.logLevel);
  const claimed = await claim(settings.dataDir, 'npm run seed');
  run.stack.defer(() => claimed.release());

  const urls = await openDatabases(settings, run, log);
  await seedCouncil({ tier, urls, log });
  process.stdout.write('The made-up council is in the databases. Start it: npm start\n');
});

function readTier(): (typeof TIERS)[number] {
  const usage = `There are two tiers to seed: --tier ${TIERS.join(' or --tier ')}.`;
  const { values } = readArguments(usage, {
    options: { tier: { type: 'string', default: 'demo' } },
  });
  const tier = TIERS.find((each) => each === values.tier);
  if (tier === undefined) {
    throw new PlainError(usage);
  }
  return tier;
}
