import type { GatewaySettings } from '@connected-lives/gateway/gateway';
import { read, readPort } from '../config.ts';
import { PlainError } from '../plain-error.ts';

/** What a council may want to set of the gateway; whatever is not set is as the gateway has it. */
export type GatewayChoice = Pick<
  GatewaySettings,
  | 'load'
  | 'timeouts'
  | 'slowFields'
  | 'slowOperationMs'
  | 'variablesHashKey'
  | 'metricsPort'
  | 'publicPointsPerMinute'
  | 'trustedProxies'
>;

const KEY_LENGTH_MIN = 32;
const FIELD = /^[A-Za-z_]\w*\.[A-Za-z_]\w*$/;

export function readGatewayChoice(): GatewayChoice {
  return {
    load: { ...given('operationsMax', readCount('OPERATIONS_MAX')) },
    timeouts: {
      ...given('subgraphTimeoutMs', readCount('SUBGRAPH_TIMEOUT_MS')),
      ...given('operationTimeoutMs', readCount('OPERATION_TIMEOUT_MS')),
      ...given('slowSubgraphTimeoutMs', readCount('SLOW_FIELDS_SUBGRAPH_TIMEOUT_MS')),
      ...given('slowOperationTimeoutMs', readCount('SLOW_FIELDS_OPERATION_TIMEOUT_MS')),
    },
    ...given('publicPointsPerMinute', readCount('PUBLIC_POINTS_PER_MINUTE')),
    ...given('trustedProxies', readCount('TRUSTED_PROXIES')),
    ...given('slowFields', readSlowFields()),
    ...given('slowOperationMs', readCount('SLOW_OPERATION_MS')),
    ...given('variablesHashKey', readHashKey()),
    ...given(
      'metricsPort',
      read('METRICS_PORT') === undefined ? undefined : readPort('METRICS_PORT', 0),
    ),
  };
}

/** An object with the one property, or without any when there is no value for it. */
function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

function readCount(name: string): number | undefined {
  const text = read(name);
  const count = Number(text);
  if (text !== undefined && (!Number.isSafeInteger(count) || count < 1)) {
    throw new PlainError(`${name} is "${text}". It is a whole number from 1.`);
  }
  return text === undefined ? undefined : count;
}

function readSlowFields(): readonly string[] | undefined {
  const fields = read('SLOW_FIELDS')
    ?.split(',')
    .map((field) => field.trim());
  const wrong = fields?.find((field) => !FIELD.test(field));
  if (wrong !== undefined) {
    throw new PlainError(
      `SLOW_FIELDS holds "${wrong}". It is a list such as Query.outcomeReport,Team.board.`,
    );
  }
  return fields;
}

function readHashKey(): string | undefined {
  const key = read('VARIABLES_HASH_KEY');
  if (key !== undefined && key.length < KEY_LENGTH_MIN) {
    throw new PlainError(
      `VARIABLES_HASH_KEY has ${String(key.length)} characters. A key that nobody can guess has at ` +
        `least ${String(KEY_LENGTH_MIN)}; leave it out for one that dies with the process.`,
    );
  }
  return key;
}
