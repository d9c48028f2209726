import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { until } from '../until.given.ts';
import { ScriptedFeed } from './scripted-feed.given.ts';

const NORTH = '01939c5e-0000-7000-8000-0000000000aa';
const SOUTH = '01939c5e-0000-7000-8000-0000000000bb';
const LEAVER = '01939c5e-0000-7000-8000-0000000000cc';
const COLLEAGUE = '01939c5e-0000-7000-8000-0000000000dd';
const QUERY = '{ person(id: "p1") { name } }';
const BOARD = 'subscription { changed(team: "t1") { kind person { name } } }';
const LEFT_NORTH = { kind: 'practitioner-left-team', subjectId: LEAVER, teamId: NORTH };

let feed: ScriptedFeed;
let started: TestGateway;
let clients: Client[];
beforeEach(() => {
  feed = new ScriptedFeed();
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map(async (client) => client.dispose()));
  await started.gateway.stop();
});

const tokenOf = (practitionerId: string, teamIds: readonly string[] = [NORTH]): string =>
  tokenFor({ id: practitionerId, practitionerId, teamIds });

async function ask(token: string): Promise<{ status: number; body: unknown }> {
  const response = await started.post({ query: QUERY }, { authorization: `Bearer ${token}` });
  return { status: response.status, body: await response.json() };
}

/** Asks again and again until the answer has this status, and gives the last answer. */
async function untilAnswered(token: string, status: number): Promise<unknown> {
  let answer: Awaited<ReturnType<typeof ask>> | undefined;
  await until(async () => {
    answer = await ask(token);
    return answer.status === status;
  });
  return answer?.body;
}

async function readiness(): Promise<number> {
  return (await fetch(`${started.gateway.url}/readyz`)).status;
}

function watch(token: string) {
  const closed: { code: number; reason: string }[] = [];
  const results: unknown[] = [];
  const client = createClient({
    url: `${started.gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams: { authorization: `Bearer ${token}` },
    on: { closed: (event) => closed.push(event as { code: number; reason: string }) },
  });
  clients.push(client);
  client.subscribe(
    { query: BOARD },
    { next: (result) => results.push(result), error: () => undefined, complete: () => undefined },
  );
  return { results, closed };
}

describe('whoever leaves a team', () => {
  beforeEach(async () => {
    started = await startTestGateway({ peopleFeed: feed });
  });

  it('gets no answer with the old token, and one again after signing in', async () => {
    const old = tokenOf(LEAVER, [SOUTH, NORTH]);
    expect((await ask(old)).status).toBe(200);

    feed.say(LEFT_NORTH);
    const refusal = await untilAnswered(old, 401);

    expect(refusal).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('Sign in again'),
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
    expect((await ask(tokenOf(LEAVER, [SOUTH]))).status).toBe(200);
    expect((await ask(tokenOf(COLLEAGUE))).status).toBe(200);
  });

  it('hears no more of the team’s board, and is told why', async () => {
    const leaver = watch(tokenOf(LEAVER));
    const colleague = watch(tokenOf(COLLEAGUE));
    await until(() => started.council.changes.size === 1);
    const { changes } = started.council;
    const say = (): void =>
      changes.say({ changed: { kind: 'MOVED', person: started.council.person('p1'), hit: null } });
    await until(() => (say(), leaver.results.length > 0 && colleague.results.length > 0));

    feed.say(LEFT_NORTH);
    await until(() => leaver.closed.length === 1);
    const heard = { leaver: leaver.results.length, colleague: colleague.results.length };
    await until(() => (say(), colleague.results.length > heard.colleague));

    expect(leaver.results.at(-1)).toMatchObject({
      errors: [{ extensions: { code: 'RIGHTS_CHANGED' } }],
    });
    expect(leaver.closed).toMatchObject([{ code: 4403, reason: 'RIGHTS_CHANGED' }]);
    expect(leaver.results).toHaveLength(heard.leaver);
    expect(colleague.closed).toEqual([]);
  });

  it('is told so at the end of a stream of server-sent events', async () => {
    const response = await started.post(
      { query: BOARD },
      { authorization: `Bearer ${tokenOf(LEAVER)}`, accept: 'text/event-stream' },
    );
    await until(() => started.council.changes.size === 1);

    feed.say(LEFT_NORTH);

    const text = await response.text();
    expect(text).toContain('RIGHTS_CHANGED');
    expect(text).toMatch(/event: complete\ndata:\n\n$/);
  });

  it('loses a connection on which nothing is asked, too', async () => {
    const leaver = watch(tokenOf(LEAVER));
    const idle = new WebSocket(
      `${started.gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    idle.once('open', () =>
      idle.send(
        JSON.stringify({
          type: 'connection_init',
          payload: { authorization: `Bearer ${tokenOf(LEAVER)}` },
        }),
      ),
    );
    const closed = new Promise((resolve) => idle.once('close', resolve));
    await new Promise((resolve) => idle.once('message', resolve));

    feed.say(LEFT_NORTH);

    expect(await closed).toBe(4403);
    await until(() => leaver.closed.length === 1);
  });

  it('is known to have left also while an older transaction holds the feed back', async () => {
    const old = tokenOf(LEAVER);
    feed.sayUnsettled(LEFT_NORTH);

    await untilAnswered(old, 401);
  });
});

describe('whoever leaves the council', () => {
  it('gets no answer with any old token', async () => {
    started = await startTestGateway({ peopleFeed: feed });
    const old = [tokenOf(LEAVER), tokenOf(LEAVER, [SOUTH]), tokenOf(LEAVER, [])];

    feed.say({ kind: 'practitioner-left-council', subjectId: LEAVER });

    for (const token of old) {
      await untilAnswered(token, 401);
    }
    expect((await ask(tokenOf(COLLEAGUE))).status).toBe(200);
  });
});

describe('a gateway that starts', () => {
  it('knows who left while it was away, before it answers anybody', async () => {
    const old = tokenOf(LEAVER);
    const longAgo = new Date(Date.now() - 30 * 24 * 60 * 60 * 1_000);
    for (let n = 0; n < 1_200; n++) {
      feed.say({ kind: 'person-registered', subjectId: COLLEAGUE, at: longAgo });
    }
    feed.say(LEFT_NORTH);

    started = await startTestGateway({ peopleFeed: feed });

    expect((await ask(old)).status).toBe(401);
    expect(await readiness()).toBe(200);
  });

  it('answers while the feed cannot be read, is not ready, and learns when it can', async () => {
    const old = tokenOf(LEAVER);
    feed.failing = true;
    feed.say(LEFT_NORTH);

    started = await startTestGateway({ peopleFeed: feed });
    expect((await ask(old)).status).toBe(200);
    expect(await readiness()).toBe(503);

    feed.failing = false;
    await untilAnswered(old, 401);
    // A request makes it look for itself, which may be before it has read back by itself.
    await until(async () => (await readiness()) === 200);
  });
});
