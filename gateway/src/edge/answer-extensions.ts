import type { IncomingMessage } from 'node:http';
import type { Answer } from '../answer.ts';
import type { ReadyOperation } from '../executor.ts';
import type { SeenFetch } from '../observe/fetch-watch.ts';
import type { EdgeParts } from './edge-parts.ts';

/**
 * What a developer may want to know of an answer beside it, and asks for by a header: what it cost
 * (`x-graphql-cost: yes`) and, outside production, its plan with what each fetch took
 * (`x-graphql-plan: yes`). Without these headers an answer is the same bytes as ever. An event of a stream is fetched once for all its readers,
 * and so tells its plan alone.
 */
export function withExtensions(
  { showPlans }: EdgeParts,
  { headers }: IncomingMessage,
  { cost, prepared, variables }: ReadyOperation,
  answer: Answer,
  fetches?: readonly SeenFetch[],
): Answer {
  const asksCost = headers['x-graphql-cost'] === 'yes';
  const asksPlan = showPlans && headers['x-graphql-plan'] === 'yes';
  return asksCost || asksPlan
    ? answer.withExtensions({
        ...(asksCost && { cost }),
        ...(asksPlan && { plan: prepared.planFor(variables), fetches }),
      })
    : answer;
}
