import type { VerifiedToken } from '@connected-lives/kit/token';
import type { ReadyOperation } from '../executor.ts';

/**
 * A person's own answer, a replay from a cursor, and whoever is a person with a record of their own
 * (citizens, who see what is about themselves, and some staff) are never shared.
 */
export function mayShare(
  { prepared, variables }: ReadyOperation,
  { actor }: VerifiedToken,
): boolean {
  return (
    !prepared.own &&
    !prepared.resumes(variables) &&
    actor.role !== 'citizen' &&
    actor.personId === null
  );
}

/**
 * What two viewers must have in common to be given the same answers: the question, and everything
 * that row-level security compares. `own` is what of that is neither their role's nor their teams'.
 */
export function sharingKey(
  operation: ReadyOperation,
  viewer: VerifiedToken,
  own: string,
): string | undefined {
  if (!mayShare(operation, viewer)) {
    return undefined;
  }
  const { actor } = viewer;
  const { variables, prepared } = operation;
  const { source, name } = prepared;
  return JSON.stringify([actor.role, actor.teamIds.toSorted(), own, name, variables, source]);
}
