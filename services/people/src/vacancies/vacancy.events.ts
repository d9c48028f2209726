import type { NewEvent } from '@connected-lives/kit/event-log';

interface VacancyAsTold {
  readonly id: string;
  readonly teamId: string;
  readonly version: number;
}

/** For the team. Never who applied: that is theirs to tell. */
export function vacancyChanged(
  kind: 'vacancy-published' | 'vacancy-closed' | 'interest-expressed',
  { id, teamId, version }: VacancyAsTold,
): NewEvent {
  return { kind, subjectId: id, personId: null, teamId, version, payload: {} };
}
