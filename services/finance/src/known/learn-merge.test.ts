import { randomUUID } from 'node:crypto';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { committed, testFinance } from '../finance.given.ts';

const { finance, given, commit } = testFinance();
const { people, practice } = finance.feeds;

const heard = async (): Promise<void> => {
  const { catchUp } = finance.contextOf(anActor()).parts;
  await catchUp('people');
  await catchUp('practice');
};

const person = (personId: string, teamId: string, district: string): void =>
  people.say({
    kind: 'person-registered',
    subjectId: personId,
    personId,
    teamId,
    version: 1,
    payload: { district },
  });

const merge = (kind: 'people-merged' | 'people-merge-undone', ids: Record<string, string>): void =>
  people.say({
    kind,
    subjectId: String(ids['mergeId']),
    personId: String(ids['keptId']),
    teamId: null,
    version: kind === 'people-merged' ? 1 : 2,
    payload: ids,
  });

/** What finance keeps of two people: who it is about, and with which team and where. */
const kept = async (...personIds: string[]) =>
  (
    await finance.rows<{ rows: string }>(
      `select person_id || ' ' || team_id || ' ' || district as rows from known_outcome
       where person_id = any ($1)
       union all
       select person_id || ' ' || team_id || ' ' || district from commitment
       where person_id = any ($1)`,
      [personIds],
    )
  ).map((row) => row.rows);

async function twoRecords() {
  const keeping = anActor();
  const before = await given.aBudgetHolder(1_000);
  const keptId = randomUUID();
  const { id: outcomeId, personId: mergedId } = await given.anOutcome(before);
  const { commitment } = committed(await commit(before, { outcomeId, amountPence: 100 }));
  person(keptId, teamOf(keeping), 'DACORUM');
  person(mergedId, teamOf(before), 'WATFORD');
  await heard();
  return {
    keeping,
    before,
    commitment,
    outcomeId,
    ids: { mergeId: randomUUID(), keptId, mergedId },
    asKept: `${keptId} ${teamOf(keeping)} DACORUM`,
    asBefore: `${mergedId} ${teamOf(before)} WATFORD`,
  };
}

describe('what finance does when two people are one', () => {
  it('is to keep what was committed for them under the person who was kept', async () => {
    const { keeping, commitment, ids, asKept } = await twoRecords();

    merge('people-merged', ids);
    await heard();

    expect(await kept(ids.keptId, ids.mergedId)).toEqual([asKept, asKept]);
    const look = { r: [{ __typename: 'Person', id: ids.keptId }] };
    const LOOK = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Person { commitments { edges { node { id } } } } } }`;
    expect((await finance.ask(keeping, LOOK, look)).data).toEqual({
      _entities: [{ commitments: { edges: [{ node: { id: commitment.id } }] } }],
    });
  });

  it('moves no money', async () => {
    const { commitment, ids } = await twoRecords();
    const ledger = () =>
      Promise.all([
        finance.rows('select * from journal where commitment_id = $1', [commitment.id]),
        finance.rows('select amount_pence, paid_pence from commitment where id = $1', [
          commitment.id,
        ]),
      ]);
    const before = await ledger();

    merge('people-merged', ids);
    await heard();

    expect(await ledger()).toEqual(before);
  });

  it('is undone exactly, and leaves what was learned since', async () => {
    const { keeping, ids, asBefore, asKept } = await twoRecords();
    merge('people-merged', ids);
    await heard();
    await given.anOutcome(keeping, { personId: ids.keptId, district: 'DACORUM' });

    merge('people-merge-undone', ids);
    await heard();

    expect(await kept(ids.mergedId)).toEqual([asBefore, asBefore]);
    expect(await kept(ids.keptId)).toEqual([asKept]);
  });

  it('is the same when it is told twice, and nothing when its end is heard first', async () => {
    const once = await twoRecords();
    merge('people-merged', once.ids);
    merge('people-merged', once.ids);
    await heard();
    expect(await kept(once.ids.keptId)).toHaveLength(2);

    const late = await twoRecords();
    merge('people-merge-undone', late.ids);
    merge('people-merged', late.ids);
    await heard();
    expect(await kept(late.ids.mergedId)).toEqual([late.asBefore, late.asBefore]);
  });

  it('takes along what practice told before it had heard, and moves that back too', async () => {
    const { before, ids, asKept } = await twoRecords();
    merge('people-merged', ids);
    await heard();

    practice.say({
      kind: 'outcome-agreed',
      subjectId: randomUUID(),
      personId: ids.mergedId,
      teamId: teamOf(before),
      version: 1,
      payload: {
        conversationId: randomUUID(),
        practitionerId: before.id,
        wellbeingArea: 'RELATIONSHIPS',
        district: 'WATFORD',
      },
    });
    await heard();

    expect(await kept(ids.keptId)).toEqual([asKept, asKept, asKept]);
    merge('people-merge-undone', ids);
    await heard();
    expect(await kept(ids.mergedId)).toHaveLength(3);
  });
});

describe('the tables of finance', () => {
  it('can all be moved by the function that learns of a merge', async () => {
    const columns = await finance.rows<{ table_name: string; column_name: string }>(
      'select table_name, column_name from person_columns() order by 1, 2',
    );

    expect(columns).toEqual(
      expect.arrayContaining([
        { table_name: 'commitment', column_name: 'person_id' },
        { table_name: 'known_outcome', column_name: 'person_id' },
        { table_name: 'reach', column_name: 'person_id' },
        { table_name: 'closure', column_name: 'person_id' },
      ]),
    );
    const immovable = await finance.rows(
      `select table_name from person_columns() as named
       where not exists (select from pg_policies where tablename = named.table_name
         and cmd in ('ALL', 'UPDATE') and (roles && '{finance_owner}' or qual like '%service%'))`,
    );
    expect(immovable).toEqual([]);
  });
});
