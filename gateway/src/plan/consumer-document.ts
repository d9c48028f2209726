import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type NamedTypeNode,
  parse,
  specifiedDirectives,
} from 'graphql';

/**
 * The graph of the clients from what the planner prints of it. That has the introspection types and
 * the join machinery too, which graphql-js has of its own, and it names types that are not there:
 * `@inaccessible` members of a union and `@inaccessible` interfaces.
 */
export function consumerDocument(sdl: string): DocumentNode {
  const document = parse(sdl, { noLocation: true });
  const known = new Set(
    document.definitions.flatMap((definition) =>
      'name' in definition && definition.name !== undefined ? [definition.name.value] : [],
    ),
  );
  const definitions = document.definitions
    .filter(isForClients)
    .map((definition) => withoutUnknown(definition, ({ name }) => known.has(name.value)));
  return { kind: Kind.DOCUMENT, definitions };
}

function isForClients(definition: DefinitionNode): boolean {
  const name = 'name' in definition ? (definition.name?.value ?? '') : '';
  return definition.kind === Kind.DIRECTIVE_DEFINITION
    ? !specifiedDirectives.some((directive) => directive.name === name)
    : !/^(__|join__)/.test(name);
}

function withoutUnknown(
  definition: DefinitionNode,
  isKnown: (type: NamedTypeNode) => boolean,
): DefinitionNode {
  if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
    return { ...definition, types: definition.types?.filter(isKnown) ?? [] };
  }
  if (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION
  ) {
    return {
      ...definition,
      interfaces: definition.interfaces?.filter(isKnown) ?? [],
      fields: definition.fields?.filter(({ name }) => !name.value.startsWith('__')) ?? [],
    };
  }
  return definition;
}
