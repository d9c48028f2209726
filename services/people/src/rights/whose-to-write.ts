import type { Actor } from '@connected-lives/kit/actor';
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
