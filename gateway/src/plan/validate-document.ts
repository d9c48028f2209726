import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql';
import { RequestRefusal } from '../errors/request-refusal.ts';

export interface ValidationSettings {
  readonly introspection: boolean;
  /** Whether a refusal may guess what the client meant, and so name parts of the graph. */
  readonly suggestions: boolean;
}

const VALIDATION_ERRORS_MAX = 5;
const SUGGESTION = /\s*Did you mean .*$/s;

/** Throws a `RequestRefusal` that says what is wrong with a document. */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  { introspection, suggestions }: ValidationSettings,
): void {
  const rules = introspection
    ? specifiedRules
    : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const errors = validate(schema, document, rules, { maxErrors: VALIDATION_ERRORS_MAX });
  if (errors.length > 0) {
    throw RequestRefusal.ofErrors(
      'GRAPHQL_VALIDATION_FAILED',
      suggestions ? errors : errors.map(withoutSuggestion),
    );
  }
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(SUGGESTION, '');
  return error.nodes === undefined
    ? new GraphQLError(message)
    : new GraphQLError(message, { nodes: error.nodes });
}
