import { lengthUpTo } from '@connected-lives/kit/check-constraints';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

export const INVOLVEMENT_MAX = 5_000;

const InvolvementWishSchema = defineEntity({
  name: 'InvolvementWish',
  tableName: 'involvement_wish',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('involvement_wish'),
    teamId: p.uuid(),
    words: p.text(),
    writtenBy: p.uuid(),
    /** Whether the person wrote it themself, signed in, or somebody wrote it down for them. */
    writtenByPerson: p.boolean(),
    saidAt: p.datetime(3),
  },
  checks: [
    { name: 'involvement_wish_words_length', expression: lengthUpTo('words', INVOLVEMENT_MAX) },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('involvement_wish', { own: true }),
});

/** How a person wants to be involved, as they said on one day. The latest holds; all are kept. */
export class InvolvementWish extends InvolvementWishSchema.class {}
InvolvementWishSchema.setClass(InvolvementWish);
export { InvolvementWishSchema };
