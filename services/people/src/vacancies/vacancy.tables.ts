import type { Generated } from 'kysely';

/** A learning offer of practice, as far as a vacancy names it. */
export interface KnownLearningOfferRow {
  readonly id: string;
  readonly title: string;
  readonly withdrawn: boolean;
  readonly version: number;
}

/** What the council offers to teach whoever takes a post. */
export interface VacancyOfferRow {
  readonly id: Generated<string>;
  readonly vacancyId: string;
  readonly offerId: string;
}

/** Somebody would like to work here. Deleted when `keptUntilOn` is over. */
export interface InterestRow {
  readonly id: string;
  readonly vacancyId: string;
  readonly teamId: string;
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly reason: string;
  readonly professionalRegistration: string | null;
  readonly receivedAt: Date;
  readonly keptUntilOn: string;
}
