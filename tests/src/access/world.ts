import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { SCORE_MIN } from '@connected-lives/people/duplicates/compare-records';
import { at, eventually, financialYear } from '../journeys/answers.ts';
import type { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { circleWorld, type CircleWorld } from './circle-world.ts';
import { workforceWorld, type WorkforceWorld } from './workforce-world.ts';

type Council = ReturnType<typeof testCouncil>;

/** One person with one of everything, and the ids of it all. */
export interface World extends CircleWorld, WorkforceWorld {
  readonly holder: Actor;
  readonly teamId: string;
  readonly personId: string;
  readonly practitionerId: string;
  readonly conversationId: string;
  readonly outcomeId: string;
  readonly budgetId: string;
  readonly commitmentId: string;
  /** A front-door team. */
  readonly gatewayTeamId: string;
  /** Somebody else who is with the team, and open to nobody besides. */
  freshPerson(): Promise<string>;
  /** Another conversation of the same person, still open, for what can be done only once. */
  freshConversation(): Promise<string>;
  /** Behind everything that has happened on the team's board. */
  boardCursor(): Promise<string>;
  /** A conversation with another person of the team: something else on its board. */
  someoneElsesConversation(): Promise<string>;
  /** Two records with the team that are of one person, by all that is in them. */
  freshPair(): Promise<{ readonly keptId: string; readonly mergedId: string }>;
  /** Two that the practitioner has merged. */
  freshMerge(): Promise<string>;
  /** Something else the person asked to have put right, unanswered. */
  freshCorrection(): Promise<string>;
  /** Another way to get in touch with the person. */
  freshContactWay(): Promise<string>;
  /** Another commitment of £10 of the same practitioner. */
  freshCommitment(): Promise<string>;
  /** Somebody looked at the person, and the look was gathered. */
  someLook(): Promise<void>;
  /** An alert for the privacy officer. */
  freshAlert(): Promise<string>;
}

export async function makeWorld(council: Council): Promise<World> {
  const holder = anActor('practitioner');
  const teamId = teamOf(holder);
  await council.arrange(
    'people',
    `insert into team (id, name, kind) values ($1, $2, 'OLDER_PEOPLE')`,
    [teamId, `Team ${teamId}`],
  );
  await council.arrange(
    'people',
    `insert into practitioner (id, team_id, name, profession) values ($1, $2, 'Sam', 'NURSE')`,
    [holder.id, teamId],
  );
  const gatewayTeamId = randomUUID();
  await council.arrange('people', `insert into team (id, name, kind) values ($1, $2, 'GATEWAY')`, [
    gatewayTeamId,
    `Team ${gatewayTeamId}`,
  ]);
  const personId = await council.aPerson(teamId);
  const act = async (
    actor: Actor,
    mutation: string,
    path: string,
    input: Record<string, unknown>,
  ): Promise<string> =>
    String(
      at(
        await council.ask(actor, mutation, { input: { ...input, idempotencyKey: randomUUID() } }),
        path,
      ),
    );

  const openConversation = (about: { personId: string; purpose: string }): Promise<string> =>
    act(
      holder,
      `mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }`,
      'openConversation.id',
      { ...about, stage: 'CONNECT_AND_PREVENT', ledBy: 'TOGETHER' },
    );
  const freshConversation = () => openConversation({ personId, purpose: 'To be heard' });
  // Of the last event itself: the cursor that the board gives may stand before what it shows already.
  const boardCursor = async (): Promise<string> => {
    const [last] = await council.rows<{ cursor: string }>(
      'practice',
      `select xid::text || '.' || id as cursor from event where team_id = $1
       order by xid desc, id desc limit 1`,
      [teamId],
    );
    return String(last?.cursor);
  };
  const someoneElsesConversation = async () =>
    openConversation({
      personId: await council.aPerson(teamId),
      purpose: 'To talk about something else',
    });
  const conversationId = await freshConversation();
  const outcomeId = await act(
    holder,
    `mutation ($input: AgreeOutcomeInput!) { agreeOutcome(input: $input) { id } }`,
    'agreeOutcome.id',
    { conversationId, ownWords: 'I want to cook again', wellbeingArea: 'PERSONAL_DIGNITY' },
  );
  await act(
    holder,
    `mutation ($input: AddPassageInput!) { addPassage(input: $input) { id } }`,
    'addPassage.id',
    { conversationId, words: 'I made soup.', saidBy: 'PERSON' },
  );
  const budgetId = await act(
    anActor('finance'),
    `mutation ($input: AllocateBudgetInput!) { allocateBudget(input: $input) { id } }`,
    'allocateBudget.id',
    {
      practitionerId: holder.id,
      teamId,
      financialYear: financialYear(),
      amountPence: 500_000,
      delegationReference: 'Scheme of delegation 2026, 4.2',
    },
  );
  const freshCommitment = (): Promise<string> =>
    act(
      holder,
      `mutation ($input: CommitSpendInput!) {
         commitSpend(input: $input) { ... on SpendCommitted { commitment { id } } }
       }`,
      'commitSpend.commitment.id',
      { outcomeId, amountPence: 1_000, what: 'A pan', rationale: 'To cook with.' },
    );
  const freshPair = async () => {
    const pair = { keptId: await council.aPerson(teamId), mergedId: await council.aPerson(teamId) };
    await council.arrange(
      'people',
      `update person set given_name = 'Zofia', family_name = 'Nowak',
         date_of_birth = (select date '1930-01-01' + floor(random() * 20000)::int)
       where id = any ($1)`,
      [Object.values(pair)],
    );
    // What a job does within a second. While it is at it, nobody else can.
    await eventually(async () => {
      await council.arrange('people', 'select compare_due($1::int, 1000)', [SCORE_MIN]);
      const due = await council.rows(
        'people',
        'select from comparison_due where about_id = any ($1)',
        [Object.values(pair)],
      );
      if (due.length > 0) {
        throw new Error('They are not compared yet.');
      }
    });
    return pair;
  };
  const freshMerge = async (): Promise<string> =>
    act(
      holder,
      `mutation ($input: MergePeopleInput!) { mergePeople(input: $input) { id } }`,
      'mergePeople.id',
      { ...(await freshPair()), reason: 'They have the same sister.' },
    );
  const freshRow = async (insert: string): Promise<string> => {
    const id = randomUUID();
    await council.arrange('people', insert, [id, personId, teamId]);
    return id;
  };
  // Each with a name of their own: namesakes would all be possible duplicates of each other.
  const freshPerson = (): Promise<string> =>
    council.aPerson(teamId, { name: `Ada ${randomUUID()}` });
  const commitmentId = await freshCommitment();
  // What finance pays for, people learns by feed: here it is known at once.
  await council.arrange('people', 'update person set paid_for = true where id = $1', [personId]);
  const someLook = (): Promise<void> =>
    council.arrange(
      'people',
      `insert into look (person_id, request_id, operation, actor_id, actor_name, actor_role,
         team_ids, services, at)
       values ($1, gen_random_uuid()::text, 'CaseView', $2, 'Sam', 'practitioner', '{}',
         '{people}', now())`,
      [personId, holder.id],
    );
  const freshAlert = async (): Promise<string> => {
    const id = randomUUID();
    await council.arrange(
      'people',
      `with alert as (
         insert into privacy_alert (id, kind) values ($1, 'OUT_OF_HOURS') returning id)
       insert into event (kind, subject_id, team_id, version)
       select 'privacy-alert', id, '00000000-0000-7000-8000-000000000005', 1 from alert`,
      [id],
    );
    return id;
  };
  return {
    ...circleWorld({ freshRow, anotherPerson: () => council.aPerson(teamId) }),
    ...workforceWorld(council, {
      teamId,
      practitionerId: holder.id,
      freshPerson,
    }),
    freshCorrection: () =>
      freshRow(`insert into correction_request
        (id, person_id, team_id, field, should_say, asked_at, state)
        values ($1, $2, $3, 'SOMETHING_ELSE', 'I sat down', now(), 'ASKED')`),
    freshContactWay: () =>
      freshRow(`insert into contact_way (id, person_id, team_id, kind, preferred, from_at)
        values ($1, $2, $3, 'LETTER', false, now())`),
    gatewayTeamId,
    freshPair,
    freshMerge,
    freshPerson,
    holder,
    teamId,
    personId,
    practitionerId: holder.id,
    conversationId,
    outcomeId,
    budgetId,
    commitmentId,
    someLook,
    freshAlert,
    freshConversation,
    someoneElsesConversation,
    boardCursor,
    freshCommitment,
  };
}
