import { PlainError } from '@connected-lives/scripts/plain-error';
import { startServicesApart } from '../subgraphs/services-apart.ts';
import { compareGateways } from './gateway-bound.ts';
import { compareOverDatabases } from './gateway-over-databases.ts';
import { compareOverMemory } from './gateway-over-memory.ts';
import type { Bench, Finding } from './scenario.ts';

const PARTS = ['bound', 'system', 'memory'];

/** Our gateway beside others: each alone over the same subgraphs, and each as part of a whole. */
export async function benchGateway(bench: Bench): Promise<Finding[]> {
  const { part } = bench;
  if (part !== null && !PARTS.includes(part)) {
    throw new PlainError(`There is no part "${part}". There are ${PARTS.join(', ')}.`);
  }
  const wanted = (name: string): boolean => part === null || part === name;
  const findings: Finding[] = [];
  if (wanted('bound') || wanted('system')) {
    const services = await startServicesApart(bench);
    findings.push(...(wanted('bound') ? await compareGateways(bench, services) : []));
    findings.push(...(wanted('system') ? await compareOverDatabases(bench, services) : []));
  }
  findings.push(...(wanted('memory') ? await compareOverMemory(bench) : []));
  return findings;
}
