import { startServicesApart } from '../subgraphs/services-apart.ts';
import { compareArrangements } from './gateway-arrangements.ts';
import { compareGateways } from './gateway-bound.ts';
import type { Bench, Finding } from './scenario.ts';

/** Our gateway beside others: each alone over the same subgraphs, and each as part of a whole. */
export async function benchGateway(bench: Bench): Promise<Finding[]> {
  const services = await startServicesApart(bench);
  return [
    ...(await compareGateways(bench, services)),
    ...(await compareArrangements(bench, services)),
  ];
}
