import { ROLES, type Actor } from '@connected-lives/kit/actor';
import { bareStatement, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

const { people, aPersonWith, aColleague, change, refusalOf, read, rowsSeen, themself } =
  testRecord();

/** Somebody whose address is protected for the practitioner alone. */
async function aProtectedPerson(given: Readonly<Record<string, unknown>> = {}) {
  const worker = anActor();
  const personId = await aPersonWith(worker, given);
  const reason = 'Her former partner looks for her.';
  await change(worker, 'protectAddress', { personId, reason, practitionerIds: [] });
  return { worker, personId };
}

describe('how to get in touch with somebody whose address is protected', () => {
  it('is kept with it, for a number leads to the same door', async () => {
    const { worker, personId } = await aProtectedPerson({ paid_for: true });
    const colleague = await aColleague(worker);
    const value = '01438 000 000';
    await change(worker, 'addContactWay', { personId, kind: 'PHONE', value });
    const TOUCH = 'contactWays { value }';

    for (const viewer of [worker, themself(personId)]) {
      expect(await read(viewer, personId, TOUCH)).toEqual({ contactWays: [{ value }] });
    }
    for (const role of ROLES.filter((each) => each !== 'citizen')) {
      const viewer = anActor(role, { teamIds: worker.teamIds });
      const rows = await rowsSeen(viewer, 'contactWay', personId);
      expect({ role, rows }).toEqual({ role, rows: 0 });
    }
    const adding = { personId, kind: 'EMAIL', value: 'ada@example.org' };
    expect(await refusalOf(change(colleague, 'addContactWay', adding))).toBe('ADDRESS_KEPT_APART');
    const [way] = await people.rows('select id from contact_way where person_id = $1', [personId]);
    const ending = { contactWayId: way?.['id'] as string };
    expect(await refusalOf(change(colleague, 'endContactWay', ending))).toBe('NOT_FOUND');

    await change(worker, 'unprotectAddress', { personId });
    expect(await read(colleague, personId, TOUCH)).toEqual({ contactWays: [{ value }] });
  });

  it('is written by nobody who is not named, past every use case either', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker);
    const adding = `insert into contact_way (person_id, team_id, kind, value, preferred, from_at)
      values ($1, $2, 'PHONE', '01438 000 000', false, now())`;
    const add = (viewer: Actor, id: string) =>
      bareStatement(people.database.appUrl, viewer, adding, [id, teamOf(worker)]);

    expect(await add(colleague, personId)).toBe(REFUSED);
    expect(await add(worker, personId)).toBeUndefined();
    expect(await add(colleague, await aPersonWith(worker))).toBeUndefined();
  });

  it('is not told by the number that a circle has of them, but in an emergency', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker);
    const motherId = await aPersonWith(worker);
    for (const [kind, isEmergencyContact] of [
      ['FAMILY', false],
      ['OTHER', true],
    ] as const) {
      const relationship = { kind, otherPersonId: personId, isEmergencyContact };
      const touch = { phone: '01438 000 000', email: 'ada@example.org' };
      await change(
        worker,
        'addToCircle',
        { personId: motherId, ...relationship, ...touch },
        '{ id }',
      );
    }
    const CIRCLE = 'circle { kind phone email }';
    const told = { phone: '01438 000 000', email: 'ada@example.org' };
    const toRing = { kind: 'OTHER', ...told };

    expect(await read(worker, motherId, CIRCLE)).toEqual({
      circle: [toRing, { kind: 'FAMILY', ...told }],
    });
    expect(await read(colleague, motherId, CIRCLE)).toEqual({
      circle: [toRing, { kind: 'FAMILY', phone: null, email: null }],
    });
  });

  it('is not told by what they ask to have put right', async () => {
    const worker = anActor();
    const colleague = await aColleague(worker);
    const personId = await aPersonWith(worker);
    const ask = (field: string, shouldSay: string) =>
      change(themself(personId), 'correctMyDetails', { field, shouldSay }, '{ id }');
    const ASKED = 'correctionRequests(first: 9) { edges { node { field shouldSay } } }';
    const asked = (...fields: string[]) => ({
      correctionRequests: {
        edges: fields.map((field) => ({ node: { field, shouldSay: 'Else' } })),
      },
    });
    await ask('SOMETHING_ELSE', 'Else');
    await ask('PREFERRED_NAME', 'Else');
    expect(await read(colleague, personId, ASKED)).toEqual(
      asked('PREFERRED_NAME', 'SOMETHING_ELSE'),
    );

    const reason = 'Her former partner looks for her.';
    await change(worker, 'protectAddress', { personId, reason, practitionerIds: [] });
    await ask('SOMETHING_ELSE', 'Else');

    expect(await read(colleague, personId, ASKED)).toEqual(asked('PREFERRED_NAME'));
    for (const viewer of [worker, themself(personId)]) {
      expect(await read(viewer, personId, ASKED)).toEqual(
        asked('SOMETHING_ELSE', 'PREFERRED_NAME', 'SOMETHING_ELSE'),
      );
    }
  });

  it('is found out by nobody who names them as one to ring', async () => {
    const { worker, personId } = await aProtectedPerson();
    const colleague = await aColleague(worker);
    const daughter = {
      personId: await aPersonWith(worker),
      kind: 'FAMILY',
      otherPersonId: personId,
    };
    const added = await change(
      worker,
      'addToCircle',
      { ...daughter, phone: '01438 000 000' },
      '{ id }',
    );
    const relationship: unknown = added.data?.['addToCircle'];
    const { id: relationshipId } = relationship as { id: string };
    const naming = (by: Actor) =>
      change(by, 'nameEmergencyContact', { relationshipId }, '{ phone }');

    expect(await refusalOf(naming(colleague))).toBe('ADDRESS_KEPT_APART');
    expect((await naming(worker)).data).toEqual({
      nameEmergencyContact: { phone: '01438 000 000' },
    });
  });
});
