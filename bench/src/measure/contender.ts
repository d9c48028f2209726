/** What came of one stretch of work. */
export interface Slice {
  readonly answers: number;
  readonly seconds: number;
  /** One for each answer. */
  readonly latenciesMs: readonly number[];
  /** Of the process that answered; that of PostgreSQL is not in it. */
  readonly cpuMs: number;
}

/** One way of doing the same thing: ours, or a floor below which nobody can get. */
export interface Contender<S extends Slice = Slice> {
  readonly name: string;
  /** Works for about so long. */
  measure(ms: number): Promise<S>;
  /** Waits until what it left to be done is done, so that the next one does not pay for it. */
  settle?(): Promise<void>;
}

export interface Measured<S extends Slice = Slice> {
  readonly name: string;
  /** One for each round. */
  readonly slices: readonly S[];
}
