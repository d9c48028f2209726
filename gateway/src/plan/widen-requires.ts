import type { EntityBatchAlias, RequiresSelection } from '@graphql-hive/router-query-planner';
import type { PlanTools } from './plan-tools.ts';

/**
 * Of which types a fetch is for, when it asks a subgraph that knows only their interface
 * (`@interfaceObject`) about entities whose type was not known before.
 *
 * For `... on Film { stars } ... on Tool { id }` the planner (0.0.38) makes one such fetch and keeps
 * only one of the types, and for `stars ... on Film { a: stars }` it forgets all but the films. Asking about every type of the interface gives the same answer, for
 * what nobody asked of a type is not written. It would not where one place of the answer has two
 * meanings, one for each type.
 */
export function widenRequires(
  { requires, inputRewrites, paths }: EntityBatchAlias,
  { satisfies, keysAgree }: PlanTools,
): readonly RequiresSelection[] {
  const ofKnownType = paths.some((path) => isTypeCondition(path.at(-1)));
  if (ofKnownType || !keysAgree) {
    return requires;
  }
  for (const rewrite of inputRewrites ?? []) {
    const order = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
    const widened = 'setValueTo' in order && widenTo(order.setValueTo, requires, satisfies);
    if (widened) {
      return [widened];
    }
  }
  return requires;
}

/** One selection for every type of the interface. Different needs of different types stay apart. */
function widenTo(
  interfaceName: string,
  requires: readonly RequiresSelection[],
  satisfies: PlanTools['satisfies'],
): RequiresSelection | undefined {
  const [first] = requires;
  if (first?.kind !== 'InlineFragment') {
    return undefined;
  }
  const needs = JSON.stringify(first.selections);
  const alike = requires.every(
    (each) =>
      each.kind === 'InlineFragment' &&
      satisfies(each.typeCondition, interfaceName) &&
      JSON.stringify(each.selections) === needs,
  );
  return alike ? { ...first, typeCondition: interfaceName } : undefined;
}

function isTypeCondition(segment: EntityBatchAlias['paths'][number][number] | undefined): boolean {
  return typeof segment === 'object' && 'TypeCondition' in segment;
}
