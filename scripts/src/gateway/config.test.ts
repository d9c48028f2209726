import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readGatewayChoice } from './config.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

function choiceOf(env: Record<string, string>): unknown {
  jest.replaceProperty(process, 'env', env);
  return readGatewayChoice();
}

describe('what is set of the gateway', () => {
  it('is nothing when the environment says nothing', () => {
    expect(choiceOf({ METRICS_PORT: '' })).toEqual({ load: {}, timeouts: {} });
  });

  it('is what the environment says', () => {
    expect(
      choiceOf({
        OPERATIONS_MAX: '200',
        SUBGRAPH_TIMEOUT_MS: '3000',
        OPERATION_TIMEOUT_MS: '12000',
        SLOW_FIELDS: 'Query.outcomeReport, Query.learning',
        SLOW_FIELDS_SUBGRAPH_TIMEOUT_MS: '20000',
        SLOW_FIELDS_OPERATION_TIMEOUT_MS: '30000',
        SLOW_OPERATION_MS: '500',
        VARIABLES_HASH_KEY: 'k'.repeat(32),
        METRICS_PORT: '9400',
      }),
    ).toEqual({
      load: { operationsMax: 200 },
      timeouts: {
        subgraphTimeoutMs: 3_000,
        operationTimeoutMs: 12_000,
        slowSubgraphTimeoutMs: 20_000,
        slowOperationTimeoutMs: 30_000,
      },
      slowFields: ['Query.outcomeReport', 'Query.learning'],
      slowOperationMs: 500,
      variablesHashKey: 'k'.repeat(32),
      metricsPort: 9_400,
    });
  });

  it.each([
    ['SUBGRAPH_TIMEOUT_MS', '2s', 'SUBGRAPH_TIMEOUT_MS is "2s". It is a whole number from 1.'],
    ['OPERATIONS_MAX', '0', 'OPERATIONS_MAX is "0". It is a whole number from 1.'],
    ['SLOW_FIELDS', 'outcomeReport', 'SLOW_FIELDS holds "outcomeReport".'],
    ['METRICS_PORT', '0', 'METRICS_PORT is "0". A port is a number from 1 to 65535.'],
    ['VARIABLES_HASH_KEY', 'short', 'VARIABLES_HASH_KEY has 5 characters.'],
  ])('is refused when %s is "%s"', (name, value, message) => {
    expect(() => choiceOf({ [name]: value })).toThrow(message);
  });
});
