import type { Position } from '@connected-lives/kit/event-log';
import { positionOf } from '@connected-lives/kit/event-log';
import type { VerifiedToken } from '@connected-lives/kit/token';
import type { ReadyOperation } from '../executor.ts';
import { streamCursors } from './stream-cursors.ts';

/**
 * A person's own answer, a replay of which nobody can say how far it is, and whoever is a person
 * with a record of their own (citizens, who see what is about themselves, and some staff) are never
 * shared.
 */
export function mayShare(operation: ReadyOperation, { actor }: VerifiedToken): boolean {
  const { prepared, variables } = operation;
  return (
    !prepared.own &&
    (!prepared.resumes(variables) || resumesAfter(operation) !== undefined) &&
    actor.role !== 'citizen' &&
    actor.personId === null
  );
}

/** What its viewer has seen already. Undefined for a stream from now on. */
export function resumesAfter({ prepared, variables }: ReadyOperation): Position | undefined {
  const cursors = streamCursors(prepared);
  const after = cursors && variables[cursors.variable];
  return typeof after === 'string' ? (positionOf(after) ?? undefined) : undefined;
}

/**
 * What two viewers must have in common to be given the same answers: the question, but for where
 * they begin, and everything that row-level security compares. `own` is what of that is neither
 * their role's nor their teams'.
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
  const { source, name } = operation.prepared;
  const teamIds = actor.teamIds.toSorted();
  return JSON.stringify([actor.role, teamIds, own, name, questionOf(operation), source]);
}

function questionOf({ prepared, variables }: ReadyOperation): Readonly<Record<string, unknown>> {
  const cursors = streamCursors(prepared);
  return cursors === undefined ? variables : { ...variables, [cursors.variable]: undefined };
}
