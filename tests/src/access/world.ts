import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { at, financialYear } from '../journeys/answers.ts';
import type { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';

type Council = ReturnType<typeof testCouncil>;

/** One person with one of everything, and the ids of it all. */
export interface World {
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
  /** Another commitment of £10 of the same practitioner. */
  freshCommitment(): Promise<string>;
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

  const freshConversation = (): Promise<string> =>
    act(
      holder,
      `mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }`,
      'openConversation.id',
      { personId, purpose: 'To be heard', stage: 'CONNECT_AND_PREVENT', ledBy: 'TOGETHER' },
    );
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
  return {
    gatewayTeamId,
    freshPerson: () => council.aPerson(teamId),
    holder,
    teamId,
    personId,
    practitionerId: holder.id,
    conversationId,
    outcomeId,
    budgetId,
    commitmentId: await freshCommitment(),
    freshConversation,
    freshCommitment,
  };
}
