import type { Actor } from '@connected-lives/kit/actor';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';

/**
 * For what the person may also write themself. Asked once the person is held, so that nobody learns
 * from the refusal that there is such a person. A representative reads and does not write.
 */
export function requirePractisingOrOwn(actor: Actor, personId: string): void {
  if (actor.personId !== personId) {
    requirePractising(actor);
  }
}

/** Whose own record it is, or a refusal (NOT_YOURS) for those who are signed in as staff. */
export function requireOwnRecord({ role, personId }: Actor): string {
  if (role !== 'citizen' || personId === null) {
    throw new Refusal('NOT_YOURS', 'This is for people to do in their own record.');
  }
  return personId;
}
