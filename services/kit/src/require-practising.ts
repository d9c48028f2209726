import { type Actor, PRACTISING_ROLES } from './actor.ts';
import { Refusal } from './refusal.ts';

/**
 * For what is the part of the people who work with the person, and not the person's own. Whoever
 * sees the record is told plainly; what they reach of it, the policies say.
 */
export function requirePractising(actor: Actor): void {
  if (!PRACTISING_ROLES.includes(actor.role)) {
    throw new Refusal('NOT_YOURS', 'This is for the people who work with the person to do.');
  }
}
