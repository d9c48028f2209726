import type { District } from '@connected-lives/kit/district';

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

export interface PractitionerRow {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly profession: string;
}

/** A team with where it works and who manages it. */
export interface StaffedTeamRow extends TeamRow {
  readonly districts: readonly District[];
  readonly managerId: string | null;
}

/** A practitioner with their post and registration. */
export interface EmployedRow extends PractitionerRow {
  readonly roleTitle: string;
  readonly registrationBody: string | null;
  readonly registrationNumber: string | null;
  readonly registrationDueOn: string | null;
  readonly workingDays: readonly string[];
  readonly weeklyMinutes: number;
  readonly lineManagerId: string | null;
  readonly heldRoles: readonly string[];
  readonly startedOn: string;
}

export interface AllocationRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly practitionerId: string;
  readonly weight: number;
  readonly allocatedBy: string;
  readonly fromAt: Date;
}

export interface VacancyRow {
  readonly id: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly roleTitle: string;
  readonly profession: string;
  readonly weeklyMinutes: number;
  readonly salaryFromPence: number;
  readonly salaryToPence: number;
  readonly district: District;
  readonly words: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly publishedBy: string;
  readonly publishedAt: Date;
}

export interface LearningOfferRow {
  readonly id: string;
  readonly title: string;
  readonly version: number;
}

export interface VacancyOfferRow {
  readonly id: string;
  readonly vacancyId: string;
  readonly offerId: string;
}

/** Who works in a team, with whom, and the posts that are open in it. */
export interface WorkforceRows {
  readonly staffedTeams: readonly StaffedTeamRow[];
  readonly employed: readonly EmployedRow[];
  readonly allocations: readonly AllocationRow[];
  readonly vacancies: readonly VacancyRow[];
  readonly learningOffers: readonly LearningOfferRow[];
  readonly vacancyOffers: readonly VacancyOfferRow[];
}
