type Listener = (whom: string) => void;

/**
 * Tells whoever listens that a person was opened or closed to somebody: a practitioner, a team or a
 * person, by id. Access tokens stay true, for they say nothing of it.
 */
export class RightsNews {
  readonly #listeners = new Set<Listener>();
  #look: () => Promise<void> = () => Promise.resolve();

  tell(whom: string): void {
    this.#listeners.forEach((listener) => listener(whom));
  }

  onChange(listener: Listener): void {
    this.#listeners.add(listener);
  }

  /** Says how to look for news now. Until then there are none. */
  comeFrom(look: () => Promise<void>): void {
    this.#look = look;
  }

  /** Resolves when everything is told that was committed before it was called. */
  hearAll(): Promise<void> {
    return this.#look();
  }
}
