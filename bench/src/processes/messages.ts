/** What the load asks of a child. */
export interface Question {
  readonly id: number;
  readonly what: 'start' | 'ask' | 'cpu' | 'memory' | 'stop';
  readonly about?: object | undefined;
}

export interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly fault?: string;
}
