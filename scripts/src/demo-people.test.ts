import { describe, expect, it } from '@jest/globals';
import { DEMO_NAMES, DEMO_TEAMS, demoPeople } from './demo-people.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the demo people', () => {
  it('are one for every name, each with an id of their own, and said to be made up', () => {
    const people = demoPeople();

    expect(people.map(({ name }) => name)).toEqual(DEMO_NAMES);
    expect(new Set(people.map(({ actor }) => actor.id)).size).toBe(people.length);
    for (const { actor } of people) {
      expect(actor.id).toMatch(UUID_V7);
      expect(actor.name).toMatch(/ \(demo\)$/);
    }
  });

  it('put the manager and one practitioner in one team, and the other practitioner in another', () => {
    const teams = new Map(demoPeople().map(({ name, actor }) => [name, actor.teamIds]));

    expect(teams.get('practitioner')).toEqual([DEMO_TEAMS.stevenageOlderPeople.id]);
    expect(teams.get('manager')).toEqual(teams.get('practitioner'));
    expect(teams.get('practitioner-2')).toEqual([DEMO_TEAMS.watfordDisability.id]);
  });

  it('give nobody’s record to those who work with numbers', () => {
    const officers = demoPeople().filter(({ name }) =>
      ['commissioner', 'finance', 'analyst', 'privacy'].includes(name),
    );

    for (const { actor } of officers) {
      expect(actor).toMatchObject({ teamIds: [], practitionerId: null, personId: null });
    }
  });

  it('have the same ids on every machine', () => {
    expect(DEMO_TEAMS.gateway.id).toBe('0195eea5-d400-7b15-a320-b651191009cf');
  });
});
