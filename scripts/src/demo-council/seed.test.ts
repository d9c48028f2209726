import { createHash } from 'node:crypto';
import { DISTRICTS } from '@connected-lives/kit/district';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import { WELLBEING_AREAS } from '@connected-lives/kit/wellbeing-area';
import { readCode } from '@connected-lives/people/people/codes/read-code';
import { STATUTORY_CODE_NAMES } from '@connected-lives/people/people/codes/release-2.codes';
import { isNhsNumber } from '@connected-lives/people/people/nhs-number';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DEMO_TEAMS, demoPeople, findDemoPerson } from '../demo-people.ts';
import { type TestDatabase, cloneDatabase } from '../jest/test-databases.ts';
import { noProgress } from '../terminal-progress.ts';
import { FINANCIAL_YEARS, TODAY } from './calendar.ts';
import { requireBalancedLedger } from './check-ledger.ts';
import { makeCouncil } from './make-council.ts';
import type { TeamRows } from './rows.ts';
import { isSeeded, seedCouncil } from './seed.ts';
import { TIERS } from './tiers.ts';

describe('the made-up council', () => {
  const teams = [...makeCouncil(TIERS.demo)];

  it('is the same on every machine', () => {
    expect(digestOf(makeCouncil(TIERS.demo))).toBe(digestOf(teams));
  });

  it('has NHS numbers that are right, never issued and nobody else’s', () => {
    const numbers = teams.flatMap(({ people }) => people.map(({ nhsNumber }) => nhsNumber));

    expect(numbers).toHaveLength(500);
    expect(new Set(numbers).size).toBe(500);
    expect(numbers.filter((number) => !number.startsWith('999') || !isNhsNumber(number))).toEqual(
      [],
    );
  });

  it('has an id for every row that no other row has', () => {
    const ids = teams.flatMap((team) =>
      [
        team.people,
        team.conversations,
        team.passages,
        team.outcomes,
        team.commitments,
        team.journal,
        team.allocations,
      ]
        .flat()
        .map(({ id }) => id),
    );

    expect(new Set(ids).size).toBe(ids.length);
    expect(
      ids.filter(
        (id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      ),
    ).toEqual([]);
  });

  it('leaves no gap in a sentence', () => {
    const words = teams.flatMap(({ conversations, passages, strengths, outcomes, ...team }) => [
      ...team.aboutMe.map((entry) => entry.words),
      ...passages.map((passage) => passage.words),
      ...strengths.map((strength) => strength.words),
      ...outcomes.flatMap((outcome) => [outcome.ownWords, outcome.howWeWillWorkTowardsIt]),
      ...conversations.map(({ purpose }) => purpose),
      ...team.progress.map((progress) => progress.words),
      ...team.commitments.flatMap(({ what, rationale }) => [what, rationale]),
    ]);

    expect(words.filter((each) => each === '' || /[{}]|undefined/.test(each))).toEqual([]);
  });

  it('begins with conversations under way on every board, and tells of nothing later than today', () => {
    const working = teams.filter(({ people }) => people.length > 0);
    for (const { conversations } of working) {
      expect(
        conversations.filter(({ completedAt }) => completedAt === null).length,
      ).toBeGreaterThan(5);
    }
    const moments = teams.flatMap(({ conversations, journal }) => [
      ...conversations.map(({ lastChangedAt }) => lastChangedAt),
      ...journal.map(({ at }) => at),
    ]);
    expect(moments.filter((at) => at > TODAY)).toEqual([]);
  });

  it('tells of every stage, of every lead and of all nine areas', () => {
    const conversations = teams.flatMap((team) => team.conversations);
    const areas = new Set(
      teams.flatMap(({ outcomes }) => outcomes.map(({ wellbeingArea }) => wellbeingArea)),
    );

    expect(new Set(conversations.map(({ stage }) => stage)).size).toBe(3);
    expect(new Set(conversations.map(({ ledBy }) => ledBy)).size).toBe(3);
    expect([...areas].sort()).toEqual([...WELLBEING_AREAS].sort());
  });

  it('has people enough behind each district for a report to show it', () => {
    for (const district of DISTRICTS) {
      const people = teams.flatMap(({ outcomes }) =>
        outcomes
          .filter((outcome) => outcome.district === district && outcome.achievedAt !== null)
          .map(({ personId }) => personId),
      );
      expect(new Set(people).size).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('the seeded databases', () => {
  const databases: Record<string, TestDatabase> = {};
  const urlsOf = () => ({
    people: { owner: databases['people']?.ownerUrl ?? '' },
    practice: { owner: databases['practice']?.ownerUrl ?? '' },
    finance: { owner: databases['finance']?.ownerUrl ?? '' },
  });
  const rowsOf = async (service: string, text: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: databases[service]?.superUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const count = async (service: string, from: string): Promise<number> =>
    Number((await rowsOf(service, `select count(*) from ${from}`))[0]?.['count']);

  let seededBefore: boolean;
  beforeAll(async () => {
    for (const service of SERVICE_NAMES) {
      databases[service] = await cloneDatabase(service);
    }
    seededBefore = await isSeeded(urlsOf());
    await seedCouncil({ tier: 'demo', urls: urlsOf(), progress: noProgress });
  }, 60_000);
  afterAll(async () => {
    await Promise.all(Object.values(databases).map((database) => database.drop()));
  });

  it('hold the council that was planned', async () => {
    expect(seededBefore).toBe(false);
    expect(await isSeeded(urlsOf())).toBe(true);
    expect(await count('people', 'person')).toBe(500);
    expect(await count('people', 'practitioner')).toBe(20);
    expect(await count('people', 'team')).toBe(5);
    expect(await count('people', 'allocation')).toBeGreaterThan(430);
    expect(await count('people', 'vacancy')).toBe(3);
    expect(await count('practice', 'conversation')).toBe(1_000);
    expect(await count('practice', 'passage')).toBeGreaterThan(4_500);
    expect(await count('finance', 'entry')).toBeGreaterThan(4_500);
    expect(await count('finance', 'budget')).toBe(20 * FINANCIAL_YEARS.length);
  });

  it('know of each other exactly what there is', async () => {
    const known = 'id, team_id, district, version';
    const people = await rowsOf('people', `select ${known} from person order by id`);
    expect(await rowsOf('practice', `select ${known} from known_person order by id`)).toEqual(
      people,
    );
    expect(await rowsOf('finance', `select ${known} from known_person order by id`)).toEqual(
      people,
    );

    const outcome =
      'id, conversation_id, person_id, team_id, practitioner_id, wellbeing_area, district, version';
    expect(await rowsOf('finance', `select ${outcome} from known_outcome order by id`)).toEqual(
      await rowsOf('practice', `select ${outcome} from outcome order by id`),
    );

    const commitment = 'id, conversation_id, version';
    expect(
      await rowsOf('practice', `select ${commitment} from known_commitment order by id`),
    ).toEqual(await rowsOf('finance', `select ${commitment} from commitment order by id`));
  });

  it('balance to the penny, and the check would say so if they did not', async () => {
    const client = new pg.Client({ connectionString: databases['finance']?.superUrl });
    await client.connect();
    try {
      await requireBalancedLedger(client);

      await client.query('begin');
      await client.query('alter table entry disable trigger user');
      await client.query(
        'update entry set pence = pence + 1 where (budget_id, line) in (select budget_id, line from entry limit 1)',
      );
      await expect(requireBalancedLedger(client)).rejects.toThrow(/does not balance/);
    } finally {
      await client.end();
    }
  });

  it('keep of people what they told of themselves, in codes that the return has', async () => {
    expect(await count('people', 'person_details')).toBeGreaterThan(350);
    expect(await count('people', 'address')).toBeGreaterThan(450);
    expect(await count('people', 'contact_way')).toBeGreaterThan(500);
    expect(await count('people', 'about_me')).toBeGreaterThan(1_000);
    for (const name of STATUTORY_CODE_NAMES) {
      const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const written = await rowsOf(
        'people',
        `select distinct ${column} as code from person_details where ${column} is not null`,
      );
      expect(written.length).toBeGreaterThan(0);
      for (const { code } of written) {
        expect(readCode(name, String(code)).code).toBe(code);
      }
    }
  });

  it('are found by a name with a letter wrong', async () => {
    expect(await rowsOf('people', `select word from one_letter_apart('hexten') as word`)).toEqual([
      { word: 'hexton' },
    ]);
    expect(
      await rowsOf(
        'people',
        `select word from person, unnest(searched_words(search_name)) as word
         where not exists (select from name_word known where known.word = word)`,
      ),
    ).toEqual([]);
  });

  it('keep two addresses apart, each for one practitioner of the team', async () => {
    expect(await count('people', 'protected_address_viewer')).toBe(2);
    expect(
      await rowsOf(
        'people',
        `select distinct person_id from protected_address
         join protected_address_viewer using (person_id)
         where person_id not in (select person_id from address)`,
      ),
    ).toHaveLength(2);
  });

  it('know for whom finance pays', async () => {
    const paidFor = await rowsOf('people', 'select id from person where paid_for order by id');
    expect(
      await rowsOf('finance', 'select distinct person_id as id from commitment order by 1'),
    ).toEqual(paidFor);
  });

  it('pay for each commitment from the budget of its day', async () => {
    const elsewhere = await rowsOf(
      'finance',
      `select commitment.id from commitment join budget on budget.id = budget_id
       where budget.practitioner_id <> commitment.practitioner_id
         or (committed_at at time zone 'Europe/London')::date not between starts_on and ends_on`,
    );
    expect(elsewhere).toEqual([]);
  });

  it('have the people one can sign in as among them', async () => {
    const staff = demoPeople().filter(({ actor }) => actor.practitionerId !== null);
    for (const { actor } of staff) {
      const rows = await rowsOf(
        'people',
        `select name, team_id from practitioner where id = '${actor.id}'`,
      );
      expect(rows).toEqual([{ name: actor.name, team_id: actor.teamIds[0] }]);
      const years = await rowsOf(
        'finance',
        `select financial_year from budget where practitioner_id = '${actor.id}' order by 1`,
      );
      expect(years).toEqual(FINANCIAL_YEARS.map(({ name }) => ({ financial_year: name })));
    }

    const citizen = findDemoPerson('citizen')?.actor.id ?? '';
    const [person] = await rowsOf('people', `select team_id from person where id = '${citizen}'`);
    expect(person).toEqual({ team_id: DEMO_TEAMS.stevenageOlderPeople.id });
    expect(
      await count('practice', `conversation where person_id = '${citizen}'`),
    ).toBeGreaterThanOrEqual(4);
    expect(
      await count(
        'practice',
        `conversation where person_id = '${citizen}' and completed_at is null`,
      ),
    ).toBeGreaterThan(0);
  });

  it('leave one entry and one event of the whole, and nothing for consumers to learn again', async () => {
    for (const service of SERVICE_NAMES) {
      expect(await count(service, 'audit_entry')).toBe(1);
      const events = await rowsOf(
        service,
        `select kind, xid::text || '.' || id as cursor from event`,
      );
      expect(events).toMatchObject([{ kind: 'council-seeded' }]);
    }
    const headOf = async (service: string): Promise<unknown> =>
      (await rowsOf(service, `select xid::text || '.' || id as cursor from event`))[0]?.['cursor'];
    const cursors = 'select consumer, cursor from consumer_cursor order by consumer';
    expect(await rowsOf('practice', cursors)).toEqual([
      { consumer: 'practice from finance', cursor: await headOf('finance') },
      { consumer: 'practice from people', cursor: await headOf('people') },
    ]);
    expect(await rowsOf('finance', cursors)).toEqual([
      { consumer: 'finance from people', cursor: await headOf('people') },
      { consumer: 'finance from practice', cursor: await headOf('practice') },
    ]);
  });

  it('are guarded again afterwards', async () => {
    for (const service of SERVICE_NAMES) {
      const [sleeping] = await rowsOf(
        service,
        `select count(*) from pg_trigger where not tgisinternal and tgenabled = 'D'`,
      );
      expect(sleeping).toEqual({ count: '0' });
    }
    const app = new pg.Client({ connectionString: databases['people']?.ownerUrl });
    await app.connect();
    const { rowCount } = await app.query('select from team');
    await app.end();
    expect(rowCount).toBe(0);
  });

  it('are finished as they were begun when making them was cut short between two commits', async () => {
    await databases['finance']?.drop();
    databases['finance'] = await cloneDatabase('finance');
    expect(await isSeeded(urlsOf())).toBe(false);

    await seedCouncil({ tier: 'shire', urls: urlsOf(), progress: noProgress });

    expect(await isSeeded(urlsOf())).toBe(true);
    const commitment = 'id, conversation_id, version';
    expect(await rowsOf('finance', `select ${commitment} from commitment order by id`)).toEqual(
      await rowsOf('practice', `select ${commitment} from known_commitment order by id`),
    );
    const [{ cursor } = {}] = await rowsOf(
      'people',
      `select xid::text || '.' || id as cursor from event where kind = 'council-seeded'`,
    );
    expect(
      await rowsOf(
        'finance',
        `select cursor from consumer_cursor where cursor = '${String(cursor)}'`,
      ),
    ).not.toEqual([]);
  }, 60_000);

  it('are not filled twice', async () => {
    await expect(
      seedCouncil({ tier: 'demo', urls: urlsOf(), progress: noProgress }),
    ).rejects.toThrow(/already.*npm run reset/);
    expect(await count('people', 'person')).toBe(500);
  });
});

function digestOf(teams: Iterable<TeamRows>): string {
  const hash = createHash('sha256');
  for (const team of teams) {
    hash.update(JSON.stringify(team));
  }
  return hash.digest('hex');
}
