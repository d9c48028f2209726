import { randomUUID } from 'node:crypto';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from './circle.given.ts';

const { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere } = testCircle();

const CIRCLE = 'circle { kind asWhat name phone isEmergencyContact otherPerson { name } }';

describe('a person’s circle', () => {
  it('has contacts the council does not know, and says whom to ring first', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await make(worker, 'addToCircle', { personId, kind: 'NEIGHBOUR', name: 'Mrs Okafor' });
    await make(worker, 'addToCircle', {
      personId,
      kind: 'FAMILY',
      asWhat: 'daughter',
      name: 'Joan',
      phone: '01632 960 001',
      isEmergencyContact: true,
    });

    const daughter = {
      kind: 'FAMILY',
      asWhat: 'daughter',
      name: 'Joan',
      phone: '01632 960 001',
      isEmergencyContact: true,
      otherPerson: null,
    };
    for (const viewer of [worker, themself(personId)]) {
      expect(await told(viewer, personId, CIRCLE)).toMatchObject({
        circle: [daughter, { kind: 'NEIGHBOUR', name: 'Mrs Okafor' }],
      });
    }
    expect(await told(elsewhere(), personId, CIRCLE)).toBeNull();
  });

  it('names another person the council knows, and is read from both sides', async () => {
    const worker = anActor();
    const [personId, brotherId] = [
      await aPersonWith(worker),
      await aPersonWith(worker, 'Bashir Khan'),
    ];

    await make(worker, 'addToCircle', { personId, kind: 'FAMILY', otherPersonId: brotherId });

    expect(await told(worker, personId, CIRCLE)).toMatchObject({
      circle: [{ name: null, otherPerson: { name: 'Bashir Khan' } }],
    });
    expect(await told(worker, brotherId, 'inCirclesOf { kind person { name } }')).toEqual({
      inCirclesOf: [{ kind: 'FAMILY', person: { name: 'Ada Khan' } }],
    });
  });

  it('does not open the other person’s record, nor say who they are', async () => {
    const worker = anActor();
    const both = anActor('practitioner', {
      teamIds: [...worker.teamIds, ...elsewhere().teamIds],
    });
    const personId = await aPersonWith(worker);
    const hiddenId = await aPersonWith(
      { ...both, teamIds: both.teamIds.slice(1) },
      'Hidden Somebody',
    );
    await make(both, 'addToCircle', {
      personId,
      kind: 'FRIEND',
      name: 'Hid',
      otherPersonId: hiddenId,
    });
    await make(both, 'addToCircle', { personId, kind: 'FRIEND', name: 'Bob' });

    const seen = 'circle { kind name otherPerson { name } }';
    const bob = { kind: 'FRIEND', name: 'Bob', otherPerson: null };
    expect(await told(worker, personId, seen)).toEqual({
      circle: [{ kind: 'FRIEND', name: null, otherPerson: null }, bob],
    });
    expect(await told(both, personId, seen)).toMatchObject({ circle: [{ name: 'Hid' }, bob] });
    // The person knows their friend. Without the name they would learn that the council does, too.
    expect(await told(themself(personId), personId, seen)).toEqual({
      circle: [{ kind: 'FRIEND', name: 'Hid', otherPerson: null }, bob],
    });
    // The person who is named there learns nothing of whose circle it is, either.
    expect(await told(themself(hiddenId), hiddenId, 'inCirclesOf { id }')).toEqual({
      inCirclesOf: [],
    });
    const looks = await people.rows('select * from access_log where person_id = $1', [hiddenId]);
    expect(looks).not.toContainEqual(expect.objectContaining({ actor_id: worker.id }));
  });

  it('takes nobody whom the worker does not reach: it would tell that they are there', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const hidden = await aPersonWith(elsewhere());

    for (const otherPersonId of [hidden, randomUUID()]) {
      expect(
        await refusalOf(change(worker, 'addToCircle', { personId, kind: 'FRIEND', otherPersonId })),
      ).toBe('NOT_FOUND');
      expect(
        await refusalOf(
          change(worker, 'addToCircle', { personId: otherPersonId, kind: 'FRIEND', name: 'Bob' }),
        ),
      ).toBe('NOT_FOUND');
    }
  });

  it('is written by the people who work with the person', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const contact = { personId, kind: 'FRIEND', name: 'Bob' };

    for (const actor of [themself(personId), anActor('finance'), anActor('commissioner')]) {
      expect(await refusalOf(change(actor, 'addToCircle', contact))).toBe('NOT_YOURS');
    }
  });

  it('knows of a child no more than a name, a year and perhaps a school', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const child = {
      personId,
      kind: 'CHILD',
      name: 'T.K.',
      bornInYear: new Date().getUTCFullYear() - 9,
    };

    await make(worker, 'addToCircle', { ...child, school: 'Oak Primary' });

    expect(await told(worker, personId, 'circle { name bornInYear school }')).toEqual({
      circle: [{ name: 'T.K.', bornInYear: child.bornInYear, school: 'Oak Primary' }],
    });
    for (const more of [{ phone: '01632 960 002' }, { isEmergencyContact: true }]) {
      expect(await refusalOf(change(worker, 'addToCircle', { ...child, ...more }))).toBe(
        'MORE_THAN_NEEDED',
      );
    }
    for (const bornInYear of [1980, null]) {
      expect(await refusalOf(change(worker, 'addToCircle', { ...child, bornInYear }))).toBe(
        'NOT_A_CHILD',
      );
    }
  });

  it('says of an attorney and a deputy what they may decide, and of nobody else', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const attorney = {
      personId,
      kind: 'ATTORNEY',
      name: 'Joan',
      authority: 'LPA_HEALTH_AND_WELFARE',
      authorityReference: '7000-1234-5678',
      authoritySeen: true,
    };

    await make(worker, 'addToCircle', attorney);

    expect(await told(worker, personId, 'circle { authority authoritySeen }')).toEqual({
      circle: [{ authority: 'LPA_HEALTH_AND_WELFARE', authoritySeen: true }],
    });
    for (const wrong of [
      { authority: null },
      { authority: 'DEPUTY_WELFARE' },
      { kind: 'FRIEND' },
      { kind: 'DEPUTY' },
    ]) {
      expect(await refusalOf(change(worker, 'addToCircle', { ...attorney, ...wrong }))).toBe(
        'AUTHORITY_DOES_NOT_FIT',
      );
    }
  });
});

describe('a relationship', () => {
  it('is changed field by field: what is left out stays, null says that there is none', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const relationshipId = await make(worker, 'addToCircle', {
      personId,
      kind: 'FRIEND',
      name: 'Bob',
      phone: '01632 960 003',
      livesWith: true,
    });

    await make(worker, 'changeRelationship', { relationshipId, phone: null, asWhat: 'old friend' });

    expect(await told(worker, personId, 'circle { name phone asWhat livesWith }')).toEqual({
      circle: [{ name: 'Bob', phone: null, asWhat: 'old friend', livesWith: true }],
    });
    expect(
      await refusalOf(change(worker, 'changeRelationship', { relationshipId, name: null })),
    ).toBe('NOBODY_NAMED');
    expect(
      await refusalOf(change(elsewhere(), 'changeRelationship', { relationshipId, name: 'Rob' })),
    ).toBe('NOT_FOUND');
  });

  it('is an emergency contact only with a way to reach them', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const relationshipId = await make(worker, 'addToCircle', {
      personId,
      kind: 'FRIEND',
      name: 'Bob',
    });

    expect(await refusalOf(change(worker, 'nameEmergencyContact', { relationshipId }))).toBe(
      'NO_WAY_TO_REACH_THEM',
    );
    await make(worker, 'changeRelationship', { relationshipId, phone: '01632 960 004' });
    await make(worker, 'nameEmergencyContact', { relationshipId });
    expect(await told(worker, personId, 'circle { isEmergencyContact }')).toEqual({
      circle: [{ isEmergencyContact: true }],
    });
    expect(
      await refusalOf(change(worker, 'changeRelationship', { relationshipId, phone: null })),
    ).toBe('NO_WAY_TO_REACH_THEM');
    expect(await refusalOf(change(elsewhere(), 'nameEmergencyContact', { relationshipId }))).toBe(
      'NOT_FOUND',
    );
  });

  it('ends and is kept, and nothing about it changes any more', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const relationshipId = await make(worker, 'addToCircle', {
      personId,
      kind: 'FRIEND',
      name: 'Bob',
      fromOn: '2020-05-01',
    });

    expect(
      await refusalOf(change(worker, 'endRelationship', { relationshipId, untilOn: '2019-01-01' })),
    ).toBe('ENDS_BEFORE_IT_BEGINS');
    await make(worker, 'endRelationship', { relationshipId, untilOn: '2026-03-31' });

    expect(await told(worker, personId, 'circle { name }')).toEqual({ circle: [] });
    expect(await told(worker, personId, 'circle(former: true) { name untilOn }')).toEqual({
      circle: [{ name: 'Bob', untilOn: '2026-03-31' }],
    });
    for (const mutation of ['changeRelationship', 'nameEmergencyContact']) {
      expect(await refusalOf(change(worker, mutation, { relationshipId }))).toBe(
        'RELATIONSHIP_ENDED',
      );
    }
    const end = { relationshipId, untilOn: '2026-04-01' };
    expect(await refusalOf(change(worker, 'endRelationship', end))).toBe('RELATIONSHIP_ENDED');
    expect(await refusalOf(change(elsewhere(), 'endRelationship', end))).toBe('NOT_FOUND');
  });

  it('is added once for one key, and its events name nobody', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const input = { personId, kind: 'FRIEND', name: 'Bob', idempotencyKey: randomUUID() };

    const first = await make(worker, 'addToCircle', input);

    expect(await make(worker, 'addToCircle', input)).toBe(first);
    expect(await people.events('circle-changed', first)).toMatchObject([
      { person_id: personId, version: 1, payload: {} },
    ]);
  });

  it('follows a person whose two records become one, and stays with the team of whose circle it is', async () => {
    const worker = anActor();
    const both = anActor('practitioner', {
      teamIds: [...worker.teamIds, ...elsewhere().teamIds],
    });
    const personId = await aPersonWith(worker);
    const [keptId, mergedId] = [
      await aPersonWith({ ...both, teamIds: both.teamIds.slice(1) }, 'Zofia Nowak'),
      await aPersonWith(worker, 'Zofia Nowak'),
    ];
    await make(both, 'addToCircle', { personId, kind: 'FRIEND', otherPersonId: mergedId });

    await make(both, 'mergePeople', { keptId, mergedId, reason: 'They have the same sister.' });

    expect(
      await people.rows('select other_person_id, team_id from relationship where person_id = $1', [
        personId,
      ]),
    ).toEqual([{ other_person_id: keptId, team_id: worker.teamIds[0] }]);
    expect(await told(both, personId, 'circle { otherPerson { name } }')).toEqual({
      circle: [{ otherPerson: { name: 'Zofia Nowak' } }],
    });
  });
});
