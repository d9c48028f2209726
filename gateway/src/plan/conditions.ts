import { type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql';

/** The variables that decide which fields of a document are asked for. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = conditionOf(node);
      if (value?.kind === Kind.VARIABLE) {
        names.add(value.name.value);
      }
    },
  });
  return [...names];
}

/** Whether `@skip` and `@include` let a selection stand. */
export function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  for (const directive of directives ?? []) {
    const value = conditionOf(directive);
    if (value !== undefined) {
      const holds =
        value.kind === Kind.VARIABLE
          ? variables[value.name.value] === true
          : value.kind === Kind.BOOLEAN && value.value;
      if (holds !== (directive.name.value === 'include')) {
        return false;
      }
    }
  }
  return true;
}

function conditionOf(directive: DirectiveNode) {
  const { value } = directive.name;
  return value === 'skip' || value === 'include'
    ? directive.arguments?.find(({ name }) => name.value === 'if')?.value
    : undefined;
}
