import { afterEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { until } from '../until.given.ts';
import { EventLoopLag } from './event-loop-lag.ts';
import { Load } from './load.ts';

const QUERY = { query: '{ person(id: "p1") { name } }' };
const ANSWER = { data: { person: { name: 'Person 1 "quoted"' } } };

let started: TestGateway | undefined;
let client: Client | undefined;
afterEach(async () => {
  await client?.dispose();
  await started?.gateway.stop();
  client = undefined;
  started = undefined;
});

function connect({ gateway }: TestGateway) {
  const connected = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => {},
    connectionParams: { authorization: `Bearer ${tokenFor()}` },
  });
  client = connected;
  return (query: string) =>
    new Promise<unknown>((resolve) => {
      let answer: unknown;
      connected.subscribe(
        { query },
        { next: (next) => (answer = next), error: resolve, complete: () => resolve(answer) },
      );
    });
}

describe('a gateway with as much as it can do', () => {
  it('refuses new operations at once, says when to come back, and takes them again later', async () => {
    started = await startTestGateway({ load: { operationsMax: 2 } });
    const { people, gateway } = started;
    const release = people.hold();
    const underWay = [started.post(QUERY), started.post(QUERY)];
    await until(() => people.fetches.length === 2);

    const refused = await started.post(QUERY, { accept: 'application/json' });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'OVERLOADED' } }],
    });
    expect(people.fetches).toHaveLength(2);
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
    expect(await started.metrics()).toContain('gateway_operations_running 2');

    release();
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await started.post(QUERY)).status).toBe(200);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  });

  it('refuses new operations on a socket that is open, and keeps the socket', async () => {
    started = await startTestGateway({ load: { operationsMax: 1 } });
    const { people } = started;
    const ask = connect(started);
    expect(await ask(QUERY.query)).toEqual(ANSWER);
    people.fetches.length = 0;
    const release = people.hold();
    const underWay = started.post(QUERY);
    await until(() => people.fetches.length === 1);

    expect(await ask(QUERY.query)).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);

    release();
    expect((await underWay).status).toBe(200);
    expect(await ask(QUERY.query)).toEqual(ANSWER);
  });

  it('counts operations however they end, and live streams not at all', async () => {
    started = await startTestGateway({ load: { operationsMax: 1 } });
    const { council } = started;
    const stream = connect(started)('subscription { changed(team: "t1") { kind } }');
    await until(() => council.changes.size === 1);

    expect((await started.post({ query: '{ nothing }' })).status).toBe(400);
    expect((await started.post('{')).status).toBe(400);
    expect((await started.post(QUERY, { authorization: '' })).status).toBe(401);
    expect((await started.post(QUERY)).status).toBe(200);
    await started.gateway.stop();
    await stream;
  });

  it('counts one out whose name its client has given to another before it was answered', async () => {
    started = await startTestGateway({ load: { operationsMax: 2 } });
    const { people, gateway } = started;
    const socket = new WebSocket(
      `${gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    const heard: { type: string }[] = [];
    socket.on('message', (text: Buffer) => heard.push(JSON.parse(text.toString('utf8'))));
    const tell = (message: object): void => socket.send(JSON.stringify(message));
    socket.once('open', () =>
      tell({ type: 'connection_init', payload: { authorization: `Bearer ${tokenFor()}` } }),
    );
    await until(() => heard.length === 1);
    const release = people.hold();
    tell({ id: 'a', type: 'subscribe', payload: QUERY });
    await until(() => people.fetches.length === 1);

    tell({ id: 'a', type: 'complete' });
    tell({ id: 'a', type: 'subscribe', payload: QUERY });
    await until(() => people.fetches.length === 2);
    release();
    await until(() => heard.length > 1);

    await until(
      async () => (await started?.metrics())?.includes('\ngateway_operations_running 0\n') === true,
    );
    socket.terminate();
  });
});

describe('Load', () => {
  it('has no room while the event loop is late', () => {
    let lagMs = 501;
    const load = new Load({}, () => lagMs);
    expect(() => load.enter()).toThrow(expect.objectContaining({ status: 503 }));

    lagMs = 500;

    expect(() => load.enter()).not.toThrow();
  });

  it('does not count whoever leaves twice', () => {
    const load = new Load({ operationsMax: 1 });
    const leave = load.enter();
    leave();
    leave();
    load.enter();

    expect(load.overloaded).toBe(true);
  });

  it('waits for what is under way no longer than it is told', async () => {
    const load = new Load();
    load.enter();
    const startedAt = performance.now();

    await load.drain(50);

    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(45);
  });
});

describe('EventLoopLag', () => {
  it('sees a loop that is late again and again, and not one long step', async () => {
    const lag = new EventLoopLag();
    const block = (ms: number): void => {
      const end = performance.now() + ms;
      while (performance.now() < end) {
        // The loop stands still.
      }
    };
    const turn = (ms: number): Promise<void> =>
      new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
    // Other tests may make the loop late, or let it rest, for a while: so each up to three times.
    const tryFor = async (seen: () => boolean, step: () => Promise<void>): Promise<void> => {
      for (let tries = 0; tries < 3 && (tries === 0 || !seen()); tries++) {
        await step();
      }
    };

    await tryFor(
      () => lag.ms < 300,
      async () => {
        block(700);
        await turn(1_300);
      },
    );
    expect(lag.ms).toBeLessThan(300);

    await tryFor(
      () => lag.ms > 200,
      async () => {
        for (let n = 0; n < 8; n++) {
          block(300);
          await turn(0);
        }
      },
    );
    expect(lag.ms).toBeGreaterThan(200);
    lag.stop();
  });
});

describe('a gateway that stops', () => {
  it('answers what was asked by a socket before the socket goes, and takes nothing new', async () => {
    started = await startTestGateway();
    const { people, gateway } = started;
    const ask = connect(started);
    expect(await ask(QUERY.query)).toEqual(ANSWER);
    people.fetches.length = 0;
    const release = people.hold();
    const underWay = ask(QUERY.query);
    await until(() => people.fetches.length === 1);

    const stopped = gateway.stop();
    expect(await ask(QUERY.query)).toMatchObject([{ extensions: { code: 'GOING_AWAY' } }]);
    release();

    expect(await underWay).toEqual(ANSWER);
    await stopped;
  });
});
