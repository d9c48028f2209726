import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway, TestVerifier, tokenFor } from '../gateway.given.ts';
import { ScriptedFeed } from '../rights/scripted-feed.given.ts';
import { until } from '../until.given.ts';
import { TeamLog } from './team-log.given.ts';
import { BOARD, TeamScreens } from './team-screens.given.ts';

/** Long enough to be told from every other time that something waits. */
const TOKEN_MS = 7_654_321;

/** Verifies no token until it is told to. */
class SlowVerifier extends TestVerifier {
  readonly #held = Promise.withResolvers<void>();
  asked = 0;
  release = (): void => this.#held.resolve();

  override async verify(token: string) {
    this.asked++;
    await this.#held.promise;
    return super.verify(token);
  }
}

let log: TeamLog;
let verifier: SlowVerifier;
let started: TestGateway;
let wall: TeamScreens;
let sockets: WebSocket[];
beforeEach(async () => {
  log = new TeamLog();
  verifier = new SlowVerifier();
  sockets = [];
  started = await startTestGateway({
    subgraphs: [log, log.names],
    supergraphSdl: log.supergraphSdl,
    peopleFeed: new ScriptedFeed(),
    verifier,
  });
  wall = new TeamScreens(started);
});
afterEach(async () => {
  verifier.release();
  sockets.forEach((socket) => socket.terminate());
  await wall.dispose();
  await started.gateway.stop();
});

/** A socket whose messages are written by hand. */
function connect(token = tokenFor({}, TOKEN_MS)) {
  const socket = new WebSocket(
    `${started.gateway.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
  );
  sockets.push(socket);
  const heard: { type: string; id?: string }[] = [];
  socket.on('message', (text: Buffer) => heard.push(JSON.parse(text.toString('utf8'))));
  socket.once('open', () => {
    tell({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  });
  const tell = (message: object): void => socket.send(JSON.stringify(message));
  const follow = (id: string, after: string | null = null): void =>
    tell({ type: 'subscribe', id, payload: { query: BOARD, variables: { after } } });
  const acknowledged = (): Promise<void> =>
    until(() => heard.some(({ type }) => type === 'connection_ack'));
  return { socket, heard, tell, follow, acknowledged };
}

async function connected() {
  verifier.release();
  const client = connect();
  await client.acknowledged();
  return client;
}

const stream = (token: string, leaving?: AbortSignal): Promise<Response> =>
  fetch(`${started.gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: BOARD, variables: { after: null } }),
    ...(leaving !== undefined && { signal: leaving }),
  });

/** How many timers were set meanwhile that wait for the token's end, and how many of them still do. */
function watchTokenTimers(): () => { readonly set: number; readonly waiting: number } {
  const spy = jest.spyOn(globalThis, 'setTimeout');
  return () => {
    const timers = spy.mock.results.flatMap((result, n) => {
      const waitMs = spy.mock.calls[n]?.[1] ?? 0;
      return result.type === 'return' && Math.abs(waitMs - TOKEN_MS) < 60_000 ? [result.value] : [];
    });
    const waiting = timers.filter((timer) => Reflect.get(timer, '_destroyed') !== true);
    return { set: timers.length, waiting: waiting.length };
  };
}

async function nothingIsLeft(): Promise<void> {
  await until(() => log.following === 0);
  await wall.untilRead(0);
  await until(async () => (await started.metrics()).includes('\ngateway_live_sources 0\n'));
}

describe('a client that goes away', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('before its token was verified leaves nothing that waits for the token’s end', async () => {
    const timers = watchTokenTimers();
    const { socket } = connect();
    await until(() => verifier.asked === 1);
    socket.terminate();
    await until(() => socket.readyState === WebSocket.CLOSED);
    // When somebody who came later has been heard, it is known that this one has gone.
    const other = connect(tokenFor({}, 60_000));
    await until(() => verifier.asked === 2);

    verifier.release();
    await other.acknowledged();

    await until(() => timers().waiting === 0);
  });

  it('while its stream is being opened ends that at once', async () => {
    const timers = watchTokenTimers();
    const client = await connected();
    const release = log.holdOpening();
    client.follow('a');
    await until(() => log.askedBy.length === 1);

    client.socket.terminate();
    await until(() => timers().waiting === 0);
    expect(timers().set).toBe(2);
    release();

    await until(() => log.opened === 1);
    await nothingIsLeft();
  });

  it('before anything has happened ends the stream', async () => {
    const timers = watchTokenTimers();
    const client = await connected();
    client.follow('a');
    await wall.untilRead(1);

    client.socket.terminate();

    await nothingIsLeft();
    expect(timers()).toEqual({ set: 2, waiting: 0 });
  });

  it('while it is told what it missed is told no more of it', async () => {
    // So much that it takes many times longer to tell than the gateway to notice.
    Array.from({ length: 5_000 }, () => log.say());
    const timers = watchTokenTimers();
    const client = await connected();
    client.follow('a', '0.0');
    await until(() => log.logged.length > 0);

    client.socket.terminate();

    await nothingIsLeft();
    expect(log.logged.length).toBeLessThan(5_000);
    expect(timers()).toEqual({ set: 2, waiting: 0 });
  });

  it('before its stream of server-sent events has begun ends it too', async () => {
    verifier.release();
    const timers = watchTokenTimers();
    const release = log.holdOpening();
    const leaving = new AbortController();
    const asked = stream(tokenFor({}, TOKEN_MS), leaving.signal).catch(() => undefined);
    await until(() => log.askedBy.length === 1);

    leaving.abort();
    await asked;
    await until(() => timers().waiting === 0);
    expect(timers().set).toBe(1);
    release();

    await until(() => log.opened === 1);
    await nothingIsLeft();
  });
});

describe('a client that completes a stream which is still being opened', () => {
  it('and gives its name to another is told by that one alone, and leaves none behind', async () => {
    const client = await connected();
    const release = log.holdOpening();
    client.follow('a', '0.0');
    await until(() => log.askedBy.length === 1);
    client.tell({ type: 'complete', id: 'a' });
    log.say();
    client.follow('a', '1.0');
    await until(() => log.askedBy.length === 2);
    release();
    await wall.untilRead(1);

    const last = log.say();
    await until(() => client.heard.length > 1);

    expect(client.heard.slice(1)).toMatchObject([
      { type: 'next', id: 'a', payload: { data: { changed: { at: last } } } },
    ]);
    client.socket.terminate();
    await nothingIsLeft();
  });
});

describe('a token that expires while the stream is being opened', () => {
  it('ends it with the code that says so, and the stream is never read', async () => {
    verifier.release();
    const release = log.holdOpening();

    const response = await stream(tokenFor({}, 200));

    expect(await response.text()).toContain('TOKEN_EXPIRED');
    release();
    await until(() => log.opened === 1);
    log.say();
    await nothingIsLeft();
    expect(log.logged).toEqual([]);
  });
});

describe('a gateway that stops while a stream is being opened', () => {
  it('completes it, as it does those that were', async () => {
    verifier.release();
    log.holdOpening();
    const asked = stream(tokenFor());
    await until(() => log.askedBy.length === 1);

    const stopped = started.gateway.stop();

    expect(await (await asked).text()).toMatch(/event: complete\ndata:\n\n$/);
    await stopped;
  });
});
