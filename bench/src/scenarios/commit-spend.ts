import type { Bench, Finding } from './scenario.ts';
export async function benchCommitSpend(_b: Bench): Promise<Finding[]> { return []; }
