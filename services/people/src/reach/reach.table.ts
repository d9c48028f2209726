import type { ClosureReason, ReachReason } from '@connected-lives/kit/reach';
import type { Generated } from 'kysely';

interface Spell {
  readonly id: Generated<string>;
  readonly personId: string;
  /** In the words of the one who decided it. At least ten characters; never leaves this service. */
  readonly reason: string | null;
  readonly fromAt: Date;
  /** Null while there is no end in sight. */
  readonly untilAt: Date | null;
  readonly version: Generated<number>;
}

/** A person is open to a holder: a practitioner, a team or another person. */
export interface ReachRow extends Spell {
  readonly holderId: string;
  readonly why: ReachReason;
}

/** A person is closed to one practitioner, or to everybody who is not named (`SEALED`). */
export interface ClosureRow extends Spell {
  readonly practitionerId: string | null;
  readonly why: ClosureReason;
}
