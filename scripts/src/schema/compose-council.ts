import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { composeServices } from '@theguild/federation-composition';
import {
  buildASTSchema,
  type GraphQLError,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { PlainError } from '../plain-error.ts';

/**
 * The committed files of `schema/`, by name: each service's own schema, the supergraph that the
 * gateway plans with, and the graph as those who query it see it.
 *
 * It needs no database: a schema is what the code says.
 */
export function composeCouncil(sdl: Readonly<Record<ServiceName, string>>): Record<string, string> {
  const composed = composeServices(
    SERVICE_NAMES.map((name) => ({ name, typeDefs: parse(sdl[name]) })),
  );
  if (composed.errors !== undefined) {
    throw new PlainError(
      `The services do not fit together:\n${composed.errors.map(inWords).join('\n')}`,
    );
  }
  const api = buildASTSchema(composed.publicDocumentNode);
  return {
    'people.graphql': ended(sdl.people),
    'practice.graphql': ended(sdl.practice),
    'finance.graphql': ended(sdl.finance),
    'supergraph.graphql': ended(composed.supergraphSdl),
    'api.graphql': ended(printSchema(lexicographicSortSchema(api))),
  };
}

function inWords({ message, extensions }: GraphQLError): string {
  const code = extensions['code'];
  return `  - ${message}${typeof code === 'string' ? ` (${code})` : ''}`;
}

function ended(text: string): string {
  return `${text.trimEnd()}\n`;
}
