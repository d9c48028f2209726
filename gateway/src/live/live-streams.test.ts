import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Actor } from '@connected-lives/kit/actor';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { until } from '../until.given.ts';

const BOARD =
  'subscription B($after: String) { changed(team: "t1", after: $after) { kind person { name convs(first: 1) { id pence } } } }';
const OWN = 'subscription { changed(team: "t1") { person { name spent } } }';

let started: TestGateway;
let clients: Client[] = [];
beforeEach(async () => {
  started = await startTestGateway();
});
afterEach(async () => {
  await Promise.all(clients.map(async (client) => client.dispose()));
  clients = [];
  await started.gateway.stop();
});

const CARE_TEAM = '01939c5e-0000-7000-8000-0000000000aa';

function watch(
  query: string,
  person: Partial<Actor>,
  options: { variables?: Record<string, unknown>; lifetimeMs?: number } = {},
) {
  const closed: number[] = [];
  const client = createClient({
    url: `${started.gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${tokenFor(person, options.lifetimeMs)}` },
    on: { closed: (event) => closed.push((event as CloseEvent).code) },
  });
  clients.push(client);
  const results: unknown[] = [];
  let ended: string | undefined;
  const unsubscribe = client.subscribe(
    { query, variables: options.variables ?? {} },
    {
      next: (result) => results.push(result),
      error: () => (ended = 'error'),
      complete: () => (ended = 'complete'),
    },
  );
  return { results, closed, unsubscribe, client, ended: () => ended };
}

/** Waits until so many clients listen, whoever they share with. */
async function untilRead(readers: number): Promise<void> {
  const line = `\ngateway_live_readers ${readers}\n`;
  while (!(await started.metrics()).includes(line)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function say(person = 'p3', kind = 'MOVED'): void {
  started.council.changes.say({
    changed: { kind, person: started.council.person(person), hit: null },
  });
}

describe('live streams', () => {
  it('complete each event with what the other subgraphs know', async () => {
    const viewer = watch(BOARD, {});
    await until(() => started.council.changes.size === 1);

    say();
    await until(() => viewer.results.length === 1);

    expect(viewer.results).toEqual([
      {
        data: {
          changed: {
            kind: 'MOVED',
            person: { name: 'Person 3 "quoted"', convs: [{ id: 'p3v0', pence: 0 }] },
          },
        },
      },
    ]);
  });

  it('read the board once for everybody with the same rights, and name them all', async () => {
    const viewers = ['1', '2', '3'].map((n) => watch(BOARD, { id: `viewer-${n}` }));
    await untilRead(3);

    say();
    await until(() => viewers.every((viewer) => viewer.results.length === 1));

    expect(started.council.changes.size).toBe(1);
    expect(started.practice.fetches).toHaveLength(1);
    const [request] = started.practice.requests;
    const named = [request?.actor.id, ...(request?.alsoFor ?? []).map(({ id }) => id)];
    expect(named).toHaveLength(3);
    expect(new Set(named)).toEqual(new Set(['viewer-1', 'viewer-2', 'viewer-3']));
  });

  it('are not shared between roles, teams, citizens, or by what is somebody’s own', async () => {
    watch(BOARD, { id: 'a' });
    watch(BOARD, { id: 'b', role: 'manager' });
    watch(BOARD, { id: 'c', teamIds: [] });
    watch(BOARD, { id: 'd', role: 'citizen', teamIds: [] });
    watch(BOARD, { id: 'e', role: 'citizen', teamIds: [] });
    watch(OWN, { id: 'f' });
    watch(OWN, { id: 'g' });
    watch(BOARD, { id: 'h' }, { variables: { after: 'cursor-1' } });
    watch(BOARD, { id: 'i' }, { variables: { after: 'cursor-1' } });

    await until(() => started.council.changes.size === 9);
    expect(started.people.fetches.map(({ variables }) => variables['after'])).toContain('cursor-1');
  });

  it('are shared by teams in any order', async () => {
    watch(BOARD, { id: 'a', teamIds: [CARE_TEAM, 'other'] });
    watch(BOARD, { id: 'b', teamIds: ['other', CARE_TEAM] });
    await untilRead(2);

    expect(started.council.changes.size).toBe(1);
  });

  it('go on for the others when one leaves, and end upstream with the last', async () => {
    const first = watch(BOARD, { id: 'first' });
    await until(() => started.council.changes.size === 1);
    const second = watch(BOARD, { id: 'second' });
    await untilRead(2);
    say();
    await until(() => first.results.length === 1 && second.results.length === 1);
    started.practice.requests.length = 0;

    first.unsubscribe();
    await untilRead(1);
    say();
    await until(() => second.results.length === 2);

    expect(started.practice.requests[0]).toMatchObject({ actor: { id: 'second' }, alsoFor: [] });
    second.unsubscribe();
    await until(() => started.council.changes.size === 0);
  });

  it('end when the token of their viewer does', async () => {
    const viewer = watch(BOARD, {}, { lifetimeMs: 1_500 });
    await until(() => started.council.changes.size === 1);

    await until(() => viewer.closed.length === 1);

    expect(viewer.closed).toEqual([4403]);
    await until(() => started.council.changes.size === 0);
  });

  it('say when a field cannot be had, event by event', async () => {
    const viewer = watch(BOARD, {});
    await until(() => started.council.changes.size === 1);
    started.practice.failing = 'unreachable';

    say();
    await until(() => viewer.results.length === 1);

    expect(viewer.results[0]).toMatchObject({
      data: { changed: { person: { convs: null } } },
      errors: [
        { path: ['changed', 'person', 'convs'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
      ],
    });
  });

  it('are refused at once, with what to do, while their subgraph cannot be reached', async () => {
    started.people.failing = 'unreachable';
    const open = () =>
      started.post({ query: BOARD }, { accept: 'text/event-stream' }).then(async (response) => ({
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        body: (await response.json()) as unknown,
      }));
    for (let n = 0; n < 5; n++) {
      await open();
    }
    const { fetches } = started.people;
    let asked: number;
    let refused: unknown;
    let viewer: ReturnType<typeof watch>;
    let tries = 0;
    do {
      asked = fetches.length;
      refused = await open();
      const watching = watch(BOARD, {});
      await until(() => watching.ended() !== undefined);
      viewer = watching;
      // It is asked once after all when the machine stood still for the two seconds that it rests.
    } while (fetches.length > asked && ++tries < 5);

    expect(refused).toEqual({
      status: 503,
      retryAfter: '2',
      body: {
        errors: [
          {
            message: 'people could not be reached.',
            extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
          },
        ],
      },
    });
    expect(viewer.results).toMatchObject([
      { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
    ]);
    expect(fetches).toHaveLength(asked);
  });

  it('break off when an access log cannot be written, without showing the event', async () => {
    const viewer = watch(BOARD, {});
    await until(() => started.council.changes.size === 1);
    started.practice.failing = 'unlogged';

    say();
    await until(() => viewer.closed.length === 1);

    expect(viewer.results).toMatchObject([
      { errors: [{ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }] },
    ]);
    expect(viewer.closed).toEqual([1012]);
  });

  it('let go of whoever stops reading', async () => {
    const socket = new WebSocket(
      `${started.gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('open', () =>
      socket.send(
        JSON.stringify({
          type: 'connection_init',
          payload: { authorization: `Bearer ${tokenFor()}` },
        }),
      ),
    );
    socket.once('message', () =>
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: BOARD } })),
    );
    await until(() => started.council.changes.size === 1);
    socket.pause();

    const long = 'x'.repeat(400_000);
    await until(() => {
      say('p3', long);
      return started.council.changes.size === 0;
    });

    // Two seconds later nobody has read the last words either.
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    socket.resume();
    expect(await closed).toBe(1006);
  });

  it('complete when the gateway stops, with the code that makes clients connect again', async () => {
    const viewer = watch(BOARD, {});
    await until(() => started.council.changes.size === 1);

    await started.gateway.stop();
    await until(() => viewer.ended() !== undefined && viewer.closed.length === 1);

    expect(viewer.ended()).toBe('complete');
    await until(() => started.council.changes.size === 0);
  });
});

describe('the WebSocket of the gateway', () => {
  it('closes as the protocol says', async () => {
    const open = (messages: unknown[], headers: Record<string, string> = {}) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(
          `${started.gateway.url.replace('http', 'ws')}/graphql`,
          'graphql-transport-ws',
          { headers },
        );
        socket.on('open', () =>
          messages.forEach((each) =>
            socket.send(typeof each === 'string' ? each : JSON.stringify(each)),
          ),
        );
        socket.on('close', (code) => resolve(code));
        socket.on('error', () => resolve(-1));
      });
    const init = { type: 'connection_init', payload: { authorization: `Bearer ${tokenFor()}` } };
    const subscribe = { id: '1', type: 'subscribe', payload: { query: BOARD } };

    expect(await open(['nonsense'])).toBe(4400);
    expect(await open([subscribe])).toBe(4401);
    expect(await open([{ type: 'connection_init' }])).toBe(4403);
    expect(await open([init, init])).toBe(4429);
    expect(await open(['x'.repeat(110_000)])).toBe(1009);
    expect(await open([init], { origin: 'https://elsewhere.example' })).toBe(-1);
  });

  it('answers queries, and refuses what HTTP refuses', async () => {
    const query = watch('{ person(id: "p1") { name } }', {});
    await until(() => query.ended() === 'complete');
    const wrong = watch('{ person(id: "p1") { nam } }', {});
    await until(() => wrong.ended() === 'error');

    expect(query.results).toEqual([{ data: { person: { name: 'Person 1 "quoted"' } } }]);
  });
});
