import type { ServerResponse } from 'node:http';
import type { Answer } from '../answer.ts';

const PING_MS = 12_000;

/**
 * Sends answers as server-sent events, in the "distinct connections" mode of the GraphQL over SSE
 * protocol. Waits while the client does not read, so that what it has not read stays in the bounded
 * queue of its stream.
 */
export async function sendEventStream(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  answers: AsyncIterable<Answer>,
): Promise<void> {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(':\n\n');
  const ping = setInterval(() => response.write(':\n\n'), PING_MS);
  try {
    for await (const answer of answers) {
      // JSON text has no line breaks of its own, so one data line holds the answer.
      if (!response.write(`event: next\ndata: ${answer.text}\n\n`) && !response.destroyed) {
        await drained(response);
      }
      if (response.destroyed) {
        return;
      }
    }
    response.end('event: complete\ndata:\n\n');
  } finally {
    clearInterval(ping);
  }
}

/** Resolves when the client reads again, or is gone. Leaves no listener behind for either. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
