import type { NewEvent } from '@connected-lives/kit/event-log';
import { MERGED_VERSION, UNDONE_VERSION } from '@connected-lives/kit/learn-merge';
import type { PersonMerge } from './person-merge.entity.ts';

type Merge = Pick<PersonMerge, 'id' | 'keptId' | 'mergedId' | 'teamId'>;

/** The other services move what they keep of the one to the other. */
export function peopleMerged(merge: Merge): NewEvent {
  return eventOf('people-merged', merge, MERGED_VERSION);
}

/** They move back exactly what they moved. */
export function peopleMergeUndone(merge: Merge): NewEvent {
  return eventOf('people-merge-undone', merge, UNDONE_VERSION);
}

function eventOf(kind: string, { id, keptId, mergedId, teamId }: Merge, version: number): NewEvent {
  return {
    kind,
    subjectId: id,
    personId: keptId,
    teamId,
    version,
    payload: { keptId, mergedId, mergeId: id },
  };
}
