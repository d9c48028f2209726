/** What one request may ask for. The same over HTTP, server-sent events and WebSocket. */
export interface Limits {
  /** Bytes of a request, and of a WebSocket message. */
  readonly bodyBytes: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /**
   * Fields below one another, fragments written out. The frame of a connection (`edges`, `node`) is
   * not counted: it is how a list is written, and no step further into the council.
   */
  readonly depth: number;
  /** Fields of introspection below one another: it recurses by nature. */
  readonly introspectionDepth: number;
  /** Aliased fields, fragments written out. */
  readonly aliases: number;
  /** Fields of the whole document, fragments written out, however often a list repeats them. */
  readonly fields: number;
  /** Points of the whole answer: see `cost.ts`. */
  readonly cost: number;
  /** Live streams and other operations under way on one WebSocket. */
  readonly operationsPerSocket: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 100 * 1024,
  tokens: 2_000,
  depth: 10,
  introspectionDepth: 20,
  aliases: 15,
  fields: 500,
  cost: 1_000,
  operationsPerSocket: 50,
};
