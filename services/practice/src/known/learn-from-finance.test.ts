import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { changeOf, testPractice } from '../practice.given.ts';

const { practice, anOpenConversation, anOutcome } = testPractice();

async function tell(commitmentId: string, given: Record<string, unknown>, version = 1) {
  practice.feeds.finance.say({
    kind: version === 1 ? 'spend-committed' : 'payment-recorded',
    subjectId: commitmentId,
    personId: null,
    teamId: null,
    version,
    payload: { amountPence: 15_000, ...given },
  });
  await practice.contextOf(anActor()).parts.catchUp('finance');
}

async function aConversation() {
  const worker = anActor();
  const conversation = await anOpenConversation(worker);
  const { id: outcomeId } = await anOutcome(worker, conversation.id);
  return { worker, conversation, told: { conversationId: conversation.id, outcomeId } };
}

describe('what practice learns from finance', () => {
  it('is that help moved for an outcome, which moves the conversation on the board', async () => {
    const { worker, conversation, told } = await aConversation();

    await tell(randomUUID(), told);

    expect(await practice.events('help-moved', conversation.id)).toMatchObject([
      {
        person_id: conversation.personId,
        team_id: teamOf(worker),
        payload: { conversationId: conversation.id, outcomeId: told.outcomeId },
      },
    ]);
    const [moved] = await practice.rows<{ last_changed_at: Date }>(
      'select last_changed_at from conversation where id = $1',
      [conversation.id],
    );
    expect(moved?.last_changed_at.getTime()).toBeGreaterThan(conversation.lastChangedAt.getTime());
  });

  it('reaches every screen of the team as one change', async () => {
    const { worker, conversation, told } = await aConversation();
    const stream = await practice.subscribe(
      worker,
      'subscription ($t: ID!) { teamBoardChanged(teamId: $t) { kind card { id } } }',
      { t: teamOf(worker) },
    );
    const change = changeOf(stream, 'HELP_MOVED');

    await tell(randomUUID(), told);

    expect(await change).toEqual({ kind: 'HELP_MOVED', card: { id: conversation.id } });
  });

  it('moves the board once for each version of a commitment, however often it is told', async () => {
    const { conversation, told } = await aConversation();
    const commitmentId = randomUUID();

    await tell(commitmentId, told);
    await tell(commitmentId, told);
    await tell(commitmentId, told, 2);
    await tell(commitmentId, told, 1);

    expect(await practice.events('help-moved', conversation.id)).toHaveLength(2);
  });

  it('keeps how much out of practice: money is finance’s to tell', async () => {
    const { conversation, told } = await aConversation();

    await tell(randomUUID(), told);

    const [event] = await practice.events('help-moved', conversation.id);
    expect(JSON.stringify(event?.payload)).not.toContain('15000');
  });
});
