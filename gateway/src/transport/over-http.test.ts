import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { Executor } from '../executor.ts';
import { TestCouncil } from '../council.given.ts';
import { actor, composed } from '../subgraph.given.ts';
import { until } from '../until.given.ts';
import { OverHttpSubgraph } from './over-http.ts';
import { type ServedSubgraph, serveSubgraph } from './served-subgraph.given.ts';

let council: TestCouncil;
let all: ServedSubgraph[];
let answerWith: (response: ServerResponse, result: ExecutionResult) => void;
beforeEach(async () => {
  council = new TestCouncil();
  answerWith = (response, result) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  all = await Promise.all(
    Object.values(council.subgraphs()).map((memory) =>
      serveSubgraph(memory, { send: (response, result) => answerWith(response, result) }),
    ),
  );
});
afterEach(() => Promise.all(all.map((served) => served.stop())));

function executor() {
  return new Executor({
    supergraphSdl: composed(Object.values(new TestCouncil().subgraphs())),
    subgraphs: all.map(({ subgraph }) => subgraph),
    subgraphTimeoutMs: 4_000,
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
  it('get the token of the client, the number of the request and the time that is left', async () => {
    await ask('query Case { person(id: "p3") { name } }');

    const headers = all.flatMap((served) => served.headers).at(-1);
    expect(headers).toMatchObject({
      authorization: 'Bearer the-token',
      'x-request-id': 'request-9',
      'x-operation-name': 'Case',
    });
    // Its own time and not that of the whole operation: nobody waits longer for it.
    expect(Number(headers?.['x-deadline-ms'])).toBeGreaterThan(1_000);
    expect(Number(headers?.['x-deadline-ms'])).toBeLessThanOrEqual(4_000);
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

  it('stream events over a WebSocket with the token of the viewer', async () => {
    const gateway = executor();
    const leaving = new AbortController();
    const stream = await gateway.subscribe(
      gateway.prepare({ query: 'subscription { changed(team: "t1") { person { name spent } } }' }),
      { ...CALLER, signal: leaving.signal },
    );
    const first = stream.next();
    await until(() => council.changes.size === 1);

    council.changes.say({ changed: { kind: 'NEW', person: council.person('p1') } });

    expect((await first).value.value).toEqual({
      data: { changed: { person: { name: 'Person 1 "quoted"', spent: 100 } } },
    });
    expect(all.flatMap(({ connected }) => connected)).toMatchObject([
      { authorization: 'Bearer the-token' },
    ]);
    leaving.abort();
    await until(() => council.changes.size === 0);
  });

  it('say whether they are ready', async () => {
    const [people] = all;
    // Whoever does not say so within a second is not ready, and a busy machine may need another.
    await until(async () => (await people?.subgraph.ready()) === true);
    expect(await new OverHttpSubgraph('gone', 'http://127.0.0.1:1').ready()).toBe(false);
  });
});

describe('a fetch that waits for a connection', () => {
  it('is not sent when its time is over by then, so that no mutation is done unheard', async () => {
    const own = new TestCouncil();
    const { people, practice, finance } = own.subgraphs();
    const served = await serveSubgraph(people, { connections: 1 });
    all.push(served);
    const gateway = new Executor({
      supergraphSdl: composed([people, practice, finance]),
      subgraphs: [served.subgraph, practice, finance],
      slowFields: ['Query.people'],
      subgraphTimeoutMs: 1_000,
    });
    const run = (query: string) => gateway.execute(gateway.prepare({ query }), CALLER);
    const release = people.hold();
    const report = run('{ people { id } }');
    await until(() => people.fetches.length === 1);

    const late = await run('mutation { touch(id: "p1") { id } }');
    release();

    expect(late.value.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_TIMEOUT' } }]);
    expect((await report).value.data?.['people']).toHaveLength(5);
    expect((await run('{ people { id } }')).failed).toBe(false);
    expect(people.fetches.map(({ document }) => document)).not.toContainEqual(
      expect.stringContaining('mutation'),
    );
    expect(own.written).toEqual([]);
  });

  it('is not sent when its client has left by then', async () => {
    const { people, practice, finance } = new TestCouncil().subgraphs();
    const served = await serveSubgraph(people, { connections: 1 });
    all.push(served);
    const gateway = new Executor({
      supergraphSdl: composed([people, practice, finance]),
      subgraphs: [served.subgraph, practice, finance],
    });
    const run = (query: string, signal: AbortSignal) =>
      gateway.execute(gateway.prepare({ query }), { ...CALLER, signal });
    const release = people.hold();
    const first = run('{ people { id } }', CALLER.signal);
    await until(() => people.fetches.length === 1);
    const client = new AbortController();

    const second = run('{ person(id: "p1") { id } }', client.signal);
    client.abort();
    await second;
    release();
    await first;
    await run('{ person(id: "p2") { id } }', CALLER.signal);

    expect(people.fetches).toHaveLength(2);
  });
});
