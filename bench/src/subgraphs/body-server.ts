import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * An HTTP server that knows as much of HTTP as gateways use, and answers a body it has seen before
 * with bytes that lie ready: `node:http` would cost more than a gateway's own work on a request.
 */
export class BodyServer {
  readonly #learn: (body: string) => Promise<string>;
  readonly #answers = new Map<string, Buffer>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(learn: (body: string) => Promise<string>) {
    this.#learn = learn;
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  /** @param learn finds the answer to a body that comes for the first time */
  static async start(learn: (body: string) => Promise<string>): Promise<BodyServer> {
    const server = new BodyServer(learn);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let received: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd === -1) {
        return;
      }
      const length = CONTENT_LENGTH.exec(received.toString('latin1', 0, headEnd))?.[1];
      if (length === undefined) {
        socket.end('HTTP/1.1 411 Length Required\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const start = headEnd + HEAD_END.length;
      const end = start + Number(length);
      if (received.length < end) {
        return;
      }
      // One byte a character: quick to make, and as good a key as the text itself.
      const key = received.toString('latin1', start, end);
      const known = this.#answers.get(key);
      if (known === undefined) {
        void this.#learnAnd(socket, key);
      } else {
        socket.write(known);
      }
      received = received.subarray(end);
    });
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  async #learnAnd(socket: Socket, key: string): Promise<void> {
    try {
      const answer = Buffer.from(await this.#learn(Buffer.from(key, 'latin1').toString()));
      const head =
        'HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n' +
        `connection: keep-alive\r\ncontent-length: ${String(answer.length)}${HEAD_END}`;
      const whole = Buffer.concat([Buffer.from(head), answer]);
      this.#answers.set(key, whole);
      socket.write(whole);
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
    }
  }
}
