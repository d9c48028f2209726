import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { RequestRefusal } from '../errors/request-refusal.ts';
import type { Limits } from './limits.ts';
import { type Measure, measureOperation } from './measure-document.ts';

/**
 * Refuses an operation that asks for too much. Every operation of the document is measured, also
 * those that are not to run: validation looks at all of them.
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  chosen: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limits: Limits,
  weights: Readonly<Record<string, number>>,
): Measure {
  let fields = 0;
  let ofChosen: Measure | undefined;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) {
      continue;
    }
    const measure = measureOperation(schema, document, definition, variables, weights);
    fields += measure.fields;
    refuseOver('TOO_DEEP', 'depth', measure.depth, limits.depth);
    refuseOver(
      'TOO_DEEP',
      'depth of introspection',
      measure.introspectionDepth,
      limits.introspectionDepth,
    );
    refuseOver('TOO_MANY_ALIASES', 'number of aliases', measure.aliases, limits.aliases);
    refuseOver('TOO_COSTLY', 'cost', measure.cost, limits.cost);
    if (definition === chosen) {
      ofChosen = measure;
    }
  }
  refuseOver('QUERY_TOO_LARGE', 'number of fields', fields, limits.fields);
  if (ofChosen === undefined) {
    throw new Error('The chosen operation is not in its document.');
  }
  return ofChosen;
}

function refuseOver(code: string, what: string, value: number, limit: number): void {
  if (value > limit) {
    throw RequestRefusal.of(
      code,
      `The ${what} of this operation is ${value}; at most ${limit} is answered. Ask for less at a time.`,
      { details: { [code === 'TOO_COSTLY' ? 'cost' : 'value']: value, limit } },
    );
  }
}
