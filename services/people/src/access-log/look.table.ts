import type { Role } from '@connected-lives/kit/actor';
import type { Purpose } from '@connected-lives/kit/look-purpose';
import type { ReachReason } from '@connected-lives/kit/reach';
import type { ServiceName } from '@connected-lives/kit/service-name';
import type { Generated } from 'kysely';

/** By what right somebody met a person, as far as the record itself says so. */
export type Relationship = 'SELF' | 'OWN_TEAM' | 'PAYS' | ReachReason;

/** One person in one operation, whichever services the operation met them in. */
export interface LookRow {
  readonly id: Generated<string>;
  readonly personId: string;
  readonly requestId: string;
  /** As the client named it. */
  readonly operation: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly actorRole: Role;
  readonly actorPersonId: string | null;
  readonly teamIds: string[];
  /** Null for looks from before purposes were recorded. */
  readonly purpose: Purpose | null;
  /** Null when nothing that people keeps says why. */
  readonly relationship: Relationship | null;
  readonly clientId: string | null;
  readonly origin: string | null;
  readonly services: ServiceName[];
  readonly at: Date;
}
