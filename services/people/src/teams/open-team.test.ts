import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testWorkforce } from '../practitioners/workforce.given.ts';

const { people, aManager, aWorkerOf, aPersonWith, done, change, refusalOf } = testWorkforce();
const TEAM = '{ id name kind districts manager { id } closedAt }';

const aName = (): string => `Sensory ${randomUUID()}`;
const lead = (): Actor => anActor('development');

async function aTeamOf(kind = 'SENSORY'): Promise<string> {
  const { id } = (await done(lead(), 'openTeam', { name: aName(), kind }, '{ id }')) as {
    id: string;
  };
  return id;
}

async function aDirector(role = 'DIRECTOR'): Promise<Actor> {
  const director = await aManager();
  await people.arrange('update practitioner set held_roles = $2 where id = $1', [
    director.id,
    [role],
  ]);
  return director;
}

async function listed(name: string): Promise<boolean> {
  const { data } = await people.ask(lead(), '{ teams(first: 100) { edges { node { name } } } }');
  const { teams } = data as unknown as { teams: { edges: { node: { name: string } }[] } };
  return teams.edges.some(({ node }) => node.name === name);
}

describe('a new team', () => {
  it('has a name, a kind, districts and whoever manages it, and nobody in it yet', async () => {
    const manager = await aManager();
    const name = aName();

    const team = await done(
      lead(),
      'openTeam',
      { name: ` ${name} `, kind: 'SENSORY', districts: ['WATFORD'], managerId: manager.id },
      '{ name kind districts manager { id } practitioners { id } closedAt }',
    );

    expect(team).toEqual({
      name,
      kind: 'SENSORY',
      districts: ['WATFORD'],
      manager: { id: manager.id },
      practitioners: [],
      closedAt: null,
    });
    expect(await listed(name)).toBe(true);
  });

  it('is told to whoever follows, without its name', async () => {
    const teamId = await aTeamOf();

    expect(await people.events('team-opened', teamId)).toMatchObject([
      { team_id: teamId, version: 1, payload: { teamKind: 'SENSORY', districts: [] } },
    ]);
  });

  it('has a name that no other team has, whatever its capitals', async () => {
    const name = aName();
    await done(lead(), 'openTeam', { name, kind: 'SENSORY' }, '{ id }');

    const again = { name: name.toUpperCase(), kind: 'SENSORY' };
    expect(await refusalOf(change(lead(), 'openTeam', again, '{ id }'))).toBe('TEAM_NAME_TAKEN');
  });

  it('has one name of two who choose it at once', async () => {
    const asked = { name: aName(), kind: 'SENSORY' };

    const codes = await Promise.all(
      [lead(), lead()].map((by) => refusalOf(change(by, 'openTeam', asked, '{ id }'))),
    );

    expect(codes).toHaveLength(2);
    expect(codes).toEqual(expect.arrayContaining(['TEAM_NAME_TAKEN', undefined]));
  });

  it('is not managed by somebody who leaves', async () => {
    const { id: managerId } = await aManager();
    await people.arrange('update practitioner set left_on = current_date where id = $1', [
      managerId,
    ]);

    const asked = { name: aName(), kind: 'SENSORY', managerId };
    expect(await refusalOf(change(lead(), 'openTeam', asked, '{ id }'))).toBe(
      'PRACTITIONER_LEAVES',
    );
  });
});

describe('who decides which teams there are', () => {
  it.each(['DIRECTOR', 'PRINCIPAL_SOCIAL_WORKER'])('is a manager who is the %s', async (role) => {
    const director = await aDirector(role);

    expect(
      await refusalOf(change(director, 'openTeam', { name: aName(), kind: 'SENSORY' }, '{ id }')),
    ).toBeUndefined();
  });

  it('is no other manager, not even of the team, and nobody else', async () => {
    const manager = await aManager();
    const teamId = teamOf(manager);
    for (const by of [manager, anActor(), anActor('finance'), anActor('citizen')]) {
      for (const [mutation, asked] of [
        ['openTeam', { name: aName(), kind: 'SENSORY' }],
        ['changeTeam', { teamId, districts: [] }],
        ['closeTeam', { teamId }],
      ] as const) {
        expect(await refusalOf(change(by, mutation, asked, '{ id }'))).toBe('NOT_YOURS');
      }
    }
  });

  it('is nobody who appoints themself', async () => {
    const manager = await aManager();

    const asked = { practitionerId: manager.id, heldRoles: ['DIRECTOR'] };
    expect(
      await refusalOf(change(manager, 'changePractitioner', asked, '{ warnings { field } }')),
    ).toBe('NOT_YOURS');
  });
});

describe('changeTeam', () => {
  it('leaves what is left out as it is', async () => {
    const manager = await aManager();
    const teamId = await aTeamOf();
    const name = aName();

    await done(lead(), 'changeTeam', { teamId, name, managerId: manager.id }, TEAM);
    const team = await done(lead(), 'changeTeam', { teamId, districts: ['WATFORD'] }, TEAM);

    expect(team).toEqual({
      id: teamId,
      name,
      kind: 'SENSORY',
      districts: ['WATFORD'],
      manager: { id: manager.id },
      closedAt: null,
    });
    expect(await people.events('team-changed', teamId)).toMatchObject([
      { version: 2 },
      { version: 3, payload: { districts: ['WATFORD'] } },
    ]);
  });

  it('keeps a kind that people are open to it for, and a name at least', async () => {
    const worker = await aManager();
    const personId = await aPersonWith(worker);
    const teamId = await aTeamOf('GATEWAY');
    const opening = { personId, teamId, right: 'CONTACT_OPEN' };
    await done(worker, 'openToTeam', opening, '{ id }');
    const refused = (asked: Record<string, unknown>) =>
      refusalOf(change(lead(), 'changeTeam', { teamId, ...asked }, '{ id }'));

    expect(await refused({ kind: 'SENSORY' })).toBe('TEAM_KIND_IN_USE');
    expect(await refused({ districts: ['NOT_KNOWN'] })).toBe('BAD_USER_INPUT');
    expect(await refused({ kind: null })).toBe('BAD_USER_INPUT');
    expect(await refused({ name: null })).toBe('BAD_USER_INPUT');
    expect(await refused({ teamId: randomUUID() })).toBe('NOT_FOUND');

    await people.arrange('update reach set until_at = from_at where person_id = $1', [personId]);
    expect(await refused({ kind: 'SENSORY' })).toBeUndefined();
  });
});

describe('a team that is closed', () => {
  it('is in no list, and keeps its name for the history', async () => {
    const teamId = await aTeamOf();
    const name = aName();
    await done(lead(), 'changeTeam', { teamId, name }, '{ id }');

    const team = await done(lead(), 'closeTeam', { teamId }, TEAM);

    expect(team).toMatchObject({ name, closedAt: expect.any(String), manager: null });
    expect(await listed(name)).toBe(false);
    const { data } = await people.ask(lead(), 'query ($id: ID!) { team(id: $id) { name } }', {
      id: teamId,
    });
    expect(data).toEqual({ team: { name } });
    expect(await people.events('team-closed', teamId)).toMatchObject([{ version: 3 }]);
    expect(await refusalOf(change(lead(), 'closeTeam', { teamId }, TEAM))).toBe('TEAM_CLOSED');
  });

  it('has nobody with it, in it or open to it', async () => {
    const manager = await aManager();
    const teamId = teamOf(manager);
    const personId = await aPersonWith(manager);
    const closing = async () => {
      const { errors } = await change(lead(), 'closeTeam', { teamId }, '{ id }');
      return errors?.[0]?.extensions;
    };

    expect(await closing()).toEqual({
      code: 'TEAM_NOT_EMPTY',
      people: 1,
      practitioners: 1,
      openings: 0,
      vacancies: 0,
    });

    await people.arrange('update person set team_id = $2 where id = $1', [personId, randomUUID()]);
    expect(await closing()).toMatchObject({ people: 0, practitioners: 1 });
    await people.arrange('update practitioner set left_on = current_date - 2 where id = $1', [
      manager.id,
    ]);
    expect(await closing()).toBeUndefined();
  });

  it('is where nobody comes to any more', async () => {
    const manager = await aManager();
    const teamId = await aTeamOf('GATEWAY');
    await done(lead(), 'closeTeam', { teamId }, '{ id }');
    const both = { ...manager, teamIds: [teamOf(manager), teamId] };
    const worker = await aWorkerOf(manager);
    const personId = await aPersonWith(manager);

    for (const [mutation, asked, answer] of [
      ['movePersonToTeam', { personId, teamId, reason: 'Theirs.' }, '{ person { id } }'],
      ['openToTeam', { personId, teamId, right: 'CONTACT_OPEN' }, '{ id }'],
      ['moveToTeam', { practitionerId: worker.id, teamId }, '{ practitioner { id } }'],
      ['joinTeam', { teamId, name: 'Ines', profession: 'NURSE' }, '{ practitioner { id } }'],
      [
        'registerPerson',
        { teamId, givenName: 'Ada', familyName: 'Khan', district: 'WATFORD' },
        '{ person { id } }',
      ],
      ['changeTeam', { teamId, districts: [] }, '{ id }'],
    ] as const) {
      const by = mutation === 'changeTeam' ? lead() : both;
      expect([mutation, await refusalOf(change(by, mutation, asked, answer))]).toEqual([
        mutation,
        'TEAM_CLOSED',
      ]);
    }
  });
});
