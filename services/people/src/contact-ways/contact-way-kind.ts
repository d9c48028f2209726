import { registerEnumType } from 'type-graphql';

export enum ContactWayKind {
  PHONE = 'PHONE',
  MOBILE = 'MOBILE',
  EMAIL = 'EMAIL',
  TEXT_RELAY = 'TEXT_RELAY',
  LETTER = 'LETTER',
}
registerEnumType(ContactWayKind, {
  name: 'ContactWayKind',
  description: 'How to get in touch with a person.',
  valuesConfig: {
    TEXT_RELAY: { description: 'A telephone number to be called through a text relay service.' },
    LETTER: { description: 'By post, to the address of the person.' },
  },
});
export const CONTACT_WAY_KINDS = Object.values(ContactWayKind);
