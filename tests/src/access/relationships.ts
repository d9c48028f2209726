import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import type { ClosureReason, ReachReason } from '@connected-lives/kit/reach';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import type { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import type { Standing, Viewer } from './viewers.ts';

type Council = ReturnType<typeof testCouncil>;

/**
 * Opens a person to a holder in every service's database at once: what people's use cases write and
 * the feed carries, without waiting for it.
 */
export async function open(
  council: Council,
  personId: string,
  holderId: string,
  why: ReachReason,
): Promise<void> {
  const id = randomUUID();
  for (const service of SERVICE_NAMES) {
    await council.arrange(
      service,
      `insert into reach (id, person_id, holder_id, why, from_at, until_at)
       values ($1, $2, $3, $4, now() - interval '1 minute', now() + interval '30 minutes')`,
      [id, personId, holderId, why],
    );
  }
}

/** Closes a person in every service's database, to one practitioner or to all who are not named. */
export async function close(
  council: Council,
  personId: string,
  practitionerId: string | null,
  why: ClosureReason,
): Promise<void> {
  const id = randomUUID();
  for (const service of SERVICE_NAMES) {
    await council.arrange(
      service,
      `insert into closure (id, person_id, practitioner_id, why, from_at)
       values ($1, $2, $3, $4, now() - interval '1 minute')`,
      [id, personId, practitionerId, why],
    );
  }
}

/** Everybody who reaches the person in another way than by their team, or not although by it. */
export async function relationshipsOf(
  council: Council,
  { personId, teamId }: { readonly personId: string; readonly teamId: string },
): Promise<readonly Viewer[]> {
  const opened = async (name: string, actor: Actor, holderId: string, why: ReachReason) => {
    await open(council, personId, holderId, why);
    if (actor.role === 'citizen') {
      return viewer(name, actor, 'representative');
    }
    const standing = why === 'URGENT' ? [] : (['standing reach'] as const);
    return viewer(name, actor, 'staff', 'works with people', 'reach', ...standing);
  };
  const [worker, duty, discharge, night] = [
    anActor(),
    anActor('duty'),
    anActor('discharge'),
    anActor('practitioner'),
  ];
  const representative = anActor('citizen', { personId: randomUUID() });
  const relative = anActor('practitioner', { teamIds: [teamId] });
  await close(council, personId, relative.id, 'FAMILY_OR_FRIEND');
  return [
    await opened('allocated worker of another team', worker, worker.id, 'ALLOCATED_WORKER'),
    await opened('duty while a contact is open', duty, teamOf(duty), 'CONTACT_OPEN'),
    await opened('discharge while in hospital', discharge, teamOf(discharge), 'IN_HOSPITAL'),
    await opened('a worker in an emergency', night, night.id, 'URGENT'),
    await opened(
      'a representative',
      representative,
      representative.personId as string,
      'REPRESENTATIVE',
    ),
    // Of the team, whose board they see, and not of this person.
    viewer('a relative of the person, own team', relative, 'staff', 'works with people', 'team'),
  ];
}

function viewer(name: string, actor: Actor, ...standings: readonly Standing[]): Viewer {
  return { name, actor, standings: new Set<Standing>(['everybody', ...standings]) };
}
