import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execute, type ExecutionResult, parse } from 'graphql';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import { TestCouncil } from '../council.given.ts';
import { COUNCIL_OPERATIONS } from '../council-operations.given.ts';
import type { Caller } from '../callers-request.ts';
import { Executor } from '../executor.ts';
import type { ExecutorSettings } from '../executor-settings.ts';
import { actor, composed, type MemorySubgraph } from '../subgraph.given.ts';
import { until } from '../until.given.ts';
import { serveSubgraph } from './served-subgraph.given.ts';
import { SubgraphCircuits } from './subgraph-circuits.ts';

/** A subgraph of the tests as the gateway reaches it. */
interface Reached {
  readonly subgraph: Subgraph;
  /** Its streams break off. */
  cut(): void;
  stop(): Promise<void>;
}

const inProcess = async (memory: MemorySubgraph): Promise<Reached> => ({
  subgraph: memory,
  cut: () => memory.breakStreams(),
  stop: async () => {},
});

/** For what waits until the time is over, and for all else: a busy machine is no slow subgraph. */
const TIMEOUT_MS = 1_000;
const PATIENT_MS = 20_000;
/** Less than a whole operation may take. */
const OWN_TIME_MS = 5_000;
const UNAVAILABLE = { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };

/** What holds for subgraphs however they are reached. */
describe.each([
  ['in process', inProcess],
  ['over HTTP', serveSubgraph],
])('subgraphs %s', (_transport, reach: (memory: MemorySubgraph) => Promise<Reached>) => {
  let council: TestCouncil;
  let subgraphs: ReturnType<TestCouncil['subgraphs']>;
  let reached: Reached[];
  let executor: Executor;
  let leaving: AbortController;
  beforeEach(async () => {
    council = new TestCouncil();
    subgraphs = council.subgraphs();
    reached = await Promise.all(Object.values(subgraphs).map((memory) => reach(memory)));
    leaving = new AbortController();
    executor = executorThatWaits(PATIENT_MS);
  });
  afterEach(async () => {
    leaving.abort();
    await Promise.all(reached.map((each) => each.stop()));
  });

  const executorThatWaits = (
    subgraphTimeoutMs: number,
    settings: Partial<ExecutorSettings> = {},
  ): Executor =>
    new Executor({
      supergraphSdl: composed(Object.values(subgraphs)),
      subgraphs: reached.map(({ subgraph }) => subgraph),
      subgraphTimeoutMs,
      retryDelayMs: () => 1,
      limits: { cost: 100_000 },
      ...settings,
    });

  const caller = (): Caller => ({
    actor: actor(),
    token: 'the-token',
    requestId: 'request-9',
    signal: leaving.signal,
  });

  const ask = (query: string, variables: Record<string, unknown> = {}) =>
    executor.execute(executor.prepare({ query, variables }), caller());

  const valueOf = async (query: string): Promise<ExecutionResult> => (await ask(query)).value;

  const listen = () =>
    executor.subscribe(
      executor.prepare({ query: 'subscription { changed(team: "t1") { person { name spent } } }' }),
      caller(),
    );

  const say = (person: string): void =>
    council.changes.say({ changed: { kind: 'MOVED', person: council.person(person), hit: null } });

  it.each(COUNCIL_OPERATIONS)(
    'answer %s as one graph would',
    async (_name, query, variables = {}) => {
      const monolith = await execute({
        schema: executor.schema,
        document: parse(query),
        rootValue: new TestCouncil().root,
        variableValues: variables,
      });

      const answer = await ask(query, variables);

      expect(answer.text).toBe(JSON.stringify({ data: monolith.data }));
    },
  );

  it('are asked about an entity once however often it stands in the answer', async () => {
    await ask('{ board(team: "t1") { owner { spent } person { spent } } }');

    expect(subgraphs.finance.fetches).toHaveLength(1);
    expect(Object.values(subgraphs.finance.fetches[0]?.variables ?? {}).flat()).toHaveLength(5);
  });

  it('are asked the same thing once at a time, also where a plan asks for it twice', async () => {
    const answers = await Promise.all([
      ask('{ a: person(id: "p1") { id spent } }'),
      ask('{ a: person(id: "p1") { id spent } }'),
    ]);
    const before = subgraphs.finance.fetches.length;
    await ask(
      '{ a: person(id: "p1") { id team { pence } } b: person(id: "p1") { team { pence } } }',
    );

    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(before).toBe(2);
    expect(subgraphs.finance.fetches).toHaveLength(before + 1);
  });

  it('have their errors put where the client sees them, under its own names', async () => {
    Object.assign(council.people[0] as object, {
      spent: () => {
        throw new Error('no ledger');
      },
    });

    const { data, errors } = await valueOf('{ all: people { id money: spent } }');

    expect(errors).toMatchObject([{ message: 'no ledger', path: ['all', 0, 'money'] }]);
    expect(data).toMatchObject({
      all: [{ id: 'p0', money: null }, { id: 'p1', money: 100 }, {}, {}, {}],
    });
  });

  it('have a null carried up to the first field that may be null', async () => {
    const { data, errors } = await valueOf('{ brokenPerson { id n: name } people { id } }');

    expect(data).toMatchObject({ brokenPerson: null, people: [{}, {}, {}, {}, {}] });
    expect(errors?.map(({ path }) => path)).toEqual([['brokenPerson', 'n']]);
  });

  it('that cannot be reached leave their fields null, and everything else is answered', async () => {
    subgraphs.finance.failing = 'unreachable';

    const { data, errors } = await valueOf('{ people { id money: spent } }');

    expect(data).toEqual({ people: [0, 1, 2, 3, 4].map((n) => ({ id: `p${n}`, money: null })) });
    expect(errors).toHaveLength(5);
    expect(errors?.[3]).toEqual({
      message: 'finance could not be reached.',
      path: ['people', 3, 'money'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
  });

  it('that do not answer are waited for no longer than they may take', async () => {
    executor = executorThatWaits(TIMEOUT_MS);
    subgraphs.finance.failing = 'silent';
    const timed = async () => {
      const startedAt = performance.now();
      const value = await valueOf('{ person(id: "p1") { name spent } }');
      return { ...value, ms: performance.now() - startedAt };
    };

    let { data, errors, ms } = await timed();
    // Again, up to three times in all, when other tests held it up.
    for (let tries = 1; tries < 3 && (ms >= TIMEOUT_MS * 3 || data?.['person'] === null); tries++) {
      ({ data, errors, ms } = await timed());
    }

    expect(ms).toBeLessThan(TIMEOUT_MS * 3);
    expect(data).toEqual({ person: { name: 'Person 1 "quoted"', spent: null } });
    expect(errors).toEqual([
      {
        message: 'finance did not answer in time.',
        path: ['person', 'spent'],
        extensions: { code: 'SUBGRAPH_TIMEOUT' },
      },
    ]);
  });

  it('are asked once more by a query that got no answer, and then no more', async () => {
    subgraphs.finance.failing = 'unreachable';
    await ask('{ person(id: "p1") { spent } }');

    expect(subgraphs.finance.fetches).toHaveLength(2);
    expect(subgraphs.people.fetches).toHaveLength(1);
  });

  it('are never asked again by a mutation, neither to write nor to read', async () => {
    subgraphs.people.failing = 'unreachable';
    await ask('mutation { touch(id: "p1") { id } }');
    subgraphs.people.failing = 'no';
    subgraphs.finance.failing = 'unreachable';
    await ask('mutation { touch(id: "p1") { spent } }');

    expect(subgraphs.people.fetches).toHaveLength(2);
    expect(subgraphs.finance.fetches).toHaveLength(1);
    expect(council.written).toEqual(['touch p1']);
  });

  it('are told how long somebody waits, who asks, and under which number', async () => {
    executor = executorThatWaits(OWN_TIME_MS);
    const before = Date.now();
    await ask('query Case { person(id: "p3") { name } }');

    const [fetch] = subgraphs.people.fetches;
    // Its own time and not that of the whole operation.
    expect(fetch?.deadline).toBeGreaterThanOrEqual(before + OWN_TIME_MS - 50);
    expect(fetch?.deadline).toBeLessThanOrEqual(Date.now() + OWN_TIME_MS);
    expect(subgraphs.people.requests).toMatchObject([
      {
        token: expect.stringContaining('the-token'),
        requestId: 'request-9',
        operationName: 'Case',
      },
    ]);
  });

  it('hear that nobody waits any more when the time is over', async () => {
    executor = executorThatWaits(TIMEOUT_MS);
    const { people } = subgraphs;
    people.failing = 'silent';

    // Again, up to three times in all, when its time was over before a busy machine had sent it.
    for (let tries = 0; tries < 3 && people.fetches.length === 0; tries++) {
      await ask('mutation { touch(id: "p1") { id } }');
    }

    await until(() => people.fetches[0]?.signal?.aborted === true);
  });

  it('hear that nobody waits any more when the client leaves, and nothing more is asked', async () => {
    const release = subgraphs.people.hold();
    const answer = ask('{ person(id: "p1") { name spent } }');
    await until(() => subgraphs.people.fetches.length === 1);

    leaving.abort();
    await answer;
    await until(() => subgraphs.people.fetches[0]?.signal?.aborted === true);
    release();

    expect(subgraphs.people.fetches).toHaveLength(1);
    expect(subgraphs.finance.fetches).toHaveLength(0);
  });

  it('finish a mutation that was begun although the client left, and begin no other', async () => {
    const release = subgraphs.people.hold();
    const answer = ask('mutation { touch(id: "p1") { id } again: touch(id: "p2") { id } }');
    await until(() => subgraphs.people.fetches.length === 1);

    leaving.abort();
    release();
    await answer;

    expect(council.written).toEqual(['touch p1']);
  });

  it('stream events, each completed by what the other subgraphs know', async () => {
    const stream = await listen();
    const first = stream.next();
    await until(() => council.changes.size === 1);

    say('p1');

    expect((await first).value?.text).toBe(
      '{"data":{"changed":{"person":{"name":"Person 1 \\"quoted\\"","spent":100}}}}',
    );
    leaving.abort();
    await stream.return?.();
    await until(() => council.changes.size === 0);
  });

  it('stream on when another subgraph cannot be reached for one event', async () => {
    const stream = await listen();
    const first = stream.next();
    await until(() => council.changes.size === 1);
    subgraphs.finance.failing = 'unreachable';
    say('p1');
    expect((await first).value?.value).toMatchObject({
      data: { changed: { person: { spent: null } } },
      errors: [{ path: ['changed', 'person', 'spent'], ...UNAVAILABLE }],
    });

    subgraphs.finance.failing = 'no';
    const second = stream.next();
    say('p2');

    expect((await second).value?.value).toEqual({
      data: { changed: { person: { name: 'Person 2 "quoted"', spent: 200 } } },
    });
  });

  it('say when a stream broke off, and nothing of why', async () => {
    const stream = await listen();
    const next = stream.next();
    await until(() => council.changes.size === 1);

    reached.forEach((each) => each.cut());

    await expect(next).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      message: 'The stream of people broke off.',
    });
  });

  it('open no stream while their circuit is open, and each that failed to open counts', async () => {
    const circuits = new SubgraphCircuits({ restMs: 60_000 });
    executor = executorThatWaits(PATIENT_MS, { circuits });
    subgraphs.people.failing = 'unreachable';
    for (let n = 0; n < 5; n++) {
      await expect(listen()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    }
    subgraphs.people.failing = 'no';

    await expect(listen()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });

    expect(council.changes.size).toBe(0);
    expect(await valueOf('{ person(id: "p1") { id } }')).toMatchObject({ errors: [UNAVAILABLE] });
  });
});
