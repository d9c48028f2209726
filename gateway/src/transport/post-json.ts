import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

export interface Posted {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Aborted when nobody waits any more: then nothing is sent, or the connection is given up. */
  readonly signal: AbortSignal;
  readonly answerBytesMax: number;
}

export interface PostAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/**
 * Posts JSON and gives back the text of the answer, by undici's lowest door: the stream that its
 * others make of an answer costs as much processor time as all the rest of a request. How long to
 * wait is for the signal to say; a timer of undici's own for each request would cost a tenth more.
 */
export function postJson(dispatcher: Dispatcher, posted: Posted): Promise<PostAnswer> {
  const { path, headers, body, signal, answerBytesMax } = posted;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = 0;
    let received: IncomingHttpHeaders = {};
    let giveUp = (): void => {};
    dispatcher.dispatch(
      { method: 'POST', path, headers, body, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart(controller) {
          giveUp = () => controller.abort(signal.reason as Error);
          if (signal.aborted) {
            giveUp();
          } else {
            signal.addEventListener('abort', giveUp);
          }
        },
        onResponseStart(_controller, statusCode, answered) {
          status = statusCode;
          received = answered;
        },
        onResponseData(controller, chunk) {
          bytes += chunk.length;
          if (bytes > answerBytesMax) {
            controller.abort(new Error('The answer is too large.'));
          } else {
            chunks.push(chunk);
          }
        },
        onResponseEnd() {
          signal.removeEventListener('abort', giveUp);
          const [only] = chunks;
          const whole = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
          resolve({
            status,
            contentType: String(received['content-type']),
            text: whole.toString('utf8'),
          });
        },
        onResponseError(_controller, error) {
          signal.removeEventListener('abort', giveUp);
          reject(error);
        },
      },
    );
  });
}
