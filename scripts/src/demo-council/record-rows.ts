import type { StatutoryCode } from '@connected-lives/people/people/codes/release-2.codes';

/** Null for what nobody has written down. */
export type StatutoryCodesRow = Readonly<Record<StatutoryCode, string | null>>;

export interface PersonDetailsRow extends StatutoryCodesRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly pronouns: string | null;
  readonly gpPracticeCode: string;
  readonly firstLanguage: string | null;
  readonly interpreter: string;
  readonly informationFormats: readonly string[];
  readonly contactMethods: readonly string[];
  readonly communicationSupport: readonly string[];
  readonly communicationProfessionals: readonly string[];
  readonly changedAt: Date;
}

export interface ProtectedAddressRow {
  readonly id: string;
  readonly personId: string;
  readonly kind: string;
  readonly lines: readonly string[];
  readonly postcode: string;
  readonly uprn: string | null;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

export interface AddressRow extends ProtectedAddressRow {
  readonly teamId: string;
}

export interface AddressViewerRow {
  readonly id: string;
  readonly personId: string;
  readonly practitionerId: string;
  readonly reason: string;
  readonly namedBy: string;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
}

export interface ContactWayRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly kind: string;
  readonly value: string | null;
  readonly safeToLeaveMessage: string | null;
  readonly preferred: string;
  readonly words: string | null;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
}

export interface AboutMeRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly heading: string;
  readonly words: string;
  readonly practitionerId: string | null;
  readonly writtenAt: Date;
}

export interface CorrectionRequestRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly field: string;
  readonly saysNow: string;
  readonly shouldSay: string;
  readonly reason: string | null;
  readonly askedAt: Date;
  readonly state: string;
  readonly answerWords: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
}

/** What people keeps of a person besides who they are. */
export interface RecordRows {
  readonly personDetails: readonly PersonDetailsRow[];
  readonly addresses: readonly AddressRow[];
  readonly protectedAddresses: readonly ProtectedAddressRow[];
  readonly addressViewers: readonly AddressViewerRow[];
  readonly contactWays: readonly ContactWayRow[];
  readonly aboutMe: readonly AboutMeRow[];
  readonly correctionRequests: readonly CorrectionRequestRow[];
}
