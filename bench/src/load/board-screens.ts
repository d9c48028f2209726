import { once } from 'node:events';
import { type RawData, WebSocket } from 'ws';

const DELIVERY_MS_MAX = 10_000;

/** What all screens saw of one event. */
export interface Seen {
  /** The bytes that the first one got. */
  readonly message: Buffer;
  /** When each got them, by the clock of this process. */
  readonly at: readonly number[];
}

/** Screens that stand open and should all see the same things, each over a socket of its own. */
export class BoardScreens {
  readonly #sockets: readonly WebSocket[];
  #message: Buffer | undefined;
  #at: number[] = [];
  #different: string | undefined;
  #whole: (() => void) | undefined;

  private constructor(sockets: readonly WebSocket[]) {
    this.#sockets = sockets;
  }

  /** Opens one socket for each greeting, sends it, and waits for an answer to it if there is one. */
  static async open(
    url: string,
    protocol: string,
    greetings: readonly (string | null)[],
  ): Promise<BoardScreens> {
    const sockets: WebSocket[] = [];
    for (const greeting of greetings) {
      const socket = new WebSocket(url, protocol, { perMessageDeflate: false });
      await once(socket, 'open');
      if (greeting !== null) {
        const greeted = once(socket, 'message');
        socket.send(greeting);
        await greeted;
      }
      sockets.push(socket);
    }
    const screens = new BoardScreens(sockets);
    for (const socket of sockets) {
      socket.on('message', (message) => screens.#hear(message));
      socket.once('close', (code) => {
        screens.#different ??= `a socket closed with ${String(code)}`;
      });
    }
    return screens;
  }

  sendAll(text: string): void {
    this.#sockets.forEach((socket) => socket.send(text));
  }

  /** Makes something happen and waits until every screen has seen it: once, and the same bytes. */
  async see(happen: () => Promise<void>): Promise<Seen> {
    this.#message = undefined;
    this.#at = [];
    const whole = new Promise<void>((resolve) => {
      this.#whole = resolve;
    });
    await happen();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, DELIVERY_MS_MAX);
    });
    await Promise.race([whole, late]);
    clearTimeout(timer);
    if (this.#different !== undefined || this.#at.length !== this.#sockets.length) {
      throw new Error(
        `${String(this.#at.length)} of ${String(this.#sockets.length)} screens saw the change: ` +
          (this.#different ?? 'the others saw nothing'),
      );
    }
    return { message: this.#message ?? Buffer.alloc(0), at: this.#at };
  }

  close(): void {
    this.#sockets.forEach((socket) => {
      socket.removeAllListeners('close');
      socket.close();
    });
  }

  #hear(data: RawData): void {
    const now = performance.now();
    const message = data as Buffer;
    this.#message ??= Buffer.from(message);
    if (!this.#message.equals(message)) {
      this.#different ??= `one saw ${message.toString('utf8', 0, 500)}`;
    }
    this.#at.push(now);
    if (this.#at.length === this.#sockets.length) {
      this.#whole?.();
    }
  }
}
