import type { NewEvent } from '@connected-lives/kit/event-log';
import { PROCESS_IDS } from '@connected-lives/kit/process-ids';
import type { PrivacyAlertKind } from './privacy-alert.table.ts';

/** Stands where other events name their team: the office follows its alerts as a team does its board. */
export const PRIVACY_OFFICE = PROCESS_IDS.privacyOffice;
export const PRIVACY_ALERT = 'privacy-alert';

export function privacyAlertRaised(id: string, kind: PrivacyAlertKind): NewEvent {
  return {
    kind: PRIVACY_ALERT,
    subjectId: id,
    personId: null,
    teamId: PRIVACY_OFFICE,
    version: 1,
    payload: { kind },
  };
}
