import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';
import { RequestRefusal } from '../errors/request-refusal.ts';

const NAME_LENGTH_MAX = 200;

/** Throws a `RequestRefusal` for what is no document, is too long, or has names that do harm. */
export function readDocument(source: string, tokensMax: number): DocumentNode {
  const document = parseWithin(source, tokensMax);
  refuseNames(document);
  return document;
}

export function chooseOperation(
  document: DocumentNode,
  name: string | null,
): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation === null || operation === undefined) {
    throw new RequestRefusal(
      [
        {
          message:
            name === null
              ? 'Say which operation of the document to run.'
              : 'The document has no operation of this name.',
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
        },
      ],
      { wellFormed: true },
    );
  }
  return operation;
}

function parseWithin(source: string, tokensMax: number): DocumentNode {
  try {
    return parse(source, { maxTokens: tokensMax });
  } catch (error) {
    if (!(error instanceof GraphQLError)) {
      throw error;
    }
    if (error.message.includes('tokens')) {
      throw RequestRefusal.of(
        'QUERY_TOO_LARGE',
        `This document has more than ${tokensMax} tokens. Ask for less at a time.`,
        { details: { limit: tokensMax } },
      );
    }
    throw RequestRefusal.ofErrors('GRAPHQL_PARSE_FAILED', [error]);
  }
}

/**
 * `__proto__` names nothing in any graph, and is how the prototypes of objects are reached. As a
 * string it does no harm, so only the names of the document are looked at. Names also reach logs and
 * headers, so that they may not be of any length.
 */
function refuseNames(document: DocumentNode): void {
  visit(document, {
    Name(node) {
      if (node.value === '__proto__' || node.value.length > NAME_LENGTH_MAX) {
        throw RequestRefusal.of('GRAPHQL_VALIDATION_FAILED', 'This name cannot be used here.');
      }
    },
  });
}
