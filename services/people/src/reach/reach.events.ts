import type { NewEvent } from '@connected-lives/kit/event-log';
import type { Selectable } from 'kysely';
import type { ClosureRow, ReachRow } from './reach.table.ts';

/** Tells the other services to whom a person is open. Never why in words: those stay here. */
export function reachChanged({ holderId, ...row }: Selectable<ReachRow>): NewEvent {
  return spellChanged('reach-changed', row, holderId);
}

/** Tells the other services to whom a person is closed. */
export function closureChanged({ practitionerId, ...row }: Selectable<ClosureRow>): NewEvent {
  return spellChanged('closure-changed', row, practitionerId);
}

/** Tells the managers of the person's team that somebody outside it opened the record. */
export function recordOpenedUrgently(row: Selectable<ReachRow>, teamId: string): NewEvent {
  return {
    kind: 'record-opened-urgently',
    subjectId: row.id,
    personId: row.personId,
    teamId,
    version: row.version,
    payload: { practitionerId: row.holderId, untilAt: row.untilAt },
  };
}

function spellChanged(
  kind: string,
  row: Omit<Selectable<ReachRow>, 'holderId' | 'why'> & { readonly why: string },
  whom: string | null,
): NewEvent {
  const { id, personId, why, fromAt, untilAt, version } = row;
  return {
    kind,
    subjectId: id,
    personId,
    teamId: null,
    version,
    payload: { whom, why, fromAt, untilAt },
  };
}
