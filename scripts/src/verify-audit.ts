import { createLogger } from '@connected-lives/kit/log';
import { type DatabaseSettings, readSettings } from './config.ts';
import { openDatabases } from './council-databases.ts';
import { PlainError } from './plain-error.ts';
import { roleUrl } from './postgres/cluster.ts';
import { openCluster } from './postgres/open-cluster.ts';
import type { ServiceName } from './postgres/service-names.ts';
import { type Run, runCommand } from './run-command.ts';
import { claim, findRunning } from './running.ts';
import { type AuditReport, verifyAudit } from './verify-audit/verify-audit.ts';

/** `npm run verify:audit` tells whether anything in the logs was changed after it was written. */
await runCommand(async (run) => {
  const startedAt = performance.now();
  const report = await verifyAudit(await openOwners(run));
  const seconds = (performance.now() - startedAt) / 1_000;
  process.stdout.write(describe(report, seconds));
  if (report.broken.length > 0) {
    throw new PlainError(
      `The logs do not hold:\n${report.broken.map((sentence) => `  ${sentence}`).join('\n')}`,
    );
  }
});

type Owners = Readonly<Record<ServiceName, Pick<DatabaseSettings[ServiceName], 'owner'>>>;

/** A council that is running shares its PostgreSQL; otherwise it is started for the while. */
async function openOwners(run: Run): Promise<Owners> {
  const settings = readSettings();
  const running = await findRunning(settings.dataDir);
  if (settings.managedDatabases === null && running !== null) {
    const cluster = await openCluster({ dir: settings.dataDir });
    const owner = (name: ServiceName) => ({ owner: roleUrl(cluster, name, 'owner', name) });
    return { people: owner('people'), practice: owner('practice'), finance: owner('finance') };
  }
  if (settings.managedDatabases === null) {
    const claimed = await claim(settings.dataDir, 'npm run verify:audit');
    run.stack.defer(() => claimed.release());
  }
  return openDatabases(settings, run, createLogger('verify', settings.logLevel));
}

function describe({ chains, looks, heard }: AuditReport, seconds: number): string {
  const rows = chains.reduce((sum, chain) => sum + chain.rows, 0);
  return [
    ...chains.map(
      ({ service, log, seals, rows: sealed, unsealed, broken }) =>
        `${`${service} ${log}`.padEnd(22)} ${broken.length === 0 ? 'holds' : 'BROKEN'}: ` +
        `${sealed} rows under ${seals} seals, ${unsealed} not sealed yet`,
    ),
    ...looks.map(
      ({ service, looks: gathered, broken }) =>
        `${`looks of ${service}`.padEnd(22)} ${broken.length === 0 ? 'hold' : 'BROKEN'}: ` +
        `${gathered} gathered`,
    ),
    `${heard} seals remembered by other services`,
    `${rows} rows in ${seconds.toFixed(1)} s`,
    '',
  ].join('\n');
}
