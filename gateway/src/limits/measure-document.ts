import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldCost, type FieldCost, namedTypeOf, type ParentType } from './field-cost.ts';

/** How large a selection is with its fragments written out. */
export interface Measure {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly cost: number;
}

const NOTHING: Measure = { depth: 0, introspectionDepth: 0, aliases: 0, fields: 0, cost: 0 };
const INTROSPECTION = /^__(schema|type)$/;

/**
 * Measures an operation as if its fragments were written out, in time that grows with the document
 * and not with what it stands for: each fragment is measured once, so a document that doubles its
 * spreads thirty times takes no longer than one that does not.
 *
 * Runs before validation, on documents that may be nonsense: an unknown field has no type and counts
 * as one, a fragment that spreads itself counts as nothing (validation refuses it).
 */
export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  weights: Readonly<Record<string, number>>,
): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const measured = new Map<string, Measure>();
  return measureSelections(
    operation.selectionSet,
    schema.getRootType(operation.operation) ?? undefined,
    false,
  );

  function measureSelections(
    selectionSet: SelectionSetNode,
    parent: ParentType,
    introspecting: boolean,
  ): Measure {
    let total = NOTHING;
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        total = add(total, measureField(selection, parent, introspecting));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        const type = condition === undefined ? parent : namedTypeOf(schema, condition);
        total = add(total, measureSelections(selection.selectionSet, type, introspecting));
      } else {
        total = add(total, measureFragment(selection.name.value, introspecting));
      }
    }
    return total;
  }

  function measureFragment(name: string, introspecting: boolean): Measure {
    const key = introspecting ? `introspection ${name}` : name;
    const known = measured.get(key);
    if (known !== undefined) {
      return known;
    }
    measured.set(key, NOTHING);
    const fragment = fragments.get(name);
    const measure =
      fragment === undefined
        ? NOTHING
        : measureSelections(
            fragment.selectionSet,
            namedTypeOf(schema, fragment.typeCondition.name.value),
            introspecting,
          );
    measured.set(key, measure);
    return measure;
  }

  function measureField(field: FieldNode, parent: ParentType, introspecting: boolean): Measure {
    const within = introspecting || INTROSPECTION.test(field.name.value);
    const price: FieldCost = within
      ? { own: 1, times: 1, type: undefined }
      : fieldCost(parent, field, variables, operation, weights);
    const inner =
      field.selectionSet === undefined
        ? NOTHING
        : measureSelections(field.selectionSet, price.type, within);
    return {
      depth: within ? 0 : inner.depth + (isFrame(parent, field) ? 0 : 1),
      introspectionDepth: within ? inner.introspectionDepth + 1 : inner.introspectionDepth,
      aliases: inner.aliases + (field.alias === undefined ? 0 : 1),
      fields: inner.fields + 1,
      cost: price.own + price.times * inner.cost,
    };
  }
}

/** `edges` of a connection and `node` of an edge. */
function isFrame(parent: ParentType, field: FieldNode): boolean {
  const name = field.name.value;
  return (
    (name === 'edges' && parent?.name.endsWith('Connection') === true) ||
    (name === 'node' && parent?.name.endsWith('Edge') === true)
  );
}

function add(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    fields: a.fields + b.fields,
    cost: a.cost + b.cost,
  };
}
