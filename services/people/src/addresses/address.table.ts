import type { Generated } from 'kysely';
import type { AddressKind } from './address-kind.ts';

/** Columns of both tables of addresses, as statements read and write them. Days are YYYY-MM-DD. */
export interface ProtectedAddressColumns {
  readonly id: Generated<string>;
  readonly personId: string;
  readonly kind: AddressKind;
  readonly lines: string[];
  readonly postcode: string | null;
  readonly uprn: string | null;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

/** An address that is not protected follows the person to another team. */
export interface AddressColumns extends ProtectedAddressColumns {
  readonly teamId: string;
}

export interface ProtectedAddressViewerColumns {
  readonly id: Generated<string>;
  readonly personId: string;
  readonly practitionerId: string;
  readonly reason: string;
  readonly namedBy: string;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
}
