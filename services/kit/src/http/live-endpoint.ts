import type { Server } from 'node:http';
import { type ExecutionArgs, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { tokenNeeded } from '../public-operations.ts';
import type { RunningService } from '../service.ts';
import type { OperationRequest, SubgraphFetch } from '../subgraph.ts';
import type { TokenVerifier, VerifiedToken } from '../token.ts';
import { authenticate, BODY_BYTES_MAX, operationRequest } from './request.ts';

/** A stream ends when the client leaves it or its token expires. */
const NEVER = new AbortController().signal;
/** How long one event of it may take. */
const EVENT_MS_MAX = 15_000;

/** The first message of a socket: what else would be headers. */
interface LiveParams extends Record<string, unknown> {
  readonly authorization?: string;
}

interface LiveContext {
  readonly request: OperationRequest;
  readonly fetch: SubgraphFetch;
}

/** WebSocket `/graphql`, by the `graphql-transport-ws` protocol: one viewer a socket. */
export function createLiveEndpoint(
  service: RunningService,
  server: Server,
  verifier: TokenVerifier,
): { stop(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: BODY_BYTES_MAX });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) =>
      sockets.emit('connection', client, request),
    );
  });
  const live = useServer<LiveParams, { verified?: VerifiedToken }>(
    {
      // Never used: every subscribe below is answered by the subgraph itself.
      schema: service.schema,
      async onConnect(ctx) {
        try {
          ctx.extra.verified = await authenticate(verifier, ctx.connectionParams?.authorization);
          return true;
        } catch {
          return false;
        }
      },
      onSubscribe(ctx, _id, payload) {
        const { verified } = ctx.extra;
        if (verified === undefined) {
          return [tokenNeeded()];
        }
        const named = payload.extensions?.['operationName'];
        const number = payload.extensions?.['operationId'];
        const request: OperationRequest = {
          ...operationRequest(verified, ctx.connectionParams, 'subscription', NEVER),
          get deadline() {
            return Date.now() + EVENT_MS_MAX;
          },
          operationName: typeof named === 'string' ? named : null,
          ...(typeof number === 'string' && { operationId: number }),
        };
        const contextValue: LiveContext = {
          request,
          fetch: { document: payload.query, variables: payload.variables ?? {} },
        };
        return { schema: service.schema, document: parse(payload.query), contextValue };
      },
      // The subgraph has put its errors in the form in which they may be shown.
      onNext: (_ctx, _id, _payload, _args, result) => result as never,
      subscribe: (args: ExecutionArgs) => {
        const { request, fetch } = args.contextValue as LiveContext;
        return service.subgraph.subscribe(request, fetch);
      },
    },
    sockets,
  );
  return {
    async stop() {
      await live.dispose();
    },
  };
}
