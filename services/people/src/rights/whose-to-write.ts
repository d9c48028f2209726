import { type Actor, PRACTISING_ROLES } from '@connected-lives/kit/actor';
import { Refusal } from '@connected-lives/kit/refusal';

/** For what is the part of the people who work with the person. Others read, as far as they reach. */
export function requirePractising(actor: Actor): void {
  if (!PRACTISING_ROLES.includes(actor.role)) {
    throw new Refusal('NOT_YOURS', 'This is for the people who work with the person to do.');
  }
}

/**
 * For what the person may also write themself. Asked once the person is held, so that nobody learns
 * from the refusal that there is such a person. A representative reads and does not write.
 */
export function requirePractisingOrOwn(actor: Actor, personId: string): void {
  if (actor.personId !== personId) {
    requirePractising(actor);
  }
}
