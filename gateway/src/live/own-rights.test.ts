import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Actor } from '@connected-lives/kit/actor';
import { startTestGateway, type TestGateway, tokenFor } from '../gateway.given.ts';
import { ScriptedFeed } from '../rights/scripted-feed.given.ts';
import { until } from '../until.given.ts';

const BOARD =
  'subscription B { changed(team: "t1") { kind person { name convs(first: 1) { id } } } }';
const PERSON = '01939c5e-0000-7000-8000-0000000000ee';

let feed: ScriptedFeed;
let started: TestGateway;
let clients: Client[];
beforeEach(async () => {
  feed = new ScriptedFeed();
  clients = [];
  started = await startTestGateway({ peopleFeed: feed });
});
afterEach(async () => {
  await Promise.all(clients.map(async (client) => client.dispose()));
  await started.gateway.stop();
});

function connect(id: string, given: Partial<Actor> = {}): Client {
  const client = createClient({
    url: `${started.gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${tokenFor({ id, practitionerId: id, ...given })}` },
  });
  clients.push(client);
  return client;
}

function watch(client: Client) {
  const results: unknown[] = [];
  let ended = false;
  client.subscribe(
    { query: BOARD },
    {
      next: (result) => results.push(result),
      error: () => (ended = true),
      complete: () => (ended = true),
    },
  );
  return { results, ended: () => ended };
}

/** Opens screens one after the other, so that it is known who is first. */
async function watchAll(...ids: readonly string[]) {
  const viewers: ReturnType<typeof watch>[] = [];
  for (const id of ids) {
    viewers.push(watch(connect(id)));
    await untilRead(viewers.length);
  }
  return viewers;
}

async function untilRead(readers: number): Promise<void> {
  const line = `\ngateway_live_readers ${readers}\n`;
  while (!(await started.metrics()).includes(line)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const sources = (): number => started.council.changes.size;
const say = (): void =>
  started.council.changes.say({
    changed: { kind: 'MOVED', person: started.council.person('p1'), hit: null },
  });
const closedTo = (whom: string | null) => ({
  kind: 'closure-changed',
  subjectId: crypto.randomUUID(),
  personId: PERSON,
  payload: { whom, why: 'FAMILY_OR_FRIEND', untilAt: null },
});
/** Every database knows it, and then the events say so. */
function closeTo(whom: string): void {
  knowOf(whom, `FAMILY_OR_FRIEND ${PERSON}`);
  feed.say(closedTo(whom));
}
function knowOf(id: string, rights: string | undefined): void {
  [started.people, started.practice, started.finance].forEach((each) =>
    each.rights.set(id, rights),
  );
}

describe('a live stream', () => {
  it('is shared by those to whom the same people are open and closed', async () => {
    ['relative', 'their sister'].forEach((id) => knowOf(id, `FAMILY_OR_FRIEND ${PERSON}`));
    const viewers = await watchAll('relative', 'a', 'b', 'their sister');

    say();
    await until(() => viewers.every(({ results }) => results.length === 1));

    expect(sources()).toBe(2);
    const named = started.practice.requests.map(({ actor, alsoFor = [] }) =>
      [actor, ...alsoFor].map(({ id }) => id),
    );
    expect(named).toEqual([
      ['relative', 'their sister'],
      ['a', 'b'],
    ]);
  });

  it('is not shared while a service has not learned what another knows already', async () => {
    ['a', 'b'].forEach((id) => started.people.rights.set(id, `FAMILY_OR_FRIEND ${PERSON}`));

    await watchAll('a', 'b', 'c');

    expect(sources()).toBe(3);
  });

  it('is not shared by whose rights cannot be read', async () => {
    ['a', 'b'].forEach((id) => started.finance.rights.set(id, undefined));

    await watchAll('a', 'b', 'c');

    expect(sources()).toBe(3);
  });

  it('is not shared by staff who have a record with the council themselves', async () => {
    watch(connect('a', { personId: PERSON }));
    watch(connect('b', { personId: PERSON }));
    await untilRead(2);

    expect(sources()).toBe(2);
  });

  it('is not shared on the word of rights that were read before news of them', async () => {
    await watchAll('colleague');
    const release = started.people.holdRights();
    const viewer = watch(connect('relative'));
    await until(() => started.people.rightsRead === 2);

    feed.say(closedTo('relative'));
    await untilHeard();
    release();
    await untilRead(2);

    expect(sources()).toBe(2);
    expect(viewer.ended()).toBe(false);
  });
});

describe('whose rights change', () => {
  it('leaves the shared stream, keeps the connection and subscribes again', async () => {
    const client = connect('relative');
    const [colleague] = await watchAll('colleague');
    const relative = watch(client);
    await untilRead(2);
    expect(sources()).toBe(1);

    closeTo('relative');
    await until(() => relative.ended());
    const again = watch(client);
    await untilRead(2);
    say();
    await until(() => again.results.length === 1 && colleague?.results.length === 1);

    expect(relative.results).toMatchObject([
      {
        errors: [
          {
            message: expect.stringContaining('from your last cursor'),
            extensions: { code: 'STREAM_AGAIN' },
          },
        ],
      },
    ]);
    expect(sources()).toBe(2);
    expect(colleague?.ended()).toBe(false);
  });

  it('is told so at the end of a stream of server-sent events', async () => {
    await watchAll('colleague');
    const response = await started.post(
      { query: BOARD },
      {
        ...bearer(tokenFor({ id: 'relative', practitionerId: 'relative' })),
        accept: 'text/event-stream',
      },
    );
    await untilRead(2);

    closeTo('relative');

    const text = await response.text();
    expect(text).toContain('STREAM_AGAIN');
    expect(text).toMatch(/event: complete\ndata:\n\n$/);
  });

  it('is shown nothing that was read after the change, also when the event comes before the news', async () => {
    const [colleague, relative] = await watchAll('colleague', 'relative');

    feed.sayUnsettled(closedTo('relative'));
    say();
    await until(() => relative?.ended() === true && colleague?.results.length === 1);

    expect(relative?.results).toMatchObject([
      { errors: [{ extensions: { code: 'STREAM_AGAIN' } }] },
    ]);
    expect(colleague?.results).toMatchObject([{ data: { changed: { kind: 'MOVED' } } }]);
  });

  it('waits for the news before anything is shown, and no longer than a second', async () => {
    const [colleague, relative] = await watchAll('colleague', 'relative');
    feed.peekMs = 300;

    feed.sayUnsettled(closedTo('relative'));
    say();
    await until(() => relative?.ended() === true && colleague?.results.length === 1);
    feed.peekMs = 2_500;
    say();
    await until(() => colleague?.results.length === 2);

    expect(relative?.results).toMatchObject([
      { errors: [{ extensions: { code: 'STREAM_AGAIN' } }] },
    ]);
  });

  it('shows nobody what was read under the new rights', async () => {
    const viewers = await watchAll('named', 'colleague', 'another');
    const release = started.practice.hold();
    say();
    await until(() => started.practice.fetches.length === 1);

    feed.say({ ...closedTo('named'), kind: 'reach-changed' });
    release();
    await until(() => viewers.every(({ ended }) => ended()));
    expect(started.practice.readAs).toEqual(['named']);

    for (const { results } of viewers) {
      expect(results).toMatchObject([{ errors: [{ extensions: { code: 'STREAM_AGAIN' } }] }]);
    }
  });

  it('keeps a stream that is theirs alone, which nobody else joins then', async () => {
    const [relative] = await watchAll('relative');

    closeTo('relative');
    await untilHeard();
    const opened = ['a', 'b', 'c'].map((id) => watch(connect(id)));
    await untilRead(4);
    say();
    await until(() => [relative, ...opened].every((each) => each?.results.length === 1));

    expect(relative?.ended()).toBe(false);
    expect(sources()).toBe(2);
  });

  it('hears of it once, also while an older transaction holds the feed back', async () => {
    const [, relative] = await watchAll('colleague', 'relative');
    feed.sayUnsettled(closedTo('relative'));
    await until(() => relative?.ended() === true);

    // Nothing is their own by what these databases say, so that they share again.
    const again = watch(connect('relative'));
    await untilRead(2);
    await untilHeard();
    await untilHeard();

    expect(sources()).toBe(1);
    expect(again.ended()).toBe(false);
  });
});

describe('a record that is sealed for all', () => {
  it('parts nobody: those who are named have news of their own', async () => {
    const [, named] = await watchAll('colleague', 'named', 'another');

    feed.say(closedTo(null));
    feed.say({ ...closedTo('named'), kind: 'reach-changed' });
    await until(() => named?.ended() === true);

    await untilRead(2);
    expect(sources()).toBe(1);
  });
});

/** What came into the feed until now is known when something that comes later is. */
async function untilHeard(): Promise<void> {
  const id = crypto.randomUUID();
  const headers = bearer(tokenFor({ id, practitionerId: id }));
  feed.say({ kind: 'practitioner-left-council', subjectId: id });
  let status = 200;
  while (status !== 401) {
    ({ status } = await started.post({ query: '{ people { id } }' }, headers));
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
