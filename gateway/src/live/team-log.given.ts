import { setTimeout as pause } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type { OperationRequest, SubgraphFetch } from '@connected-lives/kit/subgraph';
import { composed, MemorySubgraph } from '../subgraph.given.ts';

const TEAM = `
type Query { team: String }
type Subscription { changed(after: String): Change }
type Change { cursor: String! person: Person }
type Person @key(fields: "id") { id: ID! }`;

const NAMES = `
type Query { name: String }
type Person @key(fields: "id") { id: ID! name: String! }`;

interface Told {
  readonly changed: { readonly cursor: string; readonly person: { readonly id: string } };
}

/** Who was named in the access log of the team's service for one event of one stream. */
export interface LoggedEvent {
  readonly cursor: string;
  readonly viewers: readonly string[];
}

/**
 * A team's events, as a service tells them: first what happened after the cursor, then live. Reading
 * takes a moment, and each event is logged for everybody who is told before it leaves.
 */
export class TeamLog extends MemorySubgraph {
  readonly names = new MemorySubgraph('names', NAMES, {
    Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Person ${id}` }) },
  });
  readonly logged: LoggedEvent[] = [];
  /** The cursors of events of which nothing leaves, and of those of them that a stream came past. */
  readonly withheld = new Set<string>();
  readonly reached: string[] = [];
  readonly #events: Told[] = [];
  readonly #waiting = new Set<() => void>();
  #readable: Promise<void> = Promise.resolve();
  #openable: Promise<void> = Promise.resolve();
  /** How many streams are open, and how many ever were. */
  following = 0;
  opened = 0;
  /** Under whose rights each was asked for. */
  readonly askedBy: string[] = [];

  constructor() {
    super('team', TEAM, {
      Subscription: {
        changed: {
          subscribe: (_: unknown, { after }: { after?: string | null }) => this.#follow(after),
        },
      },
    });
  }

  /** No stream is opened until what it returns is called. */
  holdOpening(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#openable = promise;
    return resolve;
  }

  /** No stream finds anything until what it returns is called. */
  holdReading(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#readable = promise;
    return resolve;
  }

  get supergraphSdl(): string {
    return composed([this, this.names]);
  }

  /** Answers with the cursor of what happened. */
  say(): string {
    const cursor = `${this.#events.length + 1}.0`;
    this.#events.push({ changed: { cursor, person: { id: cursor } } });
    this.#waiting.forEach((wake) => wake());
    this.#waiting.clear();
    return cursor;
  }

  /** Where everything stands that happened until now. */
  get head(): string {
    return `${this.#events.length}.0`;
  }

  override async subscribe(
    request: OperationRequest,
    fetch: SubgraphFetch,
  ): Promise<AsyncIterableIterator<ExecutionResult>> {
    // As a service does, before it knows whether this viewer may have the stream.
    this.askedBy.push(request.actor.id);
    await this.#openable;
    const stream = await super.subscribe(request, fetch);
    return {
      next: async () => {
        for (;;) {
          const result = await stream.next();
          if (result.done === true) {
            return result;
          }
          const { id } = request.actor;
          await pause(1);
          const others = (request.alsoFor ?? []).map((viewer) => viewer.id);
          // Under whatever name the client asks for it.
          const [cursor = ''] = Object.values(result.value.data?.['changed'] ?? {}).filter(isText);
          if (this.withheld.has(cursor)) {
            await request.passedOver?.(cursor);
            this.reached.push(cursor);
          } else {
            this.logged.push({ cursor, viewers: [id, ...others] });
            return result;
          }
        }
      },
      return: async () => {
        await stream.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    } as AsyncIterableIterator<ExecutionResult>;
  }

  #follow(after: string | null | undefined): AsyncIterableIterator<Told> {
    let next = typeof after === 'string' ? Number.parseInt(after, 10) : this.#events.length;
    let wake = (): void => {};
    const leaving = new AbortController();
    const { signal } = leaving;
    this.following++;
    this.opened++;
    return {
      next: async () => {
        await Promise.all([pause(1), this.#readable]);
        while (!signal.aborted && next >= this.#events.length) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            this.#waiting.add(resolve);
          });
        }
        const value = signal.aborted ? undefined : this.#events[next++];
        return value === undefined ? { done: true, value: undefined } : { done: false, value };
      },
      return: async () => {
        if (!signal.aborted) {
          leaving.abort();
          this.following--;
          wake();
        }
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
