import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type TestGateway, tokenFor } from '../gateway.given.ts';
import { until } from '../until.given.ts';

export const BOARD = `subscription Board($after: String) {
  changed(after: $after) { ...Change } } fragment Change on Change { at: cursor person { name } }`;

/** One screen in a team's room. */
export interface Screen {
  readonly id: string;
  /** The cursors of what was shown, in that order. Each is somebody’s; another name stands beside it. */
  readonly shown: string[];
  readonly codes: unknown[];
  readonly leave: () => void;
}

/** Screens that follow a `TeamLog`, each with somebody else before it. */
export class TeamScreens {
  readonly #started: TestGateway;
  readonly #clients: Client[] = [];

  constructor(started: TestGateway) {
    this.#started = started;
  }

  watch(after: string | null, query = BOARD): Screen {
    const id = crypto.randomUUID();
    const client = createClient({
      url: `${this.#started.gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${tokenFor({ id, practitionerId: id })}` },
    });
    this.#clients.push(client);
    const shown: string[] = [];
    const codes: unknown[] = [];
    const leave = client.subscribe<{ changed: { at: string; person: { name: string } } }>(
      { query, variables: { after } },
      {
        next({ data, errors }) {
          codes.push(...(errors ?? []).map(({ extensions }) => extensions?.['code']));
          if (data?.changed) {
            const { at, person } = data.changed;
            shown.push(person.name === `Person ${at}` ? at : `${person.name} at ${at}`);
          }
        },
        error: (fault) => codes.push(fault),
        complete: () => codes.push('complete'),
      },
    );
    return { id, shown, codes, leave };
  }

  /** Waits until so many are told what happens. */
  async untilRead(readers: number): Promise<void> {
    const line = `\ngateway_live_readers ${readers}\n`;
    await until(async () => (await this.#started.metrics()).includes(line));
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#clients.map(async (client) => client.dispose()));
  }
}

export const saw = (screens: readonly Screen[], cursor: string) => () =>
  screens.every(({ shown }) => shown.at(-1) === cursor);
