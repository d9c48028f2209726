import type { ExecutionResult } from 'graphql';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Answer } from '../answer.ts';
import type { Reader } from '../live/reader.ts';

/** "Service restart": clients connect again. */
const SERVICE_RESTART = 1012;
export const TOKEN_EXPIRED = 'TOKEN_EXPIRED';
export const RIGHTS_CHANGED = 'RIGHTS_CHANGED';

/**
 * A live stream on its way to one client. Its answers do not pass through the library of the
 * protocol, which would write each of them anew for every screen: the library hears of the end alone.
 * `over` is called when nothing more is sent.
 */
export function streamOver(
  socket: WebSocket,
  id: string,
  reader: Reader,
  over: () => void,
): AsyncIterableIterator<ExecutionResult> {
  const leave = async (): Promise<IteratorReturnResult<undefined>> => {
    over();
    await reader.return();
    return { done: true, value: undefined };
  };
  const opened = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return {
    async next() {
      try {
        for await (const answer of reader) {
          await send(socket, frameOf(opened, answer));
        }
      } finally {
        over();
      }
      closeAfter(reader, socket);
      return { done: true, value: undefined };
    },
    return: leave,
    // The library lets go of a stream only when it has all three methods of a generator.
    throw: leave,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState === socket.OPEN) {
      socket.send(text, (error) => (error instanceof Error ? reject(error) : resolve()));
    } else {
      resolve();
    }
  });
}

function frameOf(opened: string, { text }: Answer): string {
  return `${opened}${text}}`;
}

/** A stream that broke off closes the socket: clients then begin again. */
function closeAfter({ ended }: Reader, socket: WebSocket): void {
  if (ended === 'interrupted') {
    socket.close(SERVICE_RESTART, 'The stream broke off');
  } else if (ended === 'expired') {
    // The socket's own timer says so too: whichever is first, the client learns why.
    socket.close(CloseCode.Forbidden, TOKEN_EXPIRED);
  } else if (ended === 'revoked') {
    socket.close(CloseCode.Forbidden, RIGHTS_CHANGED);
  }
}
