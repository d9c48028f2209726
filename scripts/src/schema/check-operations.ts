import { createDocumentCheck } from '@connected-lives/gateway/documents/check-document';
import { GraphQLError, Kind, parse } from 'graphql';
import type { StoredOperation } from './stored-operations.ts';

/** What is wrong with stored operations, in words: what the graph lacks, limits, and their form. */
export function findFaults(
  operations: readonly StoredOperation[],
  supergraphSdl: string,
): readonly string[] {
  const faultOf = createDocumentCheck(supergraphSdl);
  return operations.flatMap(({ name, text }) => {
    const fault = formFault(name, text) ?? faultOf(text);
    return fault === null ? [] : [`schema/operations/${name}.graphql: ${fault}`];
  });
}

function formFault(name: string, text: string): string | null {
  try {
    const [operation, ...others] = parse(text).definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    if (operation === undefined || others.length > 0) {
      return 'A file holds one operation, and the fragments it spreads.';
    }
    return operation.name?.value === name ? null : `The operation in it must be named ${name}.`;
  } catch (error) {
    if (error instanceof GraphQLError) {
      return error.message;
    }
    throw error;
  }
}

/** Hashes that were committed and are no more: clients that were built with them would be refused. */
export function goneFrom(committed: string, manifest: string): string[] {
  const now = JSON.parse(manifest) as Readonly<Record<string, string>>;
  const before = JSON.parse(committed) as Readonly<Record<string, string>>;
  return Object.entries(before)
    .filter(([hash]) => now[hash] === undefined)
    .map(
      ([, name]) =>
        `The stored operation ${name} was changed or removed: clients that send its hash are refused. Give the new one a file of its own.`,
    );
}
