import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Team } from './team.entity.ts';

type Told = Pick<Team, 'id' | 'version' | 'kind' | 'districts'>;

/** There is a new team. Its name stands in the graph. */
export function teamOpened(team: Told): NewEvent {
  return event('team-opened', team);
}

/** It is called otherwise, there for others, or managed by somebody else. */
export function teamChanged(team: Told): NewEvent {
  return event('team-changed', team);
}

/** Nobody is with it any more, and nobody comes to it. */
export function teamClosed(team: Told): NewEvent {
  return event('team-closed', team);
}

function event(kind: string, { id, version, kind: teamKind, districts }: Told): NewEvent {
  return {
    kind,
    subjectId: id,
    personId: null,
    teamId: id,
    version,
    payload: { teamKind, districts },
  };
}
