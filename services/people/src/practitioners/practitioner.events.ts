import type { NewEvent } from '@connected-lives/kit/event-log';

interface Told {
  readonly id: string;
  readonly version: number;
}

/** Whoever followed the practitioner's team, or keeps what is theirs by team, follows them now. */
export function joinedTeam(practitioner: Told, teamId: string): NewEvent {
  return event('practitioner-joined-team', practitioner, teamId);
}

/** What they saw as a member of that team ends: the gateway ends their sessions. */
export function leftTeam(practitioner: Told, teamId: string): NewEvent {
  return event('practitioner-left-team', practitioner, teamId);
}

/** They are no longer staff. */
export function leftCouncil(practitioner: Told, teamId: string, lastDay: string): NewEvent {
  return { ...event('practitioner-left-council', practitioner, teamId), payload: { lastDay } };
}

function event(kind: string, { id, version }: Told, teamId: string): NewEvent {
  return { kind, subjectId: id, personId: null, teamId, version, payload: {} };
}
