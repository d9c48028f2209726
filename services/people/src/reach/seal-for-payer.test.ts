import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testReach } from './reach.given.ts';

const { people, aPersonWith, reaches, change, refusalOf } = testReach();
const REASON = 'Works for the council in the same building.';

/** Somebody for whom the council pays, with a team whose manager is a practitioner of it. */
async function aPersonPaidFor() {
  const manager = anActor('manager');
  await people.arrange(`insert into team (id, name, kind) values ($1, $2, 'OLDER_PEOPLE')`, [
    teamOf(manager),
    `Team ${teamOf(manager)}`,
  ]);
  await people.arrange(
    `insert into practitioner (id, team_id, name, profession)
     values ($1, $2, 'Kit Fen', 'SOCIAL_WORKER')`,
    [manager.id, teamOf(manager)],
  );
  const personId = await aPersonWith(manager);
  await people.arrange('update person set paid_for = true where id = $1', [personId]);
  return { manager, personId };
}

/** An officer of finance who has looked at somebody before, as all do who pay. */
async function aPayer(): Promise<Actor> {
  const payer = anActor('finance');
  await people.arrange(
    `insert into look (person_id, request_id, operation, actor_id, actor_name, actor_role,
       team_ids, services, at)
     values ($1, $2, 'Pay', $3, 'Pat', 'finance', '{}', '{finance}', now())`,
    [randomUUID(), randomUUID(), payer.id],
  );
  return payer;
}

const seal = (manager: Actor, personId: string, practitionerIds: readonly string[]) =>
  change(manager, 'sealRecord', { personId, reason: REASON, practitionerIds });

describe('a sealed record of somebody for whom the council pays', () => {
  it('is in reach of the officer of finance who is named, and of no other', async () => {
    const { manager, personId } = await aPersonPaidFor();
    const [payer, other] = [await aPayer(), anActor('finance')];
    expect(await reaches(other, personId)).toBe(true);

    const { data } = await seal(manager, personId, [payer.id]);

    expect(data).toMatchObject({ sealRecord: { warnings: [] } });
    expect(await reaches(payer, personId)).toBe(true);
    expect(await reaches(other, personId)).toBe(false);
  });

  it('warns when nobody is named who could pay, and can name somebody afterwards', async () => {
    const { manager, personId } = await aPersonPaidFor();
    const payer = await aPayer();

    const { data } = await seal(manager, personId, []);
    expect(data).toMatchObject({
      sealRecord: {
        warnings: [
          {
            field: 'practitionerIds',
            message: expect.stringMatching(/Name an officer of finance/),
          },
        ],
      },
    });
    expect(await reaches(payer, personId)).toBe(false);

    expect((await seal(manager, personId, [payer.id])).data).toMatchObject({
      sealRecord: { warnings: [] },
    });
    expect(await reaches(payer, personId)).toBe(true);
    expect(await refusalOf(seal(manager, personId, [payer.id]))).toBe('ALREADY_SEALED');
    expect(
      await refusalOf(seal(anActor('manager', { teamIds: manager.teamIds }), personId, [])),
    ).toBe('NOT_FOUND');
  });

  it('warns that nobody knows, when somebody is named who never came as an officer of finance', async () => {
    const { manager, personId } = await aPersonPaidFor();
    const colleague = await aPersonPaidFor();
    const newcomer = anActor('finance');
    const message = async (id: string) => (await seal(manager, personId, [id])).data as unknown;
    const warning = (words: RegExp) => ({
      sealRecord: { warnings: [{ message: expect.stringMatching(words) }] },
    });

    expect(await message(colleague.manager.id)).toMatchObject(warning(/Name an officer/));
    expect(await message(newcomer.id)).toMatchObject(warning(/See that one of them is/));
    expect(await message((await aPayer()).id)).toEqual({
      sealRecord: expect.objectContaining({ warnings: [] }),
    });
  });

  it('takes nobody of the people for an officer, and does not tell who is on record', async () => {
    const { manager, personId } = await aPersonPaidFor();
    const said = async (id: string) => (await seal(manager, personId, [id])).data as unknown;
    const [inReach, elsewhere] = [
      await aPersonWith(manager),
      await aPersonWith(anActor('manager')),
    ];

    expect(JSON.stringify(await said(inReach))).toContain('Name an officer');
    expect(await said(elsewhere)).toEqual(await said(randomUUID()));
  });

  it('says nothing of who pays where nobody does', async () => {
    const { manager, personId } = await aPersonPaidFor();
    await people.arrange('update person set paid_for = false where id = $1', [personId]);

    expect((await seal(manager, personId, [anActor('finance').id])).data).toMatchObject({
      sealRecord: { warnings: [] },
    });
  });

  it('opens nothing more to the officer than finance has of anybody', async () => {
    const { manager, personId } = await aPersonPaidFor();
    const payer = anActor('finance');
    await people.arrange('update person set paid_for = false where id = $1', [personId]);

    await seal(manager, personId, [payer.id]);

    expect(await reaches(payer, personId)).toBe(false);
  });

  it('is closed to an officer of finance who is family', async () => {
    const { manager, personId } = await aPersonPaidFor();
    const [brother, other] = [anActor('finance'), anActor('finance')];

    await change(manager, 'declareConnection', {
      personId,
      practitionerId: brother.id,
      connection: 'FAMILY_OR_FRIEND',
      reason: 'He is her brother.',
    });

    expect(await reaches(brother, personId)).toBe(false);
    expect(await reaches(other, personId)).toBe(true);
  });
});
