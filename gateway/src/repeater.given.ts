/** Hands each thing said to everybody who listens at that moment. */
export class Repeater<T> {
  readonly #listeners = new Set<(value: IteratorResult<T>) => void>();
  /** How many listen. */
  get size(): number {
    return this.#listeners.size;
  }

  say(value: T): void {
    for (const listener of this.#listeners) {
      listener({ done: false, value });
    }
  }

  end(): void {
    for (const listener of this.#listeners) {
      listener({ done: true, value: undefined });
    }
  }

  listen(): AsyncIterableIterator<T> {
    const waiting: IteratorResult<T>[] = [];
    let wake: (() => void) | undefined;
    const listener = (value: IteratorResult<T>): void => {
      waiting.push(value);
      wake?.();
    };
    this.#listeners.add(listener);
    return {
      next: async () => {
        while (waiting.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return waiting.shift() as IteratorResult<T>;
      },
      return: async () => {
        this.#listeners.delete(listener);
        listener({ done: true, value: undefined });
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
