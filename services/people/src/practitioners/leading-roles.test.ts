import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { bareStatement, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testWorkforce } from './workforce.given.ts';

const { people, aManager, aWorkerOf, change, done, refusalOf } = testWorkforce();

const RECORDED = '{ practitioner { heldRoles } warnings { field } }';
const LEADING = ['DIRECTOR', 'PRINCIPAL_SOCIAL_WORKER'] as const;

async function aLead(role: (typeof LEADING)[number] = 'DIRECTOR'): Promise<Actor> {
  const lead = await aManager();
  await holds(lead, [role]);
  return lead;
}

const holds = (of: Actor, roles: readonly string[]): Promise<void> =>
  people.arrange('update practitioner set held_roles = $2 where id = $1', [of.id, roles]);

const say = (by: Actor, of: Actor, heldRoles: readonly string[], more: object = {}) =>
  change(by, 'changePractitioner', { practitionerId: of.id, heldRoles, ...more }, RECORDED);

const roles = async ({ id }: Actor): Promise<unknown> =>
  (await people.rows('select held_roles from practitioner where id = $1', [id]))[0]?.['held_roles'];

describe.each(LEADING)('the role of %s', (role) => {
  it('is given and taken by those who lead the council, of whatever team', async () => {
    const worker = await aWorkerOf(await aManager());

    for (const lead of [
      await aLead(),
      await aLead('PRINCIPAL_SOCIAL_WORKER'),
      anActor('development'),
    ]) {
      expect((await say(lead, worker, [role])).data).toEqual({
        changePractitioner: { practitioner: { heldRoles: [role] }, warnings: [] },
      });
      expect((await say(lead, worker, [])).errors).toBeUndefined();
      expect(await roles(worker)).toEqual([]);
    }
  });

  it('is given by a manager to nobody: not to their staff, nor to a newcomer', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const join = { teamId: teamOf(manager), name: 'Ines Dale', profession: 'NURSE' };

    expect(await refusalOf(say(manager, worker, [role]))).toBe('NOT_YOURS');
    expect(await refusalOf(say(manager, worker, ['TEAM_MANAGER', role]))).toBe('NOT_YOURS');
    expect(await refusalOf(say(manager, manager, [role]))).toBe('NOT_YOURS');
    expect(await refusalOf(say(worker, worker, [role]))).toBe('NOT_YOURS');
    expect(
      await refusalOf(change(manager, 'joinTeam', { ...join, heldRoles: [role] }, RECORDED)),
    ).toBe('NOT_YOURS');
    expect(await roles(worker)).toEqual([]);
  });

  it('is taken by a manager from nobody, and stays when they say what else somebody holds', async () => {
    const manager = await aManager();
    const lead = await aWorkerOf(manager);
    await holds(lead, [role]);

    expect(await refusalOf(say(manager, lead, []))).toBe('NOT_YOURS');
    expect(await refusalOf(say(manager, lead, ['PRACTICE_LEAD']))).toBe('NOT_YOURS');

    await done(
      manager,
      'changePractitioner',
      { practitionerId: lead.id, heldRoles: ['PRACTICE_LEAD', role], roleTitle: 'Head' },
      RECORDED,
    );
    expect(await roles(lead)).toEqual(['PRACTICE_LEAD', role]);
  });

  it('is not brought back by whoever had left, and is taken back by a manager', async () => {
    const [manager, other] = [await aManager(), await aManager()];
    const left = await aWorkerOf(manager);
    await holds(left, ['PRACTICE_LEAD', role]);
    const leaving = { practitionerId: left.id, leftOn: '2026-01-31' };
    await done(manager, 'leaveCouncil', leaving, RECORDED);

    await done(other, 'joinTeam', { teamId: teamOf(other), practitionerId: left.id }, RECORDED);

    expect(await roles(left)).toEqual(['PRACTICE_LEAD']);
  });

  it('is nobody’s to give to themself, and may be laid down', async () => {
    const other = LEADING.find((each) => each !== role) ?? role;
    const lead = await aLead(other);

    expect(await refusalOf(say(lead, lead, [other, role]))).toBe('NOT_YOURS');
    expect(await refusalOf(say(lead, lead, []))).toBeUndefined();
    expect(await refusalOf(say(lead, lead, [other]))).toBe('NOT_YOURS');
  });
});

describe('whoever leads the council', () => {
  it('says of others who leads, and leaves the rest to their managers', async () => {
    const lead = await aLead();
    const worker = await aWorkerOf(await aManager());
    await holds(worker, ['PRACTICE_LEAD']);

    expect(await refusalOf(say(lead, worker, ['DIRECTOR']))).toBe('NOT_YOURS');
    expect(await refusalOf(say(lead, worker, ['PRACTICE_LEAD', 'TEAM_MANAGER']))).toBe('NOT_YOURS');
    expect(
      await refusalOf(say(lead, worker, ['PRACTICE_LEAD', 'DIRECTOR'], { roleTitle: 'Head' })),
    ).toBe('NOT_YOURS');
    expect(await refusalOf(say(lead, worker, ['PRACTICE_LEAD', 'DIRECTOR']))).toBeUndefined();
    expect(await roles(worker)).toEqual(['PRACTICE_LEAD', 'DIRECTOR']);
  });

  it('decides from then on which teams there are, and no longer once it is taken', async () => {
    const [lead, manager] = [await aLead(), await aManager()];
    const opens = (kind = 'SENSORY') =>
      refusalOf(change(manager, 'openTeam', { name: `Sensory ${randomUUID()}`, kind }, '{ id }'));

    expect(await opens()).toBe('NOT_YOURS');
    await say(lead, manager, ['DIRECTOR']);
    expect(await opens()).toBeUndefined();
    await say(lead, manager, []);
    expect(await opens()).toBe('NOT_YOURS');
  });

  it('is not somebody who is unknown', async () => {
    expect(await refusalOf(say(await aLead(), anActor(), ['DIRECTOR']))).toBe('NOT_FOUND');
  });
});

describe('a leading role that somebody writes past every use case', () => {
  const bare = (viewer: Actor, text: string, ...values: unknown[]) =>
    bareStatement(people.database.appUrl, viewer, text, values);
  const UPDATE = 'update practitioner set held_roles = $2 where id = $1';
  const INSERT = `insert into practitioner (id, team_id, name, profession, held_roles)
    values ($1, $2, 'Ines Dale', 'NURSE', '{DIRECTOR}')`;

  it('is refused to everybody who does not lead, of whomever they may change the row', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    const { id } = anActor();

    expect(await bare(manager, UPDATE, worker.id, ['DIRECTOR'])).toBe(REFUSED);
    expect(await bare(manager, UPDATE, manager.id, ['PRINCIPAL_SOCIAL_WORKER'])).toBe(REFUSED);
    expect(await bare(worker, UPDATE, worker.id, ['TEAM_MANAGER', 'DIRECTOR'])).toBe(REFUSED);
    expect(await bare(manager, INSERT, id, teamOf(manager))).toBe(REFUSED);
    await holds(worker, ['DIRECTOR']);
    expect(await bare(manager, UPDATE, worker.id, [])).toBe(REFUSED);
    expect(await bare(manager, UPDATE, worker.id, ['DIRECTOR', 'PRACTICE_LEAD'])).toBeUndefined();
  });

  it('is taken from those who lead, but for themselves', async () => {
    const lead = await aLead();
    const worker = await aWorkerOf(lead);
    const { id } = anActor();

    expect(await bare(lead, UPDATE, worker.id, ['DIRECTOR'])).toBeUndefined();
    expect(await bare(lead, INSERT, id, teamOf(lead))).toBeUndefined();
    expect(await bare(lead, UPDATE, lead.id, ['DIRECTOR', 'PRINCIPAL_SOCIAL_WORKER'])).toBe(
      REFUSED,
    );
    const give = 'select give_leading_roles($1, $2)';
    expect(await bare(lead, give, lead.id, ['PRINCIPAL_SOCIAL_WORKER'])).toBe(REFUSED);
  });

  it('is not given by the function either, to whoever does not lead', async () => {
    const manager = await aManager();
    const worker = await aWorkerOf(manager);
    // It answers null when it gave nothing, which this column does not take.
    const given = `insert into idempotency (actor_id, key, fingerprint)
      select $1, 'given', give_leading_roles($2, '{DIRECTOR}')::text`;
    const NOT_NULL = '23502';

    expect(await bare(manager, given, manager.id, worker.id)).toBe(NOT_NULL);
    const lead = await aLead();
    expect(await bare(lead, given, lead.id, worker.id)).toBeUndefined();
  });
});
