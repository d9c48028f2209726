import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import type { OperationRequest, Subgraph } from '@connected-lives/kit/subgraph';
import { actor } from '../subgraph.given.ts';
import {
  type CallSettings,
  retryDelayMs,
  SubgraphCalls,
  type TimedFetch,
} from './subgraph-calls.ts';
import { SubgraphCircuits } from './subgraph-circuits.ts';

type Reply = () => Promise<ExecutionResult>;

const ANSWER: ExecutionResult = { data: { _entities: [{ name: 'Ann' }] } };
const answered: Reply = async () => structuredClone(ANSWER);
const refused: Reply = async () => {
  throw new Error('connection refused');
};
const silent: Reply = () => new Promise(() => {});
const FETCH = { document: 'query { _entities { name } }', variables: { representations: ['p1'] } };

/** Gives the replies one after the other, the last one again and again. */
class ScriptedSubgraph implements Subgraph {
  readonly name = 'finance';
  readonly asked: TimedFetch[] = [];
  replies: Reply[] = [answered];

  open() {
    return {
      execute: (fetch: unknown) => {
        const reply = this.replies[Math.min(this.asked.length, this.replies.length - 1)] as Reply;
        this.asked.push(fetch as TimedFetch);
        return reply();
      },
      close: async () => {},
    };
  }

  subscribe(): never {
    throw new Error('There is no stream.');
  }

  async ready(): Promise<boolean> {
    return true;
  }
}

let finance: ScriptedSubgraph;
let circuits: SubgraphCircuits;
beforeEach(() => {
  finance = new ScriptedSubgraph();
  circuits = new SubgraphCircuits();
});

function operation(
  request: Partial<OperationRequest> = {},
  settings: Partial<CallSettings> = {},
): SubgraphCalls {
  return new SubgraphCalls(
    new Map([['finance', finance]]),
    {
      actor: actor(),
      token: null,
      requestId: 'r1',
      operationName: null,
      operationKind: 'query',
      deadline: Date.now() + 20_000,
      signal: new AbortController().signal,
      ...request,
    },
    {
      subgraphTimeoutMs: 10_000,
      retryDelayMs: () => 5,
      circuits,
      failed: () => {},
      fetched: () => {},
      ...settings,
    },
  );
}

const UNAVAILABLE = expect.objectContaining({ code: 'SUBGRAPH_UNAVAILABLE' });
const TIMEOUT = expect.objectContaining({ code: 'SUBGRAPH_TIMEOUT' });
/** For what waits until the time is over. For all else a busy machine has all the time it needs. */
const SHORT: Partial<CallSettings> = { subgraphTimeoutMs: 200 };

describe('a fetch that gets no answer', () => {
  it('is sent once more for a query', async () => {
    finance.replies = [refused, answered];

    expect(await operation().fetch('finance', FETCH)).toEqual(ANSWER);

    expect(finance.asked).toHaveLength(2);
    expect(finance.asked[1]?.deadline).toBe(finance.asked[0]?.deadline);
  });

  it('is not sent a third time', async () => {
    finance.replies = [refused];

    await expect(operation().fetch('finance', FETCH)).rejects.toEqual(UNAVAILABLE);

    expect(finance.asked).toHaveLength(2);
  });

  it('is never sent again for a mutation', async () => {
    finance.replies = [refused, answered];

    const fetched = operation({ operationKind: 'mutation' }).fetch('finance', FETCH);

    await expect(fetched).rejects.toEqual(UNAVAILABLE);
    expect(finance.asked).toHaveLength(1);
  });

  it('is not sent again when the subgraph answered with errors', async () => {
    finance.replies = [async () => ({ errors: [{ message: 'INTERNAL' }] }) as never, answered];

    expect(await operation().fetch('finance', FETCH)).toHaveProperty('errors');

    expect(finance.asked).toHaveLength(1);
  });

  it('is not sent again when its time is over', async () => {
    finance.replies = [silent, answered];

    await expect(operation({}, SHORT).fetch('finance', FETCH)).rejects.toEqual(TIMEOUT);

    expect(finance.asked).toHaveLength(1);
  });

  it('is not sent again when the operation ends before that', async () => {
    finance.replies = [refused, answered];

    const fetched = operation(
      { deadline: Date.now() + 5_000 },
      { retryDelayMs: () => 6_000 },
    ).fetch('finance', FETCH);

    await expect(fetched).rejects.toEqual(UNAVAILABLE);
    expect(finance.asked).toHaveLength(1);
  });

  it('is not sent again for a client that has left, and is no fault of the subgraph', async () => {
    const failed: string[] = [];
    const client = new AbortController();
    finance.replies = [
      () => {
        client.abort();
        return refused();
      },
      answered,
    ];

    const calls = operation({ signal: client.signal }, { failed: (name) => failed.push(name) });

    await expect(calls.fetch('finance', FETCH)).rejects.toEqual(UNAVAILABLE);
    expect(finance.asked).toHaveLength(1);
    expect(failed).toEqual([]);
  });

  it('waits 20 to 80 milliseconds before that, not always the same', () => {
    const delays = Array.from({ length: 200 }, retryDelayMs);

    expect(Math.min(...delays)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...delays)).toBeLessThanOrEqual(80);
    expect(new Set(delays).size).toBeGreaterThan(100);
  });
});

describe('a subgraph whose circuit is open', () => {
  it('is not asked, and that is said at once', async () => {
    circuits = new SubgraphCircuits({ restMs: 60_000 });
    finance.replies = [refused];
    for (let n = 0; n < 3; n++) {
      await expect(operation().fetch('finance', FETCH)).rejects.toEqual(UNAVAILABLE);
    }
    expect(circuits.of('finance').state).toBe('open');
    const before = finance.asked.length;
    finance.replies = [silent];

    const said = operation().fetch('finance', FETCH);
    const later = nextTurn('nothing before the next turn of the event loop');

    await expect(Promise.race([said, later])).rejects.toEqual(UNAVAILABLE);
    // The sixth question, the second try of the third fetch, was not put any more.
    expect(finance.asked).toHaveLength(before);
    expect(before).toBe(5);
  });

  it('is asked again once its probe is answered', async () => {
    circuits = new SubgraphCircuits({ restMs: 500 });
    finance.replies = [refused, refused, refused, refused, refused, answered];
    for (let n = 0; n < 3; n++) {
      await expect(operation().fetch('finance', FETCH)).rejects.toEqual(UNAVAILABLE);
    }
    await new Promise((resolve) => setTimeout(resolve, 510));

    expect(await operation().fetch('finance', FETCH)).toEqual(ANSWER);

    expect(circuits.of('finance').state).toBe('closed');
  });

  it('was not opened by clients that left, nor by operations that had no time left', async () => {
    finance.replies = [silent];
    for (let n = 0; n < 8; n++) {
      await expect(
        operation({ deadline: Date.now() + 10 }).fetch('finance', FETCH),
      ).rejects.toEqual(TIMEOUT);
      await expect(
        operation({ signal: AbortSignal.abort() }).fetch('finance', FETCH),
      ).rejects.toEqual(TIMEOUT);
    }

    expect(circuits.of('finance').state).toBe('closed');
  });

  it('was opened by being silent', async () => {
    finance.replies = [silent];
    const calls = Array.from({ length: 5 }, () => operation({}, SHORT).fetch('finance', FETCH));

    await Promise.allSettled(calls);

    expect(circuits.of('finance').state).toBe('open');
  });
});

describe('identical fetches of one operation', () => {
  it('are sent once, and each gets an answer of its own', async () => {
    const calls = operation();

    const [first, second] = await Promise.all([
      calls.fetch('finance', FETCH),
      calls.fetch('finance', structuredClone(FETCH)),
    ]);

    expect(finance.asked).toHaveLength(1);
    expect(second).toEqual(first);
    expect(second?.data).not.toBe(first?.data);
    expect(second?.data?.['_entities']).not.toBe(first?.data?.['_entities']);
  });

  it('fail together', async () => {
    finance.replies = [refused];
    const calls = operation();

    const ends = await Promise.allSettled([
      calls.fetch('finance', FETCH),
      calls.fetch('finance', FETCH),
    ]);

    expect(ends).toEqual([
      { status: 'rejected', reason: UNAVAILABLE },
      { status: 'rejected', reason: UNAVAILABLE },
    ]);
    expect(finance.asked).toHaveLength(2);
  });

  it('are only those with the same document and variables, at the same time', async () => {
    const calls = operation();

    await Promise.all([
      calls.fetch('finance', FETCH),
      calls.fetch('finance', { ...FETCH, variables: { representations: ['p2'] } }),
      calls.fetch('finance', { ...FETCH, document: 'query { _entities { id } }' }),
    ]);
    await calls.fetch('finance', FETCH);

    expect(finance.asked).toHaveLength(4);
  });

  it('are never shared with another operation, nor within a mutation', async () => {
    await Promise.all([operation(), operation()].map((each) => each.fetch('finance', FETCH)));
    expect(finance.asked).toHaveLength(2);

    const mutation = operation({ operationKind: 'mutation' });
    await Promise.all([1, 2].map(() => mutation.fetch('finance', FETCH)));

    expect(finance.asked).toHaveLength(4);
  });
});
