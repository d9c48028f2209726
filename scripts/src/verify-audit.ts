import { openOwnerUrls } from './council-databases.ts';
import { PlainError } from './plain-error.ts';
import { requireNoArguments } from './read-arguments.ts';
import { runCommand } from './run-command.ts';
import { type AuditReport, verifyAudit } from './verify-audit/verify-audit.ts';

/** `npm run verify:audit` tells whether anything in the logs was changed after it was written. */
await runCommand(async (run) => {
  const startedAt = performance.now();
  const command = 'npm run verify:audit';
  requireNoArguments(command);
  const report = await verifyAudit(await openOwnerUrls(run, { command, mayMake: false }));
  const seconds = (performance.now() - startedAt) / 1_000;
  process.stdout.write(describe(report, seconds));
  if (report.broken.length > 0) {
    throw new PlainError(
      `The logs do not hold:\n${report.broken.map((sentence) => `  ${sentence}`).join('\n')}`,
    );
  }
});

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
