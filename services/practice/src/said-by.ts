import type { Actor } from '@connected-lives/kit/actor';
import { Refusal } from '@connected-lives/kit/refusal';
import { registerEnumType } from 'type-graphql';

export enum SaidBy {
  PERSON = 'PERSON',
  FAMILY_OR_FRIEND = 'FAMILY_OR_FRIEND',
  CARER = 'CARER',
  PRACTITIONER = 'PRACTITIONER',
  ADVOCATE = 'ADVOCATE',
  OTHER = 'OTHER',
}
registerEnumType(SaidBy, {
  name: 'SaidBy',
  description: 'Whose words these are.',
  valuesConfig: {
    PERSON: { description: 'The person themself.' },
    CARER: { description: 'Somebody who cares for the person without being paid for it.' },
    ADVOCATE: { description: 'An independent advocate, as in sections 67 and 68 of the Care Act.' },
  },
});
export const SAID_BY = Object.values(SaidBy);

/** Staff write down everybody's words; the person, signed in themself, writes their own. */
export function requireOwnVoice(actor: Actor, saidBy: SaidBy): void {
  if (actor.role === 'citizen' && saidBy !== SaidBy.PERSON) {
    throw new Refusal('OWN_WORDS_ONLY', 'Here you can add your own words: say PERSON.');
  }
}
