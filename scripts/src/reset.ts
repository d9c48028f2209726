import { rm } from 'node:fs/promises';
import { readSettings } from './config.ts';
import { destroyCluster } from './postgres/open-cluster.ts';
import { requireNoArguments } from './read-arguments.ts';
import { runCommand } from './run-command.ts';
import { claim } from './running.ts';

/** `npm run reset` removes the embedded PostgreSQL and all that stands in it. */
await runCommand(async ({ stack }) => {
  requireNoArguments('npm run reset');
  const { dataDir, managedDatabases } = readSettings();
  const claimed = await claim(dataDir, 'npm run reset');
  stack.defer(() => claimed.release());

  await destroyCluster({ dir: dataDir });
  await rm(`${dataDir}/issuer`, { recursive: true, force: true });
  process.stdout.write(
    `${dataDir} is empty. The next npm start makes a new demo council.\n` +
      (managedDatabases === null ? '' : 'The databases that *_DATABASE_URL name are untouched.\n'),
  );
});
