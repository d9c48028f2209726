import {
  type DocumentNode,
  type FieldNode,
  Kind,
  visit,
} from 'graphql';

const MARK = '_as_';

/**
 * Gives a name of our own to every client alias that repeats a field name of the graph.
 *
 * The planner adds fields that the client did not ask for (`__typename`, keys, what `@requires`
 * needs) under their own names. With `{ team { id: name } }` the client's `id` would then stand
 * where the key is looked for, and the wrong entity would be fetched. Names that every object
 * inherits (`constructor`, `toString`) get the same treatment, so that reading a field which a
 * subgraph did not send never finds a function.
 */
export function withInternalAliases(
  document: DocumentNode,
  fieldNames: ReadonlySet<string>,
): DocumentNode {
  return visit(document, {
    Field(node): FieldNode | undefined {
      const alias = node.alias?.value;
      if (alias === undefined) {
        return undefined;
      }
      if (alias === node.name.value) {
        const { alias: _same, ...plain } = node;
        return plain;
      }
      return needsInternalName(alias, fieldNames)
        ? { ...node, alias: { kind: Kind.NAME, value: MARK + alias } }
        : undefined;
    },
  });
}

/** The key under which the client knows what we call `key`. */
export function clientKey(key: string): string {
  return key.startsWith(MARK) ? key.slice(MARK.length) : key;
}

function needsInternalName(alias: string, fieldNames: ReadonlySet<string>): boolean {
  return (
    alias.startsWith('_') || fieldNames.has(alias) || Object.hasOwn(Object.prototype, alias)
  );
}
