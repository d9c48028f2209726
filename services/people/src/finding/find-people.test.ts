import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testRecord } from '../people/person.given.ts';

const { people, aPersonWith } = testRecord();

async function livesAt(personId: string, teamId: string, postcode: string, untilOn?: string) {
  await people.arrange(
    `insert into address (person_id, team_id, kind, lines, postcode, from_on, until_on)
     values ($1, $2, 'HOME', '{1 Orchard Way}', $3, '2020-01-01', $4)`,
    [personId, teamId, postcode, untilOn ?? null],
  );
}

interface Asked {
  readonly search?: string;
  readonly dateOfBirth?: string;
  readonly postcode?: string;
  readonly first?: number;
  readonly after?: string | null;
}

async function find(viewer: Actor, asked: Asked) {
  const answer = await people.ask(
    viewer,
    `query ($search: String!, $dateOfBirth: LocalDate, $postcode: String, $first: Int!, $after: String) {
       findPeople(search: $search, dateOfBirth: $dateOfBirth, postcode: $postcode, first: $first, after: $after) {
         edges { node { id name } } pageInfo { hasNextPage endCursor } } }`,
    { search: '', first: 50, ...asked },
    'FindPeople',
  );
  expect(answer.errors).toBeUndefined();
  const found: unknown = answer.data?.['findPeople'];
  const { edges, pageInfo } = found as {
    edges: { node: { id: string; name: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  return {
    names: edges.map(({ node }) => node.name),
    ids: edges.map(({ node }) => node.id),
    pageInfo,
  };
}

const names = async (viewer: Actor, search: string): Promise<string[]> =>
  (await find(viewer, { search })).names;

describe('finding somebody by name', () => {
  it('finds O’Brien however the name was written down and however it is asked for', async () => {
    const worker = anActor();
    for (const family of ['O’Brien', "O'Brien", 'OBrien', 'O Brien', 'OBRIEN']) {
      await aPersonWith(worker, { family_name: family });
    }

    for (const search of ['OBrien', 'O’Brien', "o'brien", 'O Brien', 'brien', 'Ada OʼBRIEN']) {
      expect(await names(worker, search)).toHaveLength(5);
    }
  });

  it.each([
    ['Ŵyn Lŷn-Tŷ', 'wyn lyn ty'],
    ['Łukasz Wałęsa', 'lukasz walesa'],
    ['Łucja Kędzierska-Żółć', 'LUCJA ZOLC'],
    ['Małgorzata Dąbrowska', 'malgorzata dabrowska'],
    ['Søren Ægir', 'soren aegir'],
    ['Đorđe Weiß', 'dorde weiss'],
    ['Siân Jones-Evans', 'jones evans sian'],
    ['Nia Jones-Evans', 'jonesevans'],
    ['Una MacDonald', 'donald una'],
    ['Ìyábọ̀ Adéyẹmí', 'iyabo adeyemi'],
  ])('finds %s by %s, and by the name as it is', async (name, search) => {
    const worker = anActor();
    const [given_name = '', family_name = ''] = name.split(' ');
    await aPersonWith(worker, { given_name, family_name });
    await aPersonWith(worker, { given_name: 'Percival', family_name: 'Quux' });

    expect(await names(worker, search)).toEqual([name]);
    expect(await names(worker, name)).toEqual([name]);
  });

  it('finds people by what they like to be called', async () => {
    const worker = anActor();
    await aPersonWith(worker, { given_name: 'Margaret', preferred_name: 'Peggy' });

    expect(await names(worker, 'peggy khan')).toEqual(['Margaret Khan']);
  });

  it.each(['Nowka', 'Nwak', 'Nowwak', 'Novak', 'Nowaks', 'nowác'])(
    'finds Nowak when it was typed %s',
    async (search) => {
      const worker = anActor();
      await aPersonWith(worker, { family_name: 'Nowak' });

      expect(await names(worker, `ada ${search}`)).toEqual(['Ada Nowak']);
    },
  );

  it('does not take two wrong letters for one', async () => {
    const worker = anActor();
    await aPersonWith(worker, { family_name: 'Nowak' });

    for (const search of ['Novac', 'Nok', 'wakNo', 'No kaw']) {
      expect(await names(worker, search)).toEqual([]);
    }
  });

  it('shows whole names before beginnings and beginnings before slips, each by family name', async () => {
    const worker = anActor();
    for (const family of ['Marten', 'Martin', 'Martins', 'Martinez', 'Adams']) {
      await aPersonWith(worker, { family_name: family });
    }
    await aPersonWith(worker, { given_name: 'Martin', family_name: 'Zeta' });

    expect(await names(worker, 'martin')).toEqual([
      'Ada Martin',
      'Martin Zeta',
      'Ada Martinez',
      'Ada Martins',
      'Ada Marten',
    ]);
  });

  it('takes no sign for more than the sign it is', async () => {
    const worker = anActor();
    await aPersonWith(worker);

    for (const search of ['k.an', 'kha%', '(', 'k[h]an', '\\', "kh'; --", 'k*']) {
      expect((await find(worker, { search })).names.length).toBeLessThanOrEqual(1);
    }
    expect(await names(worker, 'k.an')).toEqual([]);
  });
});

describe('finding somebody by what else is known', () => {
  it.each([
    '12/03/1951',
    '12-3-1951',
    '12.03.51',
    '12 03 1951',
    '1951-03-12',
    '12 March 1951',
    '12th of mar 1951',
    'March 12, 1951',
    '12031951',
  ])('knows that %s is a date of birth, alone and beside a name', async (born) => {
    const worker = anActor();
    await aPersonWith(worker, { date_of_birth: '1951-03-12' });
    await aPersonWith(worker, { given_name: 'Bea', date_of_birth: '1951-03-12' });
    await aPersonWith(worker, { date_of_birth: '1951-12-03' });

    expect(await names(worker, born)).toEqual(['Ada Khan', 'Bea Khan']);
    expect(await names(worker, `Bea Khan ${born}`)).toEqual(['Bea Khan']);
  });

  it('finds by NHS number with spaces or hyphens, and nobody when a name beside it is another', async () => {
    const worker = anActor();
    await aPersonWith(worker, { nhs_number: '9990000123' });

    for (const search of ['9990000123', '999 000 0123', '999-000-0123 khan']) {
      expect(await names(worker, search)).toEqual(['Ada Khan']);
    }
    expect(await names(worker, '9990000123 Winterbottom')).toEqual([]);
  });

  it('finds J Smith, and somebody of whom only the initials were noted', async () => {
    const worker = anActor();
    await aPersonWith(worker, { given_name: 'Jane', family_name: 'Smith-Brown' });
    await aPersonWith(worker, { given_name: 'John', family_name: 'Smith' });
    await aPersonWith(worker, { given_name: 'Anna', family_name: 'Smith' });

    expect(await names(worker, 'J Smith')).toEqual(['John Smith', 'Jane Smith-Brown']);
    expect(await names(worker, 'b j s')).toEqual(['Jane Smith-Brown']);
    expect(await names(worker, 'j j jo')).toEqual(['John Smith']);
  });

  it('finds by whole postcode, where people live now and not where they lived', async () => {
    const worker = anActor();
    const here = await aPersonWith(worker);
    const gone = await aPersonWith(worker, { given_name: 'Bea' });
    await livesAt(here, teamOf(worker), 'SG1 1AA');
    await livesAt(gone, teamOf(worker), 'SG1 1AA', '2024-01-01');

    for (const search of ['SG1 1AA', 'sg11aa', 'khan sg1 1aa']) {
      expect(await names(worker, search)).toEqual(['Ada Khan']);
    }
    expect((await find(worker, { postcode: 'sg11aa' })).names).toEqual(['Ada Khan']);
    expect((await find(worker, { postcode: 'SG1 1AB' })).names).toEqual([]);
    expect(await names(worker, 'Bea SG1 1AA')).toEqual([]);
  });

  it('takes the arguments of their own together with the search', async () => {
    const worker = anActor();
    await aPersonWith(worker, { date_of_birth: '1951-03-12' });
    await aPersonWith(worker, { date_of_birth: '1960-01-01' });

    expect((await find(worker, { search: 'khan', dateOfBirth: '1951-03-12' })).names).toEqual([
      'Ada Khan',
    ]);
  });

  it('never finds by an address that is protected', async () => {
    const worker = anActor();
    const id = await aPersonWith(worker);
    await people.arrange(
      `insert into protected_address (person_id, kind, lines, postcode, from_on)
       values ($1, 'HOME', '{1 Hidden Row}', 'SG2 2BB', '2020-01-01')`,
      [id],
    );

    expect(await names(worker, 'SG2 2BB')).toEqual([]);
  });
});

describe('who is found', () => {
  it('is nobody who is out of reach, by whatever they are asked for', async () => {
    const id = await aPersonWith(undefined, {
      family_name: 'Okonkwo',
      nhs_number: '9990000131',
      date_of_birth: '1944-04-04',
    });
    await livesAt(id, randomUUID(), 'WD1 1ZZ');

    for (const search of ['Okonkwo', 'okonkw', 'Okonkow', '9990000131', '4/4/1944', 'WD1 1ZZ']) {
      expect(await names(anActor(), search)).toEqual([]);
    }
  });

  it('is in the access log, and nobody beyond the page that was shown', async () => {
    const worker = anActor();
    for (const family of ['Abel', 'Bond', 'Cash']) {
      await aPersonWith(worker, { family_name: family });
    }

    const { ids, pageInfo } = await find(worker, { search: 'ada', first: 2 });

    expect(pageInfo.hasNextPage).toBe(true);
    const looks = await people.rows<{ person_id: string }>(
      'select person_id from access_log where actor_id = $1',
      [worker.id],
    );
    expect(looks.map((look) => look.person_id).toSorted()).toEqual(ids.toSorted());
  });

  it('comes page by page, everybody once, across whole names, beginnings and slips', async () => {
    const worker = anActor();
    for (const family of ['Hart', 'Hart', 'Harte', 'Hartley', 'Harty', 'Hurt', 'Bart', 'Cole']) {
      await aPersonWith(worker, { family_name: family });
    }
    const whole = await find(worker, { search: 'hart' });
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await find(worker, { search: 'hart', first: 2, after });
      paged.push(...page.ids);
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }

    expect(whole.ids).toHaveLength(7);
    expect(paged).toEqual(whole.ids);
  });
});
