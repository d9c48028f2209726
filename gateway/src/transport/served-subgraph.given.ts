import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ExecutionArgs, type ExecutionResult, Kind, OperationTypeNode } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { OperationRequest, SubgraphFetch } from '@connected-lives/kit/subgraph';
import { actor, type MemorySubgraph } from '../subgraph.given.ts';
import { OverHttpSubgraph } from './over-http.ts';

/** A subgraph of the tests behind HTTP and WebSocket, as a process of its own would be. */
export interface ServedSubgraph {
  readonly subgraph: OverHttpSubgraph;
  /** The headers of all requests, and the first messages of all sockets. */
  readonly headers: IncomingMessage['headers'][];
  readonly connected: unknown[];
  /** Cuts every line at once, as when the process dies. */
  cut(): void;
  stop(): Promise<void>;
}

type SendAnswer = (response: ServerResponse, result: ExecutionResult) => void;

const sendJson: SendAnswer = (response, result) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));

export async function serveSubgraph(
  memory: MemorySubgraph,
  options: { readonly send?: SendAnswer; readonly connections?: number } = {},
): Promise<ServedSubgraph> {
  const { send = sendJson, connections } = options;
  const headers: IncomingMessage['headers'][] = [];
  const connected: unknown[] = [];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables } = JSON.parse(await textOf(incoming)) as {
      query: string;
      variables: Record<string, unknown>;
    };
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const request = requestOf(incoming, query);
    const fetch = { document: query, variables, deadline: request.deadline, signal: gone.signal };
    const operation = memory.open(request);
    try {
      const result = await operation.execute(fetch);
      await operation.close();
      send(response, result);
    } catch {
      response.destroy();
    }
  }

  const server = createServer((incoming, response) => {
    headers.push(incoming.headers);
    if (incoming.url === '/readyz') {
      response.writeHead(200).end();
    } else {
      void answer(incoming, response);
    }
  });
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    verifyClient: () => memory.failing !== 'unreachable',
  });
  const live = useServer(
    {
      schema: memory.schema,
      onConnect: ({ connectionParams }) => {
        connected.push(connectionParams);
        return true;
      },
      onSubscribe: (_ctx, _id, payload) => ({
        schema: memory.schema,
        document: { kind: Kind.DOCUMENT, definitions: [SUBSCRIPTION] },
        contextValue: { document: payload.query, variables: payload.variables ?? {} },
      }),
      subscribe: (args: ExecutionArgs) =>
        memory.subscribe(requestOf(undefined, ''), args.contextValue as SubgraphFetch),
    },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const subgraph = new OverHttpSubgraph(memory.name, `http://127.0.0.1:${port}`, connections);
  const cut = (): void => {
    sockets.clients.forEach((client) => client.terminate());
    server.closeAllConnections();
  };
  return {
    subgraph,
    headers,
    connected,
    cut,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await subgraph.stop();
      await live.dispose();
      await closed;
    },
  };
}

/** The library wants an operation to look at; the subgraph reads the text itself. */
const SUBSCRIPTION = {
  kind: Kind.OPERATION_DEFINITION,
  operation: OperationTypeNode.SUBSCRIPTION,
  selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
} as const;

function requestOf(incoming: IncomingMessage | undefined, document: string): OperationRequest {
  const header = (name: string): string | null => {
    const value = incoming?.headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    actor: actor(),
    token: header('authorization'),
    requestId: header('x-request-id') ?? 'none',
    operationName: header('x-operation-name'),
    operationKind: document.startsWith('mutation') ? 'mutation' : 'query',
    deadline: Date.now() + Number(header('x-deadline-ms') ?? 60_000),
    signal: new AbortController().signal,
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
