import type { IncomingMessage } from 'node:http';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { VerifiedToken } from '@connected-lives/kit/token';
import { graphqlErrorsOf, refusalOf } from '../errors/answer-fault.ts';
import { RequestRefusal } from '../errors/request-refusal.ts';
import type { ReadyOperation } from '../executor.ts';
import { admitOperation } from './admit-operation.ts';
import type { EdgeParts } from './edge-parts.ts';
import { operationOf } from './graphql-request.ts';
import { SocketOperations } from './socket-operations.ts';
import { RIGHTS_CHANGED, send, streamOver, TOKEN_EXPIRED } from './socket-stream.ts';
import { withVisit } from './visit.ts';
import { countRefusal } from '../metrics.ts';
import { TIMER_MS_MAX } from '../timer-limit.ts';

const KEEP_ALIVE_MS = 12_000;

interface Connection extends Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  readonly operations: SocketOperations;
  /** The one that opened the socket. */
  readonly request: IncomingMessage;
  viewer?: VerifiedToken;
}

interface Asked {
  readonly operation: ReadyOperation;
  readonly viewer: VerifiedToken;
  /** By which the client names what it asked for. */
  readonly id: string;
  /** Aborted when the client wants no answer any more. */
  readonly leaving: AbortSignal;
  /** What it sent of W3C Trace Context: with this operation, or when it connected. */
  readonly traceparent: unknown;
}

/**
 * GraphQL over WebSocket, by the `graphql-transport-ws` protocol. The token comes with the first
 * message, and the socket closes (4403) when it expires: a client then connects with a new one.
 */
export function createSocketServer(parts: EdgeParts): WebSocketServer {
  const protocol = makeServer<Record<string, unknown>, Connection>({
    async onConnect({ connectionParams, extra }) {
      try {
        extra.viewer = await parts.signIn.verify(connectionParams?.['authorization']);
      } catch (fault) {
        countRefusal(refusalOf(fault, parts.logger).code);
        return false;
      }
      closeWhenExpired(extra.socket, extra.viewer);
      return true;
    },

    async onSubscribe({ connectionParams, extra, subscriptions }, id, payload) {
      const leaving = extra.operations.begin(id);
      try {
        parts.load.requireStaying();
        parts.load.requireRoom();
        const { operationsPerSocket } = parts.executor.limits;
        if (Object.keys(subscriptions).length > operationsPerSocket) {
          throw RequestRefusal.of(
            'TOO_MANY_OPERATIONS',
            `One connection carries at most ${operationsPerSocket} operations.`,
          );
        }
        const { viewer: signedIn, request } = extra;
        if (signedIn === undefined) {
          throw RequestRefusal.of('UNAUTHENTICATED', 'Connect with an access token.');
        }
        parts.signIn.requireStill(signedIn);
        const viewer = withVisit(parts, signedIn, request, connectionParams?.['purpose']);
        const { traceparent = connectionParams?.['traceparent'], ...sent } = operationOf({
          ...payload,
        });
        const operation = admitOperation(parts, sent, viewer.actor);
        await parts.rateLimit.spend(viewer.actor, operation.cost);
        const asked: Asked = { operation, viewer, id, leaving, traceparent };
        return {
          schema: operation.schema,
          document: operation.prepared.document,
          operationName: operation.prepared.name,
          contextValue: { ...asked, connection: extra },
        };
      } catch (fault) {
        extra.operations.end(id, leaving);
        return refusedAs(parts, fault);
      }
    },

    async execute(args: ExecutionArgs): Promise<ExecutionResult> {
      const { operation, viewer, id, leaving, traceparent, connection } = contextOf(args);
      const { operations } = connection;
      let leave = (): void => {};
      let result: ExecutionResult;
      try {
        leave = parts.load.enter();
        const requestId = crypto.randomUUID();
        const watch = parts.observer.begin(operation, { requestId, traceparent });
        const { actor, token } = viewer;
        const caller = { actor, token, requestId, signal: leaving };
        result = (await parts.executor.execute(operation, caller, watch)).value;
      } catch (fault) {
        result = { errors: refusedAs(parts, fault) };
      } finally {
        leave();
      }
      // Last of all, because it may be awaited for ever.
      const settled = operations.settle(id, leaving, result);
      operations.end(id, leaving);
      return settled;
    },

    async subscribe(args: ExecutionArgs) {
      const { operation, viewer, id, leaving, traceparent, connection } = contextOf(args);
      const { socket, operations } = connection;
      try {
        const reader = await parts.live.open(operation, {
          viewer,
          requestId: crypto.randomUUID(),
          traceparent,
          leaving,
          abandon: (why) => {
            // Whoever reads nothing at all answers no ping either, and other streams may be read well.
            if (why === 'slow' && socket.bufferedAmount > 0) {
              socket.terminate();
            }
          },
        });
        const stream = streamOver(socket, id, reader, () => operations.end(id, leaving));
        return await operations.settle(id, leaving, stream);
      } catch (fault) {
        const refused = operations.settle(id, leaving, { errors: refusedAs(parts, fault) });
        operations.end(id, leaving);
        return refused;
      }
    },

    // The answer is plain JSON already.
    onNext: (_ctx, _id, _payload, _args, result) => result as never,
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: parts.executor.limits.bodyBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const connections = new Set<Connection>();
  parts.departures.onDeparture(() => {
    // The last words of streams leave first: they are on their way already.
    setImmediate(() => {
      for (const { socket, viewer } of connections) {
        if (viewer !== undefined && !parts.departures.believes(viewer)) {
          socket.close(CloseCode.Forbidden, RIGHTS_CHANGED);
        }
      }
    });
  });
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const operations = new SocketOperations();
    const connection: Connection = { socket, operations, request };
    connections.add(connection);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) => {
          socket.on('message', (message: Buffer) => {
            take(message.toString('utf8')).catch((fault: unknown) => {
              refusalOf(fault, parts.logger);
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          });
        },
      },
      connection,
    );
    const stopPinging = keepAlive(socket);
    // A message that is too large, or not a frame at all: `ws` closes the socket with its code.
    socket.on('error', (fault) => parts.logger.info({ code: fault.name }, 'socket closed'));
    socket.once('close', (code, reason) => {
      stopPinging();
      connections.delete(connection);
      operations.close();
      closed(code, reason.toString()).catch((fault: unknown) => refusalOf(fault, parts.logger));
    });
  });
  return sockets;
}

function contextOf(args: ExecutionArgs): Asked & { connection: Connection } {
  return args.contextValue as Asked & { connection: Connection };
}

function refusedAs(parts: EdgeParts, fault: unknown): readonly GraphQLError[] {
  const refusal = refusalOf(fault, parts.logger);
  countRefusal(refusal.code);
  return graphqlErrorsOf(refusal);
}

function closeWhenExpired(socket: WebSocket, viewer: VerifiedToken): void {
  if (socket.readyState !== socket.OPEN) {
    // The client left while its token was being verified, and nothing would stop the timer.
    return;
  }
  const waitMs = Math.min(Math.max(viewer.expiresAt - Date.now(), 0), TIMER_MS_MAX);
  const timer = setTimeout(() => socket.close(CloseCode.Forbidden, TOKEN_EXPIRED), waitMs);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}

/** Asks now and then whether the client is still there, and lets it go when it does not say so. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, KEEP_ALIVE_MS);
  socket.on('pong', () => {
    answered = true;
  });
  return () => clearInterval(timer);
}
