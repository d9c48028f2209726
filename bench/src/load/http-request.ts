/** One request of the load. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** A request as it goes over the wire. */
export function requestOf({ method, path, token, body }: Asked): Buffer {
  const head = `${method} ${path} HTTP/1.1\r\nhost: bench\r\n${
    token === undefined ? '' : `authorization: Bearer ${token}\r\n`
  }`;
  if (body === undefined) {
    return Buffer.from(`${head}\r\n`);
  }
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  return Buffer.from(
    `${head}content-type: application/json\r\ncontent-length: ${length}\r\n\r\n${text}`,
  );
}

/** The same questions again and again. They are written once, for the load has better things to do. */
export function inTurn(asked: readonly Asked[]): () => Buffer {
  const requests = asked.map(requestOf);
  let turn = 0;
  return () => {
    turn = (turn + 1) % requests.length;
    return requests[turn] as Buffer;
  };
}
