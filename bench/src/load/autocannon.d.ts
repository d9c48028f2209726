/** What the bench uses of autocannon, which brings no types. */
declare module 'autocannon' {
  namespace autocannon {
    interface Request {
      readonly method?: string;
      readonly path?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly setupRequest?: (request: Request) => Request;
    }
    interface Options {
      readonly url: string;
      readonly connections: number;
      /** Seconds. */
      readonly duration: number;
      /** How often it looks whether the time is over, in milliseconds. */
      readonly sampleInt: number;
      readonly requests: readonly Request[];
      readonly verifyBody: (body: string) => boolean;
    }
    interface Result {
      readonly errors: number;
      readonly timeouts: number;
      readonly mismatches: number;
      readonly non2xx: number;
    }
    interface Instance extends PromiseLike<Result> {
      on(
        event: 'response',
        heard: (client: unknown, status: number, bytes: number, latencyMs: number) => void,
      ): void;
    }
  }
  function autocannon(options: autocannon.Options): autocannon.Instance;
  export = autocannon;
}
