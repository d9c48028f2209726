import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
type Variables = Readonly<Record<string, unknown>>;
type Condition = (variables: Variables) => boolean;

/** A selection set, and what must hold for it to count beside others that it merges with. */
export interface Selected {
  readonly selectionSet: SelectionSetNode;
  readonly conditions: readonly Condition[];
}

/** All that a document asks under one response key of one object type. */
export interface CollectedField {
  readonly key: string;
  readonly name: string;
  readonly selected: readonly Selected[];
  /** Absent when the field is always asked for. */
  readonly included: Condition | undefined;
}

interface Collecting {
  readonly key: string;
  readonly name: string;
  readonly selected: Selected[];
  /** One list of conditions for each time the document asks: one fulfilled list is enough. */
  readonly alternatives: (readonly Condition[])[];
}

/**
 * Collects the fields of an object type in the order of the GraphQL specification, fragments
 * flattened, with `@skip` and `@include` as conditions to be asked when the variables are known.
 */
export function collectFields(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  selected: readonly Selected[],
  fragments: Fragments,
): readonly CollectedField[] {
  const collecting = new Map<string, Collecting>();
  for (const { selectionSet, conditions } of selected) {
    collect(selectionSet.selections, conditions);
  }
  return [...collecting.values()].map(({ key, name, selected, alternatives }) => ({
    key,
    name,
    // Asked for once, the field's own condition covers its children.
    selected:
      alternatives.length === 1
        ? selected.map(({ selectionSet }) => ({ selectionSet, conditions: [] }))
        : selected,
    included: anyOf(alternatives),
  }));

  function collect(selections: readonly SelectionNode[], outer: readonly Condition[]): void {
    for (const selection of selections) {
      const own = conditionsOf(selection.directives);
      const conditions = own.length === 0 ? outer : [...outer, ...own];
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        let field = collecting.get(key);
        if (field === undefined) {
          field = { key, name: selection.name.value, selected: [], alternatives: [] };
          collecting.set(key, field);
        }
        field.alternatives.push(conditions);
        if (selection.selectionSet !== undefined) {
          field.selected.push({ selectionSet: selection.selectionSet, conditions });
        }
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment !== undefined && applies(fragment.typeCondition?.name.value)) {
        collect(fragment.selectionSet.selections, conditions);
      }
    }
  }

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) {
      return true;
    }
    const conditionType = schema.getType(condition);
    return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
  }
}

function conditionsOf(directives: readonly DirectiveNode[] | undefined): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    const argument = directive.arguments?.find((each) => each.name.value === 'if')?.value;
    if ((name === 'skip' || name === 'include') && argument !== undefined) {
      const wanted = name === 'include';
      if (argument.kind === Kind.VARIABLE) {
        const variable = argument.name.value;
        conditions.push((variables) => (variables[variable] === true) === wanted);
      } else {
        const holds = (argument.kind === Kind.BOOLEAN && argument.value) === wanted;
        conditions.push(() => holds);
      }
    }
  }
  return conditions;
}

function anyOf(alternatives: readonly (readonly Condition[])[]): Condition | undefined {
  if (alternatives.some((conditions) => conditions.length === 0)) {
    return undefined;
  }
  return (variables) =>
    alternatives.some((conditions) => conditions.every((condition) => condition(variables)));
}
