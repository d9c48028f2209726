import { connect, type Socket } from 'node:net';

/** One answer to a request of the load. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * A connection that stays open, with one request at a time. It knows as much of HTTP/1.1 as the servers
 * of the bench say. The load shares the machine with what it measures, and a client for every purpose
 * takes half as long for a request as a quick server does.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #waiting: { resolve(answer: HttpAnswer): void; reject(reason: Error): void } | undefined;
  #head: Head | undefined;
  #chunks: Buffer[] = [];
  #bytes = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection.')));
  }

  static async open(url: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new HttpConnection(socket);
  }

  /** @param request head and body as they go over the wire */
  ask(request: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#head ??= this.#readHead();
    if (this.#head === undefined) {
      return;
    }
    const { status, bodyAt, length } = this.#head;
    if (length === null ? this.#endsWithLastChunk() : this.#bytes >= bodyAt + length) {
      const body = this.#joined().subarray(bodyAt);
      const waiting = this.#waiting;
      this.#head = this.#waiting = undefined;
      this.#chunks = [];
      this.#bytes = 0;
      waiting?.resolve({ status, body: length === null ? unchunked(body) : body });
    }
  }

  #readHead(): Head | undefined {
    const bytes = this.#joined();
    const end = bytes.indexOf(HEAD_END);
    return end === -1 ? undefined : headOf(bytes.toString('latin1', 0, end), end + HEAD_END.length);
  }

  #endsWithLastChunk(): boolean {
    const bytes = this.#joined();
    return bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0)] = this.#chunks;
    if (this.#chunks.length <= 1) {
      return first;
    }
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

interface Head {
  readonly status: number;
  /** Behind how many bytes the body begins. */
  readonly bodyAt: number;
  /** Of the body in bytes; null for one in chunks. */
  readonly length: number | null;
}

function headOf(text: string, bodyAt: number): Head {
  const status = Number(text.slice(9, 12));
  const length = /^content-length: *(\d+)/im.exec(text)?.[1];
  if (length !== undefined) {
    return { status, bodyAt, length: Number(length) };
  }
  if (/^transfer-encoding: *chunked/im.test(text)) {
    return { status, bodyAt, length: null };
  }
  throw new Error(`The bench cannot read this answer: ${text}`);
}

function unchunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (size === 0) {
      return Buffer.concat(parts);
    }
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
