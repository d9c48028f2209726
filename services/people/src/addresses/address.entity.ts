import { oneOf } from '@connected-lives/kit/check-constraints';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import { paidForRead } from './address.access.ts';
import { ADDRESS_KINDS, type AddressKind } from './address-kind.ts';

export const LINES_MAX = 6;
export const LINE_LENGTH_MAX = 100;

/** What an address is, wherever it is kept. */
export const addressColumns = (table: string) => ({
  id: p.uuid().primary().defaultRaw('uuidv7()'),
  personId: ofPerson(table),
  kind: p.text().$type<AddressKind>(),
  lines: p.array().columnType('text[]'),
  /** Capitals with one space, as the post has it. */
  postcode: p.text().strictNullable(),
  /** Unique Property Reference Number: 1 to 12 digits. It says where as much as the lines do. */
  uprn: p.text().strictNullable(),
  fromOn: p.date(),
  /** The last day. Null for as long as it lasts. */
  untilOn: p.date().strictNullable(),
});

export const addressChecks = (table: string) => [
  { name: `${table}_kind_known`, expression: oneOf('kind', ADDRESS_KINDS) },
  {
    name: `${table}_has_lines`,
    expression: `cardinality(lines) >= 1 and cardinality(lines) <= ${LINES_MAX}`,
  },
  {
    name: `${table}_postcode_written_alike`,
    expression: `postcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$'`,
  },
  { name: `${table}_uprn_digits`, expression: `uprn ~ '^[0-9]{1,12}$'` },
  { name: `${table}_in_order`, expression: 'until_on >= from_on' },
];

const AddressSchema = defineEntity({
  name: 'Address',
  tableName: 'address',
  properties: { ...addressColumns('address'), teamId: p.uuid() },
  indexes: [{ name: 'address_postcode', properties: ['postcode'] }],
  checks: addressChecks('address'),
  rowLevelSecurity: 'force',
  policies: [
    ...policiesAboutPerson('address'),
    { name: 'address_paid_for', command: 'select', using: paidForRead },
  ],
});

/** Where a person lives, has lived or gets letters, for everybody who reaches them. */
export class Address extends AddressSchema.class {}
AddressSchema.setClass(Address);
export { AddressSchema };
