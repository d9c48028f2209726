import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  parse,
} from 'graphql';
import type { Logger } from '../log.ts';
import { asksPublicOnly, publicCoordinates, tokenNeeded } from '../public-operations.ts';
import { Refusal } from '../refusal.ts';
import type { RunningService } from '../service.ts';
import type { OperationRequest, SubgraphFetch, SubgraphOperation } from '../subgraph.ts';
import { readTraceparent, type SpanContext } from '../trace.ts';
import { bodyOf, operationRequest, type Viewer } from './request.ts';

/** Far more than any document that asks for vacancies has. */
const TOKENS_MAX = 10_000;

interface SubgraphContext {
  readonly operation: SubgraphOperation;
  readonly signal: AbortSignal;
  readonly trace: SpanContext | undefined;
}

export interface GraphqlEndpoint {
  answer(request: IncomingMessage, response: ServerResponse, viewer: Viewer): Promise<void>;
  stop(): Promise<void>;
}

/**
 * `POST /graphql`: Apollo Server reads the request and says the answer, while the subgraph in this
 * process executes, so that both arrangements share every rule.
 */
export async function createGraphqlEndpoint(
  service: RunningService,
  logger: Logger,
): Promise<GraphqlEndpoint> {
  const apollo = new ApolloServer<SubgraphContext>({
    schema: service.schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled(), executeInSubgraph()],
    formatError: (formatted) => formatted,
    logger,
  });
  await apollo.start();
  const coordinates = publicCoordinates(service.schema);
  /** Before anything is said of the document: what is wrong with it would tell of the schema. */
  const requirePublicOnly = (query: string): void => {
    if (!asksPublicOnly(service.schema, coordinates, parsedOrNothing(query))) {
      throw tokenNeeded();
    }
  };
  return {
    async answer(request, response, viewer) {
      const body = parsed(await bodyOf(request));
      if (viewer.token === null) {
        requirePublicOnly(body.query ?? '');
      }
      // The gateway cuts the line when nobody waits for this answer any more.
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const asked = operationRequest(
        viewer,
        request.headers,
        kindOf(body.query ?? ''),
        gone.signal,
      );
      const operation = service.subgraph.open(asked);
      const trace = readTraceparent(request.headers['traceparent']);
      const result = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method ?? 'POST',
          headers: headersOf(request),
          search: '',
          body,
        },
        context: () => Promise.resolve({ operation, signal: gone.signal, trace }),
      });
      for (const [name, value] of result.headers) {
        response.setHeader(name, value);
      }
      response.statusCode = result.status ?? 200;
      response.end(result.body.kind === 'complete' ? result.body.string : '');
    },
    stop: () => apollo.stop(),
  };
}

/** Apollo parses, validates and formats; the subgraph executes and closes, whatever happened. */
function executeInSubgraph(): ApolloServerPlugin<SubgraphContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ request, contextValue }) {
          const { operation, signal, trace } = contextValue;
          const { data, errors } = await answerOf(operation, {
            document: request.query ?? '',
            variables: request.variables ?? {},
            operationName: request.operationName ?? null,
            signal,
            trace,
          });
          const said = (errors ?? []) as unknown as GraphQLFormattedError[];
          return {
            http: { headers: new HeaderMap() },
            body: {
              kind: 'single',
              singleResult: { data: data ?? null, ...(said.length > 0 && { errors: said }) },
            },
          };
        },
      };
    },
  };
}

/** Closes also when the execution failed: a transaction that stays open holds a connection. */
async function answerOf(
  operation: SubgraphOperation,
  fetch: SubgraphFetch,
): Promise<ExecutionResult> {
  try {
    return await operation.execute(fetch);
  } finally {
    await operation.close();
  }
}

/** The gateway sends one operation a document, written by its planner. */
function kindOf(document: string): OperationRequest['operationKind'] {
  return document.trimStart().startsWith('mutation') ? 'mutation' : 'query';
}

function parsedOrNothing(query: string): DocumentNode {
  try {
    return parse(query, { noLocation: true, maxTokens: TOKENS_MAX });
  } catch {
    throw tokenNeeded();
  }
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
  }
  return headers;
}

function parsed(text: string): { query?: string; operationName?: string } {
  try {
    return JSON.parse(text) as { query?: string };
  } catch {
    throw new Refusal('BAD_REQUEST', 'The body of this request is not JSON.');
  }
}
