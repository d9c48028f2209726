import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { bareStatement, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';
import { idsOf } from './kept-ids.ts';

const { people, aPersonWith, change, refusalOf, read, themself } = testRecord();

const reason = 'The same date of birth and the same sister. Ada confirmed it.';
/** Of nobody: the NHS keeps numbers that begin with 999 for tests. */
const NHS_NUMBERS = ['9990000026', '9990000018'];
const MERGE = '{ id mergedId reason undoneAt person { id name } }';

async function merge(viewer: Actor, keptId: string, mergedId: string): Promise<string> {
  const answer = await change(viewer, 'mergePeople', { keptId, mergedId, reason }, MERGE);
  expect(answer.errors).toBeUndefined();
  const merged: unknown = answer.data?.['mergePeople'];
  return (merged as { id: string }).id;
}

async function undo(viewer: Actor, mergeId: string): Promise<void> {
  const answer = await change(viewer, 'undoMerge', { mergeId, reason: 'Two sisters.' }, MERGE);
  expect(answer.errors).toBeUndefined();
}

async function idsFound(viewer: Actor, search: string): Promise<string[]> {
  const { data } = await people.ask(
    viewer,
    'query ($s: String!) { findPeople(search: $s) { edges { node { id } } } }',
    { s: search },
  );
  const found: unknown = data?.['findPeople'];
  const { edges } = found as { edges: { node: { id: string } }[] };
  return edges.map(({ node }) => node.id);
}

async function aContactWay(personId: string, teamId: string, value: string): Promise<string> {
  const id = randomUUID();
  await people.arrange(
    `insert into address (id, person_id, team_id, kind, lines, from_on)
     values ($1, $2, $3, 'CORRESPONDENCE', $4, '2020-01-01')`,
    [id, personId, teamId, [value]],
  );
  return id;
}

const addressOf = (id: string) =>
  people.rows('select person_id, team_id from address where id = $1', [id]);

/** A worker of two teams, and a record in each that turns out to be of one person. */
async function twoRecords(given: Record<string, unknown> = {}) {
  const worker = anActor('practitioner', { teamIds: [randomUUID(), randomUUID()] });
  const [keptTeam = '', mergedTeam = ''] = worker.teamIds;
  const keptId = await aPersonWith(anActor('practitioner', { teamIds: [keptTeam] }));
  const mergedId = await aPersonWith(anActor('practitioner', { teamIds: [mergedTeam] }), {
    given_name: 'Adda',
    ...given,
  });
  return { worker, keptTeam, mergedTeam, keptId, mergedId };
}

describe('two records of one person', () => {
  it('become one, which says who decided so and why', async () => {
    const { worker, keptId, mergedId } = await twoRecords();

    await merge(worker, keptId, mergedId);

    expect(await read(worker, keptId, 'name merges { mergedId reason undoneAt }')).toEqual({
      name: 'Ada Khan',
      merges: [{ mergedId, reason, undoneAt: null }],
    });
  });

  it('are found once, and the old id leads to the record that was kept', async () => {
    const { worker, keptId, mergedId } = await twoRecords();

    await merge(worker, keptId, mergedId);

    expect(await idsFound(worker, '')).toEqual([keptId]);
    expect(await idsFound(worker, 'Adda')).toEqual([keptId]);
    expect(await read(worker, mergedId, 'id name')).toEqual({ id: keptId, name: 'Ada Khan' });
    const { data } = await people.ask(
      worker,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id } } }',
      { r: [{ __typename: 'Person', id: mergedId }] },
    );
    expect(data).toEqual({ _entities: [{ id: keptId }] });
  });

  it('are nobody’s by the old id who does not reach the kept one', async () => {
    const { worker, mergedTeam, keptId, mergedId } = await twoRecords();
    const formerly = anActor('practitioner', { teamIds: [mergedTeam] });

    await merge(worker, keptId, mergedId);

    expect(await read(formerly, mergedId, 'id')).toBeNull();
    expect(await idsFound(formerly, '')).toEqual([]);
  });

  it('bring everything that was kept under the one to the other and its team', async () => {
    const { worker, keptTeam, mergedTeam, keptId, mergedId } = await twoRecords();
    const own = await aContactWay(keptId, keptTeam, '1 Orchard Way');
    const theirs = await aContactWay(mergedId, mergedTeam, '2 Orchard Way');
    const holder = randomUUID();
    await people.arrange(
      `insert into reach (person_id, holder_id, why, from_at)
       values ($1, $2, 'ALLOCATED_WORKER', now() - interval '1 minute')`,
      [mergedId, holder],
    );

    await merge(worker, keptId, mergedId);

    const kept = { person_id: keptId, team_id: keptTeam };
    expect([...(await addressOf(own)), ...(await addressOf(theirs))]).toEqual([kept, kept]);
    expect(await read(anActor('practitioner', { practitionerId: holder }), keptId, 'id')).toEqual({
      id: keptId,
    });
  });

  it('have one NHS number between them, whichever of them had it', async () => {
    const { worker, keptId, mergedId } = await twoRecords({ nhs_number: '9990000301' });

    await merge(worker, keptId, mergedId);

    expect(await read(worker, keptId, 'nhsNumber')).toEqual({ nhsNumber: '999 000 0301' });
    expect(await idsFound(worker, '9990000301')).toEqual([keptId]);
  });

  it('are told to the other services by ids and nothing else', async () => {
    const { worker, keptTeam, keptId, mergedId } = await twoRecords();

    const mergeId = await merge(worker, keptId, mergedId);

    const [event] = await people.events('people-merged', mergeId);
    expect(event).toMatchObject({
      person_id: keptId,
      team_id: keptTeam,
      version: 1,
      payload: { keptId, mergedId, mergeId },
    });
  });

  it('leave the log of who looked as it was written, under all ids of the person', async () => {
    const { worker, keptId, mergedId } = await twoRecords();
    await read(worker, mergedId, 'name');

    await merge(worker, keptId, mergedId);

    const ctx = people.contextOf(worker);
    const ids = await idsOf(ctx, keptId);
    await ctx.close();
    expect(ids.toSorted()).toEqual([keptId, mergedId].toSorted());
    const looks = await people.rows('select person_id from access_log where person_id = $1', [
      mergedId,
    ]);
    expect(looks.length).toBeGreaterThan(0);
  });

  it('that both have what a person has once keep both, each where it was', async () => {
    const { worker, keptTeam, mergedTeam, keptId, mergedId } = await twoRecords();
    for (const [person, team] of [
      [keptId, keptTeam],
      [mergedId, mergedTeam],
    ]) {
      await people.arrange(
        `insert into not_the_same (person_id, other_person_id, team_id, reason, said_by, said_at)
         values ($1, $2, $3, 'Two people.', $4, now())`,
        [person, person === keptId ? mergedId : keptId, team, randomUUID()],
      );
    }

    await merge(worker, keptId, mergedId);

    // Of these neither can be moved: nobody is told apart from themself.
    expect(
      await people.rows('select 1 from not_the_same where $1 in (person_id, other_person_id)', [
        mergedId,
      ]),
    ).toHaveLength(2);
  });
});

describe('a merge that may be a mistake', () => {
  const WARNED = '{ id warnings { field message } }';

  it('says what speaks for two people, also when it is sent again, and is made all the same', async () => {
    const { worker, keptId, mergedId } = await twoRecords({
      given_name: 'Bob',
      family_name: 'Okafor',
      date_of_birth: '1990-09-30',
      nhs_number: NHS_NUMBERS[0],
    });
    await people.arrange(
      `update person set date_of_birth = '1951-03-12', nhs_number = $2 where id = $1`,
      [keptId, NHS_NUMBERS[1]],
    );
    const input = { keptId, mergedId, reason, idempotencyKey: randomUUID() };

    const first = await change(worker, 'mergePeople', input, WARNED);
    const again = await change(worker, 'mergePeople', input, WARNED);

    expect(first).toMatchObject({
      data: {
        mergePeople: {
          warnings: [
            { field: 'mergedId', message: 'The dates of birth differ.' },
            { field: 'mergedId', message: 'The NHS numbers differ.' },
            {
              field: 'mergedId',
              message: 'These records are less alike than any that duplicatesToLookAt shows.',
            },
          ],
        },
      },
    });
    expect(again).toEqual(first);
    expect(await read(worker, mergedId, 'id merges { warnings { field } }')).toEqual({
      id: keptId,
      merges: [{ warnings: null }],
    });
  });

  it('warns of nothing where the two are as alike as those of the list', async () => {
    const { worker, keptId, mergedId } = await twoRecords({ date_of_birth: '1951-03-12' });
    await people.arrange(`update person set date_of_birth = '1951-03-12' where id = $1`, [keptId]);

    expect(await change(worker, 'mergePeople', { keptId, mergedId, reason }, WARNED)).toMatchObject(
      { data: { mergePeople: { warnings: [] } } },
    );
  });

  it.each(['x', 'same', `  ${' '.repeat(20)}the same `])(
    'is refused for a reason that says nothing: "%s"',
    async (tooShort) => {
      const { worker, keptId, mergedId } = await twoRecords();

      expect(
        await refusalOf(
          change(worker, 'mergePeople', { keptId, mergedId, reason: tooShort }, MERGE),
        ),
      ).toBe('BAD_USER_INPUT');
      expect(await read(worker, mergedId, 'id')).toEqual({ id: mergedId });
    },
  );
});

describe('a merge that was a mistake', () => {
  it('moves back exactly what it moved, and leaves what was written since', async () => {
    const { worker, keptTeam, mergedTeam, keptId, mergedId } = await twoRecords({
      nhs_number: '9990000328',
    });
    const theirs = await aContactWay(mergedId, mergedTeam, '2 Orchard Way');
    const mergeId = await merge(worker, keptId, mergedId);
    const since = await aContactWay(keptId, keptTeam, '3 Orchard Way');

    await undo(worker, mergeId);

    expect(await addressOf(theirs)).toEqual([{ person_id: mergedId, team_id: mergedTeam }]);
    expect(await addressOf(since)).toEqual([{ person_id: keptId, team_id: keptTeam }]);
    expect(await read(worker, mergedId, 'id name nhsNumber')).toEqual({
      id: mergedId,
      name: 'Adda Khan',
      nhsNumber: '999 000 0328',
    });
    expect(await read(worker, keptId, 'nhsNumber merges { undoneReason }')).toEqual({
      nhsNumber: null,
      merges: [{ undoneReason: 'Two sisters.' }],
    });
    expect(await people.events('people-merge-undone', mergeId)).toMatchObject([
      { version: 2, payload: { keptId, mergedId, mergeId } },
    ]);
  });

  it('leaves every table as it was before', async () => {
    const { worker, mergedTeam, keptId, mergedId } = await twoRecords();
    await aContactWay(mergedId, mergedTeam, '2 Orchard Way');
    const columns = await people.rows<{ table_name: string; column_name: string }>(
      'select table_name, column_name from person_columns()',
    );
    const counts = () =>
      Promise.all(
        columns.map(async ({ table_name: table, column_name: column }) => [
          `${table}.${column}`,
          ...(await people.rows(
            `select count(*) filter (where ${column} = $1)::int as kept,
               count(*) filter (where ${column} = $2)::int as merged from ${table}
             where '${table}' <> 'person_merge'`,
            [keptId, mergedId],
          )),
        ]),
      );
    const before = await counts();

    await undo(worker, await merge(worker, keptId, mergedId));

    expect(await counts()).toEqual(before);
  });

  it('leaves nobody with a team that was closed meanwhile', async () => {
    const { worker, keptTeam, mergedTeam, keptId, mergedId } = await twoRecords();
    const theirs = await aContactWay(mergedId, mergedTeam, '2 Orchard Way');
    const mergeId = await merge(worker, keptId, mergedId);
    await people.arrange(
      `insert into team (id, name, kind, closed_at) values ($1, $2, 'SENSORY', now())`,
      [mergedTeam, `Closed ${mergedTeam}`],
    );

    await undo(worker, mergeId);

    const colleague = anActor('practitioner', { teamIds: [keptTeam] });
    expect(await read(colleague, mergedId, 'id name')).toEqual({ id: mergedId, name: 'Adda Khan' });
    expect(await addressOf(theirs)).toEqual([{ person_id: mergedId, team_id: keptTeam }]);
    expect(
      await people.rows(
        `select team_id, version from event where kind = 'person-changed' and subject_id = $1`,
        [mergedId],
      ),
    ).toEqual([{ team_id: keptTeam, version: 3 }]);
  });

  it('can be made and undone again', async () => {
    const { worker, mergedTeam, keptId, mergedId } = await twoRecords();
    const theirs = await aContactWay(mergedId, mergedTeam, '2 Orchard Way');

    await undo(worker, await merge(worker, keptId, mergedId));
    await undo(worker, await merge(worker, keptId, mergedId));

    expect(await addressOf(theirs)).toEqual([{ person_id: mergedId, team_id: mergedTeam }]);
  });

  it('is undone before an earlier one that it builds on', async () => {
    const { worker, keptTeam, mergedTeam, keptId, mergedId } = await twoRecords();
    const third = await aPersonWith(anActor('practitioner', { teamIds: [keptTeam] }));
    const theirs = await aContactWay(mergedId, mergedTeam, '2 Orchard Way');
    const earlier = await merge(worker, keptId, mergedId);
    const later = await merge(worker, third, keptId);
    expect(await read(worker, mergedId, 'id')).toEqual({ id: third });

    const tooSoon = await refusalOf(
      change(worker, 'undoMerge', { mergeId: earlier, reason }, MERGE),
    );
    await undo(worker, later);
    await undo(worker, earlier);

    expect(tooSoon).toBe('MERGED_AGAIN');
    expect(await addressOf(theirs)).toEqual([{ person_id: mergedId, team_id: mergedTeam }]);
    expect(await read(worker, mergedId, 'id')).toEqual({ id: mergedId });
  });

  it('is undone by those alone who may know an address that was protected since', async () => {
    const { worker, keptId, mergedId } = await twoRecords();
    const phone = { kind: 'PHONE', value: '01438 000 000' };
    await change(worker, 'addContactWay', { personId: mergedId, ...phone });
    const mergeId = await merge(worker, keptId, mergedId);
    await change(worker, 'protectAddress', {
      personId: keptId,
      reason: 'Her former partner looks for her.',
      practitionerIds: [],
    });
    const colleague = anActor('practitioner', { teamIds: worker.teamIds });
    const undoing = { mergeId, reason: 'Two sisters.' };

    expect(await refusalOf(change(colleague, 'undoMerge', undoing, MERGE))).toBe(
      'ADDRESS_KEPT_APART',
    );
    expect(await read(colleague, keptId, 'contactWays { value }')).toEqual({ contactWays: [] });
    const undone = (by: Actor) => `update person_merge set undone_by = '${by.id}',
        undone_reason = 'Two sisters.', undone_at = merged_at where id = '${mergeId}';
      select undo_merge('${mergeId}')`;
    const past = (by: Actor) => bareStatement(people.database.appUrl, by, undone(by), []);
    expect(await past(colleague)).toBe(REFUSED);
    expect(await past(worker)).toBeUndefined();
    await undo(worker, mergeId);
  });

  it('is undone once', async () => {
    const { worker, keptId, mergedId } = await twoRecords();
    const mergeId = await merge(worker, keptId, mergedId);
    await undo(worker, mergeId);

    expect(await refusalOf(change(worker, 'undoMerge', { mergeId, reason }, MERGE))).toBe(
      'MERGE_UNDONE',
    );
  });
});

describe('who may merge', () => {
  it('is nobody who does not reach both, and nobody but practising staff', async () => {
    const { worker, keptTeam, keptId, mergedId } = await twoRecords();
    const refused = (viewer: Actor, one: string, other: string) =>
      refusalOf(change(viewer, 'mergePeople', { keptId: one, mergedId: other, reason }, MERGE));
    const ofOneTeam = anActor('practitioner', { teamIds: [keptTeam] });

    expect(await refused(ofOneTeam, keptId, mergedId)).toBe('NOT_FOUND');
    expect(await refused(ofOneTeam, mergedId, keptId)).toBe('NOT_FOUND');
    expect(await refused(ofOneTeam, keptId, randomUUID())).toBe('NOT_FOUND');
    expect(await refused(themself(keptId), keptId, mergedId)).toBe('NOT_YOURS');
    expect(await refused(anActor('finance'), keptId, mergedId)).toBe('NOT_YOURS');
    expect(await refused(worker, keptId, keptId)).toBe('SAME_RECORD');
  });

  it('is nobody while one of the records is closed to somebody', async () => {
    const { worker, keptId, mergedId } = await twoRecords();
    await people.arrange(
      `insert into closure (person_id, practitioner_id, why, from_at)
       values ($1, $2, 'FAMILY_OR_FRIEND', now() - interval '1 minute')`,
      [mergedId, randomUUID()],
    );

    for (const pair of [
      { keptId, mergedId },
      { keptId: mergedId, mergedId: keptId },
    ]) {
      expect(await refusalOf(change(worker, 'mergePeople', { ...pair, reason }, MERGE))).toBe(
        'RECORD_IS_CLOSED',
      );
    }
  });

  it('is nobody while the address of one of them is protected', async () => {
    const { worker, keptId, mergedId } = await twoRecords();
    await people.arrange(
      `insert into protected_address_viewer (person_id, practitioner_id, reason, named_by, from_at)
       values ($1, $2, 'A former partner must not know.', $2, now())`,
      [mergedId, worker.id],
    );

    expect(
      await refusalOf(change(worker, 'mergePeople', { keptId, mergedId, reason }, MERGE)),
    ).toBe('RECORD_IS_CLOSED');
  });

  it('is not somebody who calls the function behind it themself', async () => {
    const { worker, keptId, mergedId } = await twoRecords();
    const mergeId = await merge(worker, keptId, mergedId);
    const other = people.contextOf(anActor());

    await expect(
      other.call('undo', `select set_config('app.viewer', $1, true), undo_merge($2)`, [mergeId]),
    ).rejects.toThrow(/no rows/);
  });
});

describe('the tables of people', () => {
  it('can all be moved, whichever name somebody in them, and none was forgotten', async () => {
    const immovable = await people.rows(
      `select named.table_name from person_columns() as named
       where named.table_name <> 'person'
         and (not exists (select from pg_attribute where attrelid = named.table_name::regclass
                and attname = 'id' and atttypid = 'uuid'::regtype)
           or not exists (select from pg_policies where tablename = named.table_name
                and cmd in ('ALL', 'UPDATE') and roles && '{people_owner}' and qual = 'true'))`,
    );

    expect(immovable).toEqual([]);
  });
});
