import { registerEnumType } from 'type-graphql';

export enum AddressKind {
  HOME = 'HOME',
  TEMPORARY = 'TEMPORARY',
  CORRESPONDENCE = 'CORRESPONDENCE',
}
registerEnumType(AddressKind, {
  name: 'AddressKind',
  description: 'What an address is to a person.',
  valuesConfig: {
    TEMPORARY: { description: 'Where they are staying for now, instead of their home.' },
    CORRESPONDENCE: { description: 'Where letters go, when that is elsewhere.' },
  },
});
export const ADDRESS_KINDS = Object.values(AddressKind);
