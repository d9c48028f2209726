import { type DocumentNode, Kind } from 'graphql';

/** The names of the subgraphs that a supergraph was composed from, as its `join__Graph` lists them. */
export function subgraphNamesIn(supergraph: DocumentNode): readonly string[] {
  return supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
      ? (definition.values ?? []).flatMap(({ directives }) =>
          (directives ?? []).flatMap((directive) =>
            (directive.arguments ?? []).flatMap(({ name, value }) =>
              name.value === 'name' && value.kind === Kind.STRING ? [value.value] : [],
            ),
          ),
        )
      : [],
  );
}
