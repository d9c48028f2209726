import type { ExecutionResult } from 'graphql';
import type { SubgraphFetch } from '@connected-lives/kit/subgraph';

/** An object of the answer while it is put together. */
export type Fields = Record<string, unknown>;
export type AnswerPath = readonly (string | number)[];

/** An error as the client gets it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: AnswerPath;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** One run of a compiled plan: what has come in so far, and how to ask for more. */
export interface Execution {
  readonly data: Fields;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly errors: ErrorList;
  /**
   * Entities that a subgraph answered with null and no error: there is no such one, or not for this
   * viewer. Both look alike and neither is a fault, so what they lack is null without a word.
   */
  readonly absent: Set<object>;
  readonly fetch: (subgraph: string, fetch: SubgraphFetch) => Promise<ExecutionResult>;
}

/** A step of a plan. It never rejects: what goes wrong stands in the errors of the execution. */
export type Step = (execution: Execution) => Promise<void>;

/** A subgraph gave no answer at all. */
export class SubgraphFailure extends Error {
  readonly code: 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT';

  constructor(code: SubgraphFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const ERRORS_MAX = 1_000;

/** Errors of one answer, at most a thousand: a failing subgraph may fail for every row of a list. */
export class ErrorList {
  readonly #errors: AnswerError[] = [];
  #leftOut = 0;

  add(error: AnswerError): void {
    if (this.#errors.length < ERRORS_MAX) {
      this.#errors.push(error);
    } else {
      this.#leftOut++;
    }
  }

  get size(): number {
    return this.#errors.length;
  }

  [Symbol.iterator](): IterableIterator<AnswerError> {
    return this.#errors[Symbol.iterator]();
  }

  toJSON(): readonly AnswerError[] {
    return this.#leftOut === 0
      ? this.#errors
      : [
          ...this.#errors,
          {
            message: `${this.#leftOut} more errors are left out.`,
            extensions: { code: 'TOO_MANY_ERRORS', leftOut: this.#leftOut },
          },
        ];
  }
}
