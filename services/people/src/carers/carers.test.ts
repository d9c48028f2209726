import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from '../circle/circle.given.ts';

const { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere } = testCircle();

const EFFECT = `caresFor { hoursPerWeek able willing effectOnWork effectOnMoney
  caredForName caredFor { name } }`;
const HARD = {
  hoursPerWeek: 60,
  able: 'FOR_NOW',
  willing: 'YES',
  effectOnWork: 'I gave up my job at the school kitchen.',
  effectOnMoney: 'We live on my savings.',
};

describe('a carer', () => {
  it('is a person in their own right: hours, willingness, work and money stand in their record', async () => {
    const worker = anActor();
    const [carerId, caredForId] = [
      await aPersonWith(worker, 'Grace Okafor'),
      await aPersonWith(worker),
    ];

    await make(worker, 'recordCaringRole', { carerId, caredForId, ...HARD });

    expect(await told(worker, carerId, EFFECT)).toEqual({
      caresFor: [{ ...HARD, caredForName: null, caredFor: { name: 'Ada Khan' } }],
    });
    // The carer reads their own, and not the record of the person they care for.
    expect(await told(themself(carerId), carerId, EFFECT)).toEqual({
      caresFor: [{ ...HARD, caredForName: null, caredFor: null }],
    });
  });

  it('is named to the person, and to staff who reach the carer as well', async () => {
    const carersTeam = anActor();
    const worker = anActor();
    const both = anActor('practitioner', { teamIds: [...carersTeam.teamIds, ...worker.teamIds] });
    const carerId = await aPersonWith(carersTeam, 'Grace Okafor');
    const caredForId = await aPersonWith(worker);
    await make(both, 'recordCaringRole', { carerId, caredForId, ...HARD, fromOn: '2024-02-01' });

    const seen = 'caredForBy { name fromOn person { name caresFor { effectOnMoney } } }';
    const names = new Map([
      [worker, null],
      [themself(caredForId), 'Grace Okafor'],
    ]);
    for (const [viewer, name] of names) {
      expect(await told(viewer, caredForId, seen)).toEqual({
        caredForBy: [{ name, fromOn: '2024-02-01', person: null }],
      });
      expect(await told(viewer, carerId, EFFECT)).toBeNull();
    }
    expect(await told(both, caredForId, seen)).toMatchObject({
      caredForBy: [{ person: { caresFor: [{ effectOnMoney: HARD.effectOnMoney }] } }],
    });
  });

  it('whose record is sealed is not named in anybody else’s', async () => {
    const manager = anActor('manager');
    const [carerId, caredForId] = [
      await aPersonWith(manager, 'Grace Okafor'),
      await aPersonWith(manager),
    ];
    await change(
      manager,
      'sealRecord',
      { personId: carerId, reason: 'In danger from a former partner.', practitionerIds: [] },
      '{ person { id } }',
    );

    await make(manager, 'recordCaringRole', { carerId, caredForId });

    const colleague = anActor('practitioner', { teamIds: manager.teamIds });
    expect(await told(colleague, caredForId, 'caredForBy { name person { name } }')).toEqual({
      caredForBy: [{ name: null, person: null }],
    });
  });

  it('is asked again, and what was said before is kept', async () => {
    const worker = anActor();
    const [carerId, caredForId] = [await aPersonWith(worker), await aPersonWith(worker)];
    await make(worker, 'recordCaringRole', { carerId, caredForId, able: 'YES' });

    await make(worker, 'recordCaringRole', { carerId, caredForId, able: 'NO' });

    expect(await told(worker, carerId, 'caresFor { able }')).toEqual({
      caresFor: [{ able: 'NO' }],
    });
    expect(await told(worker, carerId, 'caresFor(former: true) { able }')).toEqual({
      caresFor: [{ able: 'NO' }, { able: 'YES' }],
    });
    expect(await told(worker, caredForId, 'caredForBy { name }')).toMatchObject({
      caredForBy: [{}],
    });
  });

  it('may care for somebody the council does not know, and stop caring once', async () => {
    const worker = anActor();
    const carerId = await aPersonWith(worker);
    const caringRoleId = await make(worker, 'recordCaringRole', {
      carerId,
      caredForName: 'My aunt',
    });

    await make(worker, 'endCaringRole', { caringRoleId });

    expect(await told(worker, carerId, 'caresFor { id }')).toEqual({ caresFor: [] });
    expect(await refusalOf(change(worker, 'endCaringRole', { caringRoleId }))).toBe(
      'CARING_ROLE_ENDED',
    );
    expect(await people.events('caring-role-changed', caringRoleId)).toMatchObject([
      { version: 1 },
      { version: 2 },
    ]);
  });

  it('is written of by those who reach both, and names one whom they care for', async () => {
    const worker = anActor();
    const carerId = await aPersonWith(worker);
    const hidden = await aPersonWith(elsewhere());

    for (const id of [hidden, randomUUID()]) {
      for (const pair of [
        { carerId, caredForId: id },
        { carerId: id, caredForId: carerId },
      ]) {
        expect(await refusalOf(change(worker, 'recordCaringRole', pair))).toBe('NOT_FOUND');
      }
      expect(await refusalOf(change(worker, 'endCaringRole', { caringRoleId: id }))).toBe(
        'NOT_FOUND',
      );
    }
    for (const [wrong, code] of [
      [{}, 'NOBODY_NAMED'],
      [{ caredForId: hidden, caredForName: 'Bob' }, 'NOBODY_NAMED'],
      [{ caredForId: carerId }, 'THEMSELF'],
    ] as const) {
      expect(await refusalOf(change(worker, 'recordCaringRole', { carerId, ...wrong }))).toBe(code);
    }
    expect(
      await refusalOf(
        change(themself(carerId), 'recordCaringRole', { carerId, caredForName: 'Bob' }),
      ),
    ).toBe('NOT_YOURS');
  });
});
