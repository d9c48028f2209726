import type { Generated } from 'kysely';

/** That a practitioner is known to adult care: not on their row, which everybody may read. */
export interface OwnRecordRow {
  readonly id: Generated<string>;
  readonly practitionerId: string;
  readonly personId: string;
  readonly linkedBy: string;
  readonly linkedAt: Date;
}
