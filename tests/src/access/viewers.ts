import { randomUUID } from 'node:crypto';
import { type Actor, ROLES } from '@connected-lives/kit/actor';
import { anActor } from '../test-service.ts';

/** What somebody is to the person and the money of the matrix's world. */
export type Standing =
  | 'everybody'
  | 'staff'
  /** Staff who work with people, in whatever team. */
  | 'works with people'
  /** In the team that the person is with. */
  | 'team'
  /** In that team, and not closed out: the person stands on the board that they see. */
  | 'board'
  /** Reaches the person, by the team or otherwise. */
  | 'reach'
  /** The same for longer than an urgent opening lasts. */
  | 'standing reach'
  | 'representative'
  | 'holder'
  | 'team manager'
  | 'finance'
  | 'privacy'
  | 'development'
  | 'themself';

export interface Viewer {
  readonly name: string;
  readonly actor: Actor;
  readonly standings: ReadonlySet<Standing>;
}

const WITH_TEAMS = ['practitioner', 'manager', 'duty', 'discharge'] as const;

/** Every role, in the person's own team, in another team and with no relationship at all. */
export function viewersOf(world: {
  holder: Actor;
  teamId: string;
  personId: string;
}): readonly Viewer[] {
  const { holder, teamId, personId } = world;
  const viewer = (name: string, actor: Actor, ...standings: Standing[]): Viewer => ({
    name,
    actor,
    standings: new Set<Standing>(['everybody', ...standings]),
  });
  const officers = ROLES.filter(
    (role) => role !== 'citizen' && role !== 'service' && !WITH_TEAMS.some((own) => own === role),
  );
  return [
    viewer(
      'the practitioner themself',
      holder,
      'staff',
      'works with people',
      'team',
      'board',
      'reach',
      'standing reach',
      'holder',
    ),
    ...WITH_TEAMS.flatMap((role) => [
      viewer(
        `${role}, own team`,
        anActor(role, { teamIds: [teamId] }),
        'staff',
        'works with people',
        'team',
        'board',
        'reach',
        'standing reach',
        ...(role === 'manager' ? (['team manager'] as const) : []),
      ),
      viewer(
        `${role}, other team`,
        anActor(role, { teamIds: [randomUUID()] }),
        'staff',
        'works with people',
      ),
      viewer(`${role}, no team`, anActor(role, { teamIds: [] }), 'staff', 'works with people'),
    ]),
    ...officers.map((role) =>
      viewer(
        role,
        anActor(role),
        'staff',
        ...(role === 'finance' || role === 'privacy' || role === 'development'
          ? ([role] as const)
          : []),
      ),
    ),
    viewer('the person themself', anActor('citizen', { personId }), 'themself'),
    viewer('another citizen', anActor('citizen', { personId: randomUUID() })),
  ];
}
