import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { describe, expect, it } from '@jest/globals';
import { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at, eventually, financialYear, inDays, today } from './answers.ts';

describe.each(['together', 'apart'] as const)('with services %s', (arrangement) => {
  const council = testCouncil(arrangement);

  async function aManager(): Promise<Actor> {
    const manager = anActor('manager');
    const teamId = teamOf(manager);
    await council.arrange(
      'people',
      `insert into team (id, name, kind) values ($1, $2, 'SENSORY')`,
      [teamId, `Team ${teamId}`],
    );
    return manager;
  }

  async function act(
    actor: Actor | null,
    mutation: string,
    input: object,
    selection = '',
  ): Promise<unknown> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await council.ask(
      actor,
      `mutation ($input: ${type}!) { ${mutation}(input: $input) ${selection} }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
    return at(answer, mutation);
  }

  it('somebody without a token finds a post and applies, and the manager reads why', async () => {
    const manager = await aManager();
    const { id } = (await act(
      manager,
      'publishVacancy',
      {
        teamId: teamOf(manager),
        roleTitle: 'Rehabilitation worker',
        profession: 'COMMUNITY_CARE_OFFICER',
        weeklyMinutes: 2_220,
        salaryFromPence: 2_800_000,
        salaryToPence: 3_000_000,
        district: 'DACORUM',
        words: 'With people who see or hear less than they did.',
        opensOn: today(),
        closesOn: inDays(7),
      },
      '{ id }',
    )) as { id: string };

    const found = await council.ask(null, '{ vacancies(first: 100) { edges { node { id } } } }');
    const received = (await act(
      null,
      'applyForRole',
      {
        vacancyId: id,
        name: 'Ines Dale',
        email: 'ines@example.org',
        reason: 'I sign, and I listen.',
      },
      '{ reference }',
    )) as { reference: string };
    const read = await council.ask(
      manager,
      `query ($id: ID!) { expressionsOfInterest(vacancyId: $id) { edges { node { reference reason } } } }`,
      { id },
    );

    expect(JSON.stringify(found.data)).toContain(id);
    expect(read.data).toEqual({
      expressionsOfInterest: {
        edges: [{ node: { reference: received.reference, reason: 'I sign, and I listen.' } }],
      },
    });
  });

  it('a practitioner who goes to another team takes their budget along', async () => {
    const [before, after] = [await aManager(), await aManager()];
    const worker = anActor('practitioner', { teamIds: before.teamIds });
    await act(
      before,
      'joinTeam',
      { teamId: teamOf(before), practitionerId: worker.id, name: 'Sam', profession: 'NURSE' },
      '{ practitioner { id } }',
    );
    const { id } = (await act(
      anActor('finance'),
      'allocateBudget',
      {
        practitionerId: worker.id,
        teamId: teamOf(before),
        financialYear: financialYear(),
        amountPence: 10_000,
        delegationReference: 'Scheme of delegation 2026, 4.2',
      },
      '{ id }',
    )) as { id: string };

    await act(
      before,
      'moveToTeam',
      { practitionerId: worker.id, teamId: teamOf(after) },
      '{ practitioner { id } }',
    );

    const BUDGET = 'query ($id: ID!) { budget(id: $id) { availablePence } }';
    await eventually(async () =>
      at(await council.ask(after, BUDGET, { id }), 'budget.availablePence'),
    );
    expect((await council.ask(before, BUDGET, { id })).data).toEqual({ budget: null });
  });
});
