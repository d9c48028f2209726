import { describe, expect, it } from '@jest/globals';
import { findDemoPerson } from '../demo-people.ts';
import { TODAY } from './calendar.ts';
import { makeCouncil } from './make-council.ts';
import { TIERS } from './tiers.ts';

const teams = [...makeCouncil(TIERS.demo)];
const all = <Kind extends keyof (typeof teams)[number]>(kind: Kind) =>
  teams.flatMap((team) => team[kind] as readonly (typeof teams)[number][Kind][number][]);

describe('the people around the made-up people', () => {
  it('are there for most of them, with somebody to ring', () => {
    const circles = Map.groupBy(all('relationships'), ({ personId }) => personId);

    expect(circles.size).toBeGreaterThan(400);
    expect(
      all('relationships').filter(
        ({ isEmergencyContact, phone }) => isEmergencyContact === 'true' && phone === null,
      ),
    ).toEqual([]);
    // Numbers from the range that is kept for stories.
    expect(
      all('relationships').filter(({ phone }) => phone !== null && !phone.startsWith('01632 960')),
    ).toEqual([]);
  });

  it('are children, advocates, carers and attorneys too, each no more than needed', () => {
    const kinds = new Set(all('relationships').map(({ kind }) => kind));

    expect([...kinds].toSorted()).toEqual([
      'ADVOCATE',
      'ATTORNEY',
      'CHILD',
      'FAMILY',
      'FRIEND',
      'NEIGHBOUR',
      'UNPAID_CARER',
    ]);
    expect(all('caringRoles').length).toBeGreaterThan(20);
    expect(all('capacityDecisions').length).toBeGreaterThan(10);
    expect(all('sharingAgreements').length).toBeGreaterThan(100);
  });

  it('let the person one signs in as read the record of a neighbour, as their attorney', () => {
    const citizen = findDemoPerson('citizen')?.actor.personId;

    const open = all('reaches').filter(({ holderId }) => holderId === citizen);

    expect(open).toMatchObject([{ why: 'REPRESENTATIVE' }]);
    expect(open.every(({ fromAt, untilAt }) => fromAt < TODAY && TODAY < untilAt)).toBe(true);
  });

  it('say nothing of later than today', () => {
    const moments = [
      ...all('relationships').map(({ recordedAt }) => recordedAt),
      ...all('sharingAgreements').map(({ recordedAt }) => recordedAt),
      ...all('capacityDecisions').map(({ recordedAt }) => recordedAt),
      ...all('involvementWishes').map(({ saidAt }) => saidAt),
    ];

    expect(moments.filter((at) => at > TODAY)).toEqual([]);
  });
});
