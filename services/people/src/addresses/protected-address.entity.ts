import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { ownRecord } from '../reach/reach.access.ts';
import { KNOWS_ADDRESS, viewerWrites } from './address.access.ts';
import { addressChecks, addressColumns } from './address.entity.ts';

const mayKnow = `${ownRecord} or ${KNOWS_ADDRESS}`;

const ProtectedAddressSchema = defineEntity({
  name: 'ProtectedAddress',
  tableName: 'protected_address',
  properties: addressColumns('protected_address'),
  checks: addressChecks('protected_address'),
  rowLevelSecurity: 'force',
  policies: [
    { name: 'protected_address_read', command: 'select', using: mayKnow },
    {
      name: 'protected_address_write',
      command: 'all',
      using: KNOWS_ADDRESS,
      check: KNOWS_ADDRESS,
    },
  ],
});

/** An address that only the person and those named for them may know. In no team's reach. */
export class ProtectedAddress extends ProtectedAddressSchema.class {}
ProtectedAddressSchema.setClass(ProtectedAddress);

const ProtectedAddressViewerSchema = defineEntity({
  name: 'ProtectedAddressViewer',
  tableName: 'protected_address_viewer',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('protected_address_viewer'),
    practitionerId: p.uuid().index('protected_address_viewer_practitioner_id'),
    /** Why the address is protected, in the words of whoever named them. */
    reason: p.text(),
    namedBy: p.uuid(),
    fromAt: p.datetime(3),
    untilAt: p.datetime(3).strictNullable(),
  },
  checks: [
    {
      name: 'protected_address_viewer_reason_length',
      expression: 'length(reason) >= 10 and length(reason) <= 2000',
    },
    { name: 'protected_address_viewer_in_order', expression: 'until_at >= from_at' },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'protected_address_viewer_read', command: 'select', using: mayKnow },
    {
      name: 'protected_address_viewer_write',
      command: 'all',
      using: KNOWS_ADDRESS,
      check: viewerWrites,
    },
    {
      name: 'protected_address_viewer_rule',
      command: 'select',
      roles: ['people_owner'],
      using: 'true',
    },
  ],
});

/** A practitioner who is named for a protected address. While there is one, it is protected. */
export class ProtectedAddressViewer extends ProtectedAddressViewerSchema.class {}
ProtectedAddressViewerSchema.setClass(ProtectedAddressViewer);
export { ProtectedAddressSchema, ProtectedAddressViewerSchema };
