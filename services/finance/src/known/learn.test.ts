import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { committed, testFinance } from '../finance.given.ts';

const { finance, given, commit } = testFinance();
const { people, practice } = finance.feeds;

const heard = async (): Promise<void> => {
  const { catchUp } = finance.contextOf(anActor()).parts;
  await Promise.all([catchUp('people'), catchUp('practice')]);
};

const person = (personId: string, teamId: string, district: string, version: number) =>
  people.say({
    kind: version === 1 ? 'person-registered' : 'person-changed',
    subjectId: personId,
    personId,
    teamId,
    version,
    payload: { district },
  });

const outcome = (id: string, personId: string, teamId: string, version = 1) =>
  practice.say({
    kind: 'outcome-agreed',
    subjectId: id,
    personId,
    teamId,
    version,
    payload: {
      conversationId: randomUUID(),
      practitionerId: randomUUID(),
      wellbeingArea: version === 1 ? 'RELATIONSHIPS' : 'PERSONAL_DIGNITY',
      district: 'WATFORD',
    },
  });

const outcomeRow = (id: string) => finance.rows('select * from known_outcome where id = $1', [id]);

describe('what finance learns', () => {
  it('is which outcomes money can be committed to, and nothing that says who it is for', async () => {
    const [id, personId, teamId] = [randomUUID(), randomUUID(), randomUUID()];

    outcome(id, personId, teamId);
    await heard();

    expect(await outcomeRow(id)).toEqual([
      {
        id,
        conversation_id: expect.any(String),
        person_id: personId,
        team_id: teamId,
        practitioner_id: expect.any(String),
        wellbeing_area: 'RELATIONSHIPS',
        district: 'WATFORD',
        version: 1,
      },
    ]);
  });

  it('is the same when it is told twice, or an older version late', async () => {
    const [id, personId, teamId] = [randomUUID(), randomUUID(), randomUUID()];
    outcome(id, personId, teamId, 2);
    await heard();
    const learned = await outcomeRow(id);

    outcome(id, personId, teamId, 2);
    outcome(id, personId, randomUUID(), 1);
    await heard();

    expect(await outcomeRow(id)).toEqual(learned);
    expect(learned).toMatchObject([{ wellbeing_area: 'PERSONAL_DIGNITY', team_id: teamId }]);
  });

  it('follows a person to another team and district, with what was committed for them', async () => {
    const actor = await given.aBudgetHolder(100);
    const { id: outcomeId, personId } = await given.anOutcome(actor);
    const { commitment } = committed(await commit(actor, { outcomeId, amountPence: 100 }));
    const newTeam = anActor();
    const look = { r: [{ __typename: 'Commitment', id: commitment.id }] };
    const LOOK = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Commitment { id } } }`;

    person(personId, teamOf(actor), 'WATFORD', 1);
    person(personId, teamOf(newTeam), 'DACORUM', 2);
    await heard();

    expect(
      await finance.rows('select * from commitment where id = $1', [commitment.id]),
    ).toMatchObject([{ team_id: teamOf(newTeam), district: 'DACORUM' }]);
    expect(await outcomeRow(outcomeId)).toMatchObject([
      { team_id: teamOf(newTeam), district: 'DACORUM' },
    ]);
    expect((await finance.ask(newTeam, LOOK, look)).data).toEqual({
      _entities: [{ id: commitment.id }],
    });
    const colleague = anActor('practitioner', { teamIds: actor.teamIds });
    expect((await finance.ask(colleague, LOOK, look)).data).toEqual({ _entities: [null] });
  });

  it('does not move a person back when an older version comes late', async () => {
    const actor = anActor();
    const { id, personId } = await given.anOutcome(actor);
    const now = randomUUID();

    person(personId, now, 'STEVENAGE', 3);
    person(personId, randomUUID(), 'DACORUM', 2);
    await heard();

    expect(await outcomeRow(id)).toMatchObject([{ team_id: now, district: 'STEVENAGE' }]);
  });

  it('believes people before practice about where a person is', async () => {
    const [id, personId, teamId] = [randomUUID(), randomUUID(), randomUUID()];
    person(personId, teamId, 'HERTSMERE', 2);
    await heard();

    outcome(id, personId, randomUUID());
    await heard();

    expect(await outcomeRow(id)).toMatchObject([{ team_id: teamId, district: 'HERTSMERE' }]);
  });
});
