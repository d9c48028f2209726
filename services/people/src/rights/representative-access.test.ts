import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from '../circle/circle.given.ts';

const { people, aPersonWith, change, make, refusalOf, told, themself, elsewhere } = testCircle();

const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const REASON = 'She agreed, with her daughter in the room.';

async function aRepresentative(given: Record<string, unknown> = {}) {
  const worker = anActor();
  const [personId, daughterId] = [
    await aPersonWith(worker),
    await aPersonWith(worker, 'Joan Khan'),
  ];
  const relationshipId = await make(worker, 'addToCircle', {
    personId,
    kind: 'ATTORNEY',
    otherPersonId: daughterId,
    authority: 'LPA_HEALTH_AND_WELFARE',
    authorityReference: '7000-1234-5678',
    authoritySeen: true,
    ...given,
  });
  const access = { personId, relationshipId, untilOn: inDays(90), reason: REASON };
  return { worker, personId, relationshipId, access, daughter: themself(daughterId) };
}

describe('a representative', () => {
  it('signs in as themself and reads the record, and stands in the access log', async () => {
    const { worker, personId, access, daughter } = await aRepresentative();
    expect(await told(daughter, personId, 'name')).toBeNull();

    const opening = await make(worker, 'giveRepresentativeAccess', access);

    expect(await told(daughter, personId, 'name circle { kind }')).toEqual({
      name: 'Ada Khan',
      circle: [{ kind: 'ATTORNEY' }],
    });
    expect(await people.events('reach-changed', opening)).toMatchObject([
      { payload: { whom: daughter.personId, why: 'REPRESENTATIVE' } },
    ]);
    expect(
      await people.rows('select from access_log where person_id = $1 and actor_id = $2', [
        personId,
        daughter.id,
      ]),
    ).toHaveLength(1);
  });

  it('changes nothing in it', async () => {
    const { worker, personId, relationshipId, access, daughter } = await aRepresentative();
    await make(worker, 'giveRepresentativeAccess', access);
    const agreement = {
      personId,
      sharedWith: 'The GP',
      what: 'All',
      purpose: 'Care',
      how: 'SAID',
      agreedOn: '2026-05-01',
    };
    const agreementId = await make(worker, 'agreeToShare', agreement);

    for (const [mutation, input, code] of [
      ['agreeToShare', agreement, 'NOT_YOURS'],
      ['withdrawAgreement', { agreementId }, 'NOT_FOUND'],
      ['recordObjection', { personId, toWhat: 'It', objectedOn: '2026-05-01' }, 'NOT_YOURS'],
      ['changeRelationship', { relationshipId, name: 'Me' }, 'NOT_YOURS'],
    ] as const) {
      expect(await refusalOf(change(daughter, mutation, input))).toBe(code);
    }
  });

  it('is an attorney, a deputy or an advocate whom the council knows, on a power that was seen', async () => {
    const [unseen, friend] = [
      await aRepresentative({ authoritySeen: false }),
      await aRepresentative({
        kind: 'FRIEND',
        authority: null,
        authorityReference: null,
        authoritySeen: false,
      }),
    ];
    const contact = await aRepresentative({ otherPersonId: null, name: 'Joan' });

    for (const [{ worker, access }, code] of [
      [unseen, 'AUTHORITY_NOT_SEEN'],
      [friend, 'NOT_A_REPRESENTATIVE'],
      [contact, 'NOT_A_REPRESENTATIVE'],
    ] as const) {
      expect(await refusalOf(change(worker, 'giveRepresentativeAccess', access))).toBe(code);
    }
  });

  it('has access until a day, a year away at most', async () => {
    const { worker, access, daughter, personId } = await aRepresentative();

    for (const untilOn of [inDays(400), inDays(-3)]) {
      expect(
        await refusalOf(change(worker, 'giveRepresentativeAccess', { ...access, untilOn })),
      ).toBe('NOT_WITHIN_A_YEAR');
    }
    await make(worker, 'giveRepresentativeAccess', access);
    await people.arrange(
      `update reach set from_at = now() - interval '2 days', until_at = now() - interval '1 day'
       where person_id = $1`,
      [personId],
    );
    expect(await told(daughter, personId, 'name')).toBeNull();
  });

  it('is given access with the reason why', async () => {
    const { worker, access } = await aRepresentative();

    for (const reason of [' '.repeat(12), 'agreed    ']) {
      expect(
        await refusalOf(change(worker, 'giveRepresentativeAccess', { ...access, reason })),
      ).toBe('BAD_USER_INPUT');
    }
  });

  it('loses it at once when it is ended, or the relationship is', async () => {
    for (const ending of ['endRepresentativeAccess', 'endRelationship']) {
      const { worker, personId, relationshipId, access, daughter } = await aRepresentative();
      await make(worker, 'giveRepresentativeAccess', access);
      const end = ending === 'endRelationship' ? { untilOn: inDays(0) } : {};

      await make(worker, ending, { relationshipId, ...end });

      expect(await told(daughter, personId, 'name')).toBeNull();
      expect(await refusalOf(change(worker, 'endRepresentativeAccess', { relationshipId }))).toBe(
        'NO_ACCESS_TO_END',
      );
    }
  });

  it('is given access by the people who work with the person', async () => {
    const { access, relationshipId, daughter } = await aRepresentative();

    expect(await refusalOf(change(elsewhere(), 'giveRepresentativeAccess', access))).toBe(
      'NOT_FOUND',
    );
    expect(await refusalOf(change(daughter, 'giveRepresentativeAccess', access))).toBe('NOT_YOURS');
    expect(
      await refusalOf(change(elsewhere(), 'endRepresentativeAccess', { relationshipId })),
    ).toBe('NOT_FOUND');
  });

  it('does not get past a seal', async () => {
    const { worker, personId, access, daughter } = await aRepresentative();
    await make(worker, 'giveRepresentativeAccess', access);
    const manager = anActor('manager', { teamIds: worker.teamIds });

    await change(
      manager,
      'sealRecord',
      { personId, reason: 'In danger from the family.', practitionerIds: [] },
      '{ person { id } }',
    );

    expect(await told(daughter, personId, 'name')).toBeNull();
  });
});
