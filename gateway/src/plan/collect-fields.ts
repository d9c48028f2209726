import {
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** All that an operation asks under one response key of one object type. */
export interface CollectedField {
  readonly key: string;
  readonly name: string;
  readonly selectionSets: readonly SelectionSetNode[];
}

interface Collecting extends CollectedField {
  readonly selectionSets: SelectionSetNode[];
}

/** Collects the fields of an object type from a normalised operation, in the specification's order. */
export function collectFields(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): readonly CollectedField[] {
  const fields = new Map<string, Collecting>();
  for (const selectionSet of selectionSets) {
    collect(selectionSet.selections);
  }
  return [...fields.values()];

  function collect(selections: readonly SelectionNode[]): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) {
          collect(selection.selectionSet.selections);
        }
      } else if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        let field = fields.get(key);
        if (field === undefined) {
          field = { key, name: selection.name.value, selectionSets: [] };
          fields.set(key, field);
        }
        if (selection.selectionSet !== undefined) {
          field.selectionSets.push(selection.selectionSet);
        }
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
