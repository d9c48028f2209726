/**
 * What is under way on one socket, by the names that the client gave. The library of the protocol
 * knows an operation only once it has been opened: one that is completed before, and whose name the
 * client gives to another, it would go on with beside that one and never let go of.
 */
export class SocketOperations {
  readonly #leaving = new Map<string, AbortController>();
  #closed = false;

  /** The signal is aborted when the socket closes, and when the client has given the name again. */
  begin(id: string): AbortSignal {
    this.#leaving.get(id)?.abort();
    const leaving = new AbortController();
    if (this.#closed) {
      leaving.abort();
    } else {
      this.#leaving.set(id, leaving);
    }
    return leaving.signal;
  }

  /** To be called when it is over, as often as one likes. */
  end(id: string, signal: AbortSignal): void {
    if (this.#leaving.get(id)?.signal === signal) {
      this.#leaving.delete(id);
    }
  }

  /** What it has come to. When the name is another's by now, this would be taken for that one's answer. */
  settle<Result>(id: string, signal: AbortSignal, result: Result): Promise<Result> {
    const superseded = signal.aborted && this.#leaving.has(id);
    return superseded ? new Promise(() => {}) : Promise.resolve(result);
  }

  close(): void {
    this.#closed = true;
    for (const leaving of this.#leaving.values()) {
      leaving.abort();
    }
    this.#leaving.clear();
  }
}
