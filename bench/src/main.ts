import { mkdir } from 'node:fs/promises';
import { runCommand } from '@connected-lives/scripts/run-command';
import { createBenchIssuer } from './bench-issuer.ts';
import { copyCouncil } from './council-copy.ts';
import type { CouncilSettings } from './council.child.ts';
import { readOptions } from './options.ts';
import { Child } from './processes/child.ts';
import { Profiles } from './profile.ts';
import { nameOfRun, printFinding, RESULTS_DIR, saveResults } from './results.ts';
import type { Finding } from './scenarios/scenario.ts';

/** `npm run bench`: what the graph costs, beside what the same answers cost at least. */
await runCommand(async (run) => {
  const { scenarios, part, cpuProfile } = readOptions(process.argv.slice(2));
  const at = new Date();
  const copy = await copyCouncil(run);
  const issuer = createBenchIssuer();
  const settings: CouncilSettings = { urls: copy.urls, trust: issuer.trust };
  const profiles = new Profiles(RESULTS_DIR, nameOfRun(at), cpuProfile);
  await mkdir(RESULTS_DIR, { recursive: true });
  const council = await Child.start('council.child', settings, {
    nodeOptions: profiles.optionsFor('the council'),
  });
  run.stack.defer(() => council.stop());

  console.log(`Measuring on a copy of the ${copy.tier} council. Read ratios, not milliseconds.`);
  const findings: Finding[] = [];
  for (const { scenario } of scenarios) {
    const stack = new AsyncDisposableStack();
    try {
      const found = await scenario({
        copy,
        issuer,
        council,
        profiles,
        part,
        stack,
        stopping: run.stopping,
      });
      found.forEach(printFinding);
      findings.push(...found);
    } finally {
      await stack.disposeAsync();
    }
  }
  console.log(`\nEvery figure: ${await saveResults({ at, tier: copy.tier, findings })}`);
  await council.stop();
  await profiles.print();
});
