import type { ServiceName } from '@connected-lives/kit/service-name';
import type { Generated } from 'kysely';

/** What may call for a second look at how records are used. */
export enum PrivacyAlertKind {
  MANY_PEOPLE_IN_AN_HOUR = 'MANY_PEOPLE_IN_AN_HOUR',
  MANY_PEOPLE_IN_A_DAY = 'MANY_PEOPLE_IN_A_DAY',
  OUT_OF_HOURS = 'OUT_OF_HOURS',
  URGENT_OPENING = 'URGENT_OPENING',
  LOG_UNAVAILABLE = 'LOG_UNAVAILABLE',
  LOG_BROKEN = 'LOG_BROKEN',
}

/** Says what happened, and of nobody who did it or whom it was about. */
export interface PrivacyAlertRow {
  readonly id: Generated<string>;
  readonly kind: PrivacyAlertKind;
  /** Null when so few practitioners are in teams of that kind that it would be as good as a name. */
  readonly teamKind: string | null;
  readonly people: number | null;
  readonly limitPeople: number | null;
  readonly service: ServiceName | null;
  readonly refused: number | null;
  readonly at: Generated<Date>;
}

/** Whom an alert is about: readable by an officer who has opened it with a reason. */
export interface PrivacyAlertSubjectRow {
  readonly alertId: string;
  /** The same thing raises one alert. */
  readonly once: string;
  readonly actorId: string;
  readonly actorName: string;
  /** The one person it is about, or null for all whom the member of staff looked at in that time. */
  readonly personId: string | null;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

/** An officer opened an alert. */
export interface PrivacyAlertOpeningRow {
  readonly id: Generated<string>;
  readonly alertId: string;
  readonly actorId: string;
  readonly reason: string;
  readonly at: Generated<Date>;
}
