/** Somebody in a person's circle. */
export interface RelationshipRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly kind: string;
  readonly asWhat: string | null;
  readonly otherPersonId: string | null;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly phone: string | null;
  readonly isEmergencyContact: string;
  readonly livesWith: string;
  readonly authority: string | null;
  readonly authorityReference: string | null;
  readonly authoritySeen: string;
  readonly bornInYear: number | null;
  readonly school: string | null;
  readonly fromOn: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface CaringRoleRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly caredForId: string | null;
  readonly caredForName: string | null;
  readonly relationshipId: string | null;
  readonly hoursPerWeek: number;
  readonly able: string;
  readonly willing: string;
  readonly effectOnWellbeing: string;
  readonly effectOnWork: string;
  readonly effectOnMoney: string;
  readonly contingencyPlan: string | null;
  readonly fromOn: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface SharingAgreementRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly sharedWith: string;
  readonly what: string;
  readonly purpose: string;
  readonly how: string;
  readonly agreedOn: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
}

export interface ObjectionRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly toWhat: string;
  readonly objectedOn: string;
  readonly answerDueOn: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface CapacityDecisionRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly matter: string;
  readonly supportGiven: string;
  readonly impairment: string | null;
  readonly understands: string;
  readonly retains: string;
  readonly weighs: string;
  readonly communicates: string;
  readonly conclusion: string;
  readonly reason: string;
  readonly assessedBy: string;
  readonly assessedOn: string;
  readonly bestInterestsReference: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface AdvocacyDecisionRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly duty: string;
  readonly substantialDifficulty: string;
  readonly appropriateIndividualId: string | null;
  readonly reason: string;
  readonly advocateId: string | null;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

export interface InvolvementWishRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly words: string;
  readonly writtenBy: string;
  readonly writtenByPerson: string;
  readonly saidAt: Date;
}

/** To whom a person is open, in each of the three databases. */
export interface ReachRow {
  readonly id: string;
  readonly personId: string;
  readonly holderId: string;
  readonly why: string;
  readonly reason: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

/** Who is there for people, and what they decide and are entitled to. */
export interface CircleRows {
  readonly relationships: readonly RelationshipRow[];
  readonly caringRoles: readonly CaringRoleRow[];
  readonly sharingAgreements: readonly SharingAgreementRow[];
  readonly objections: readonly ObjectionRow[];
  readonly capacityDecisions: readonly CapacityDecisionRow[];
  readonly advocacyDecisions: readonly AdvocacyDecisionRow[];
  readonly involvementWishes: readonly InvolvementWishRow[];
  readonly reaches: readonly ReachRow[];
}
