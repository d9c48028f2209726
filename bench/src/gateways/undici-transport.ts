import { getDocumentString, type Transport } from '@graphql-mesh/transport-common';
import { print } from 'graphql';
import { Pool } from 'undici';

const CONNECTIONS = 64;

/** Hive's way to a subgraph without fetch: nothing but the body, over connections that stay open. */
export const undiciTransport: Transport = {
  getSubgraphExecutor({ transportEntry }) {
    const { origin, pathname } = new URL(transportEntry.location ?? '');
    const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
    return async ({ document, variables, operationName }) => {
      const { body } = await pool.request({
        method: 'POST',
        path: pathname,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: getDocumentString(document, print),
          variables,
          operationName,
        }),
      });
      // Hive leaves it to the caller what the answer is, and believes it.
      return (await body.json()) as never;
    };
  },
};
