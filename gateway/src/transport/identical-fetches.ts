import type { ExecutionResult } from 'graphql';
import type { SubgraphFetch } from '@connected-lives/kit/subgraph';
import { copyOf } from '../plan/copy-value.ts';

interface UnderWay {
  readonly subgraph: string;
  readonly fetch: SubgraphFetch;
  /** The variables as text, once somebody had to compare them. */
  text: string | undefined;
  readonly waiting: ((result: Promise<ExecutionResult>) => void)[];
}

/**
 * The fetches of one operation that are under way. Two that ask one subgraph the same thing at the
 * same time are sent once. Never across operations: each has its own viewer and its own moment.
 */
export class IdenticalFetches {
  readonly #underWay: UnderWay[] = [];

  /** The answer to the same question if that is under way, else what `send` gets. */
  async join(
    subgraph: string,
    fetch: SubgraphFetch,
    send: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const same = this.#find(subgraph, fetch);
    if (same !== undefined) {
      return new Promise((resolve) => {
        same.waiting.push(resolve);
      });
    }
    const own: UnderWay = { subgraph, fetch, text: undefined, waiting: [] };
    this.#underWay.push(own);
    try {
      const result = await send();
      // Now, and not later: whoever takes an answer changes it while merging.
      own.waiting.forEach((take) => take(Promise.resolve(copied(result))));
      return result;
    } catch (fault) {
      own.waiting.forEach((take) => take(Promise.reject(fault)));
      throw fault;
    } finally {
      this.#underWay.splice(this.#underWay.indexOf(own), 1);
    }
  }

  #find(subgraph: string, fetch: SubgraphFetch): UnderWay | undefined {
    for (const other of this.#underWay) {
      if (other.subgraph === subgraph && other.fetch.document === fetch.document) {
        other.text ??= JSON.stringify(other.fetch.variables);
        if (other.text === JSON.stringify(fetch.variables)) {
          return other;
        }
      }
    }
    return undefined;
  }
}

function copied(result: ExecutionResult): ExecutionResult {
  return { ...result, data: copyOf(result.data) as ExecutionResult['data'] & {} };
}
