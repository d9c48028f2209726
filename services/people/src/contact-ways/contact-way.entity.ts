import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { unlessKeptApart } from '../addresses/address.access.ts';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import { CONTACT_WAY_KINDS, type ContactWayKind } from './contact-way-kind.ts';

export const VALUE_LENGTH_MAX = 200;
export const WORDS_LENGTH_MAX = 500;

const ContactWaySchema = defineEntity({
  name: 'ContactWay',
  tableName: 'contact_way',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('contact_way'),
    teamId: p.uuid(),
    kind: p.text().$type<ContactWayKind>(),
    /** The number or the e-mail address. A letter goes to the address, which has a rule of its own. */
    value: p.text().strictNullable(),
    /** Null when nobody has asked. */
    safeToLeaveMessage: p.boolean().strictNullable(),
    preferred: p.boolean(),
    words: p.text().strictNullable(),
    fromAt: p.datetime(3),
    untilAt: p.datetime(3).strictNullable(),
  },
  checks: [
    { name: 'contact_way_kind_known', expression: oneOf('kind', CONTACT_WAY_KINDS) },
    { name: 'contact_way_value_length', expression: lengthUpTo('value', VALUE_LENGTH_MAX) },
    {
      name: 'contact_way_letter_goes_to_address',
      expression: `(value is null) = (kind = 'LETTER')`,
    },
    { name: 'contact_way_words_length', expression: lengthUpTo('words', WORDS_LENGTH_MAX) },
    { name: 'contact_way_in_order', expression: 'until_at >= from_at' },
  ],
  rowLevelSecurity: 'force',
  policies: [
    ...policiesAboutPerson('contact_way'),
    {
      name: 'contact_way_kept_apart',
      type: 'restrictive',
      command: 'all',
      roles: ['people_app'],
      using: unlessKeptApart,
      check: unlessKeptApart,
    },
  ],
});

/**
 * One way to get in touch with a person, for as long as it is right. Kept apart, where it stands, while
 * the address of the person is protected.
 */
export class ContactWay extends ContactWaySchema.class {
  end(at: Date): void {
    if (this.untilAt !== null) {
      throw new Refusal('CONTACT_WAY_ENDED', 'This way of getting in touch has ended already.');
    }
    this.untilAt = at;
    this.preferred = false;
  }
}
ContactWaySchema.setClass(ContactWay);
export { ContactWaySchema };
