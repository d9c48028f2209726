import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { SubgraphFetch } from '@connected-lives/kit/subgraph';
import { createExecutor } from '../executor.ts';
import { TestCouncil } from '../council.given.ts';
import { actor, composed, type MemorySubgraph } from '../subgraph.given.ts';
import { OverHttpSubgraph } from './over-http.ts';

interface Served {
  readonly subgraph: OverHttpSubgraph;
  readonly headers: IncomingMessage['headers'][];
  readonly connected: unknown[];
  stop(): Promise<void>;
}

/** Puts a subgraph of the tests behind HTTP and WebSocket, as a process of its own would. */
async function serve(
  memory: MemorySubgraph,
  answer: (response: ServerResponse, result: ExecutionResult) => void,
): Promise<Served> {
  const headers: IncomingMessage['headers'][] = [];
  const connected: unknown[] = [];
  const request = {
    actor: actor(),
    token: null,
    requestId: 'r',
    operationName: null,
    operationKind: 'query',
    deadline: Date.now() + 60_000,
    signal: new AbortController().signal,
  } as const;
  const server: Server = createServer((incoming, response) => {
    headers.push(incoming.headers);
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      if (incoming.url === '/readyz') {
        response.writeHead(200).end();
        return;
      }
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        query: string;
        variables: Record<string, unknown>;
      };
      void memory
        .open(request)
        .execute({ document: query, variables })
        .then((result) => answer(response, result));
    });
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const live = useServer(
    {
      schema: memory.schema,
      onConnect: ({ connectionParams }) => {
        connected.push(connectionParams);
        return true;
      },
      onSubscribe: (_ctx, _id, payload) => ({
        schema: memory.schema,
        document: { kind: 'Document', definitions: [OPERATION] } as never,
        contextValue: { document: payload.query, variables: payload.variables ?? {} },
      }),
      subscribe: (args: ExecutionArgs) =>
        memory.subscribe(request, args.contextValue as SubgraphFetch),
    },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const subgraph = new OverHttpSubgraph(memory.name, `http://127.0.0.1:${port}`);
  return {
    subgraph,
    headers,
    connected,
    async stop() {
      await subgraph.stop();
      await live.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const OPERATION = {
  kind: 'OperationDefinition',
  operation: 'subscription',
  selectionSet: { kind: 'SelectionSet', selections: [] },
};

let council: TestCouncil;
let all: Served[];
let answerWith: (response: ServerResponse, result: ExecutionResult) => void;
beforeEach(async () => {
  council = new TestCouncil();
  answerWith = (response, result) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  all = await Promise.all(
    Object.values(council.subgraphs()).map((memory) =>
      serve(memory, (response, result) => answerWith(response, result)),
    ),
  );
});
afterEach(() => Promise.all(all.map((served) => served.stop())));

function executor() {
  return createExecutor({
    supergraphSdl: composed(Object.values(new TestCouncil().subgraphs())),
    subgraphs: all.map(({ subgraph }) => subgraph),
    subgraphTimeoutMs: 300,
  });
}

const CALLER = {
  actor: actor(),
  token: 'the-token',
  requestId: 'request-9',
  signal: new AbortController().signal,
};

async function ask(query: string) {
  const gateway = executor();
  const { value } = await gateway.execute(gateway.prepare({ query }), CALLER);
  return value;
}

describe('subgraphs over HTTP', () => {
  it('answer as they do in process', async () => {
    expect(
      await ask('query Case { person(id: "p3") { name spent convs { text pence } } }'),
    ).toEqual({
      data: {
        person: {
          name: 'Person 3 "quoted"',
          spent: 300,
          convs: [
            { text: '“Said” 0\n\u2028', pence: 0 },
            { text: '“Said” 1\n\u2028', pence: 1 },
          ],
        },
      },
    });
  });

  it('get the token of the client, the number of the request and the time that is left', async () => {
    await ask('query Case { person(id: "p3") { name } }');

    const headers = all.flatMap((served) => served.headers).at(-1);
    expect(headers).toMatchObject({
      authorization: 'Bearer the-token',
      'x-request-id': 'request-9',
      'x-operation-name': 'Case',
    });
    // Its own time and not that of the whole operation: nobody waits longer for it.
    expect(Number(headers?.['x-deadline-ms'])).toBeGreaterThan(200);
    expect(Number(headers?.['x-deadline-ms'])).toBeLessThanOrEqual(300);
  });

  it.each([
    [
      'an error page',
      (response: ServerResponse) =>
        response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
    ],
    [
      'half an answer',
      (response: ServerResponse) =>
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
          .end('{"data":', () => response.destroy()),
    ],
    ['no answer', (response: ServerResponse) => response.destroy()],
    [
      'something else in JSON',
      (response: ServerResponse) =>
        response
          .writeHead(500, { 'content-type': 'application/json' })
          .end('{"secret":"stack trace"}'),
    ],
  ])('that send %s count as unavailable, and their words stay inside', async (_what, answer) => {
    answerWith = answer;

    expect(await ask('{ person(id: "p3") { name } }')).toEqual({
      data: { person: null },
      errors: [
        {
          message: 'people could not be reached.',
          path: ['person'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        },
      ],
    });
  });

  it('that do not answer are waited for no longer than they may take', async () => {
    answerWith = () => {};

    expect(await ask('{ person(id: "p3") { name } }')).toMatchObject({
      data: { person: null },
      errors: [{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }],
    });
  });

  it('stream events over a WebSocket with the token of the viewer', async () => {
    const gateway = executor();
    const leaving = new AbortController();
    const stream = await gateway.subscribe(
      gateway.prepare({ query: 'subscription { changed(team: "t1") { person { name spent } } }' }),
      { ...CALLER, signal: leaving.signal },
    );
    const first = stream.next();
    while (council.changes.size === 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }

    council.changes.say({ changed: { kind: 'NEW', person: council.person('p1') } });

    expect((await first).value.value).toEqual({
      data: { changed: { person: { name: 'Person 1 "quoted"', spent: 100 } } },
    });
    expect(all.flatMap(({ connected }) => connected)).toEqual([
      { authorization: 'Bearer the-token' },
    ]);
    leaving.abort();
    while (council.changes.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  });

  it('say whether they are ready', async () => {
    const [people] = all;
    expect(await people?.subgraph.ready()).toBe(true);
    expect(await new OverHttpSubgraph('gone', 'http://127.0.0.1:1').ready()).toBe(false);
  });
});
