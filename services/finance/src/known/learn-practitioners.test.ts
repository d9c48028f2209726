import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { committed, testFinance } from '../finance.given.ts';

const { finance, given, commit } = testFinance();

async function joins(practitionerId: string, teamId: string, version: number): Promise<void> {
  finance.feeds.people.say({
    kind: 'practitioner-joined-team',
    subjectId: practitionerId,
    personId: null,
    teamId,
    version,
    payload: {},
  });
  await finance.contextOf(anActor()).parts.catchUp('people');
}

const available = async (viewer = anActor(), id = ''): Promise<unknown> =>
  (await finance.ask(viewer, 'query ($id: ID!) { budget(id: $id) { availablePence } }', { id }))
    .data?.['budget'];

describe('a budget of a practitioner who goes to another team', () => {
  it('is reached by the managers there, and no longer by those of the team before', async () => {
    const holder = anActor();
    const { id } = await given.anAllocation(holder, 50_000);
    const before = anActor('manager', { teamIds: holder.teamIds });
    const after = anActor('manager');

    await joins(holder.id, teamOf(after), 2);

    expect(await available(after, id)).toEqual({ availablePence: 50_000 });
    expect(await available(before, id)).toBeNull();
    expect(await available(holder, id)).toEqual({ availablePence: 50_000 });
  });

  it('goes on being spent, and stays where the newest word has it', async () => {
    const holder = await given.aBudgetHolder(50_000);
    const [second, third] = [anActor('manager'), anActor('manager')];
    const { id: outcomeId } = await given.anOutcome(holder);

    await joins(holder.id, teamOf(third), 3);
    await joins(holder.id, teamOf(second), 2);
    const { budget } = committed(await commit(holder, { outcomeId, amountPence: 20_000 }));

    expect(await available(third, budget.id)).toEqual({ availablePence: 30_000 });
    expect(await available(second, budget.id)).toBeNull();
  });

  it('is moved by the service alone', async () => {
    const holder = anActor();
    const { id } = await given.anAllocation(holder, 100);
    const stranger = anActor('manager');

    await finance
      .contextOf(stranger)
      .call('move_budgets', 'select set_config($$app.viewer$$, $1, true), move_budgets($2, $3)', [
        holder.id,
        teamOf(stranger),
      ]);

    expect(await available(stranger, id)).toBeNull();
    expect(
      await finance.rows('select team_id from budget_balance where budget_id = $1', [id]),
    ).toEqual([{ team_id: teamOf(holder) }]);
  });
});
