import { type Actor, PRACTISING_ROLES, type Role } from '@connected-lives/kit/actor';
import { anActor } from '@connected-lives/tests/test-service';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { testRecord } from '../people/person.given.ts';
import { findPeople } from './find-people.ts';
import { type Named, plain, plainRank } from './plain-search.given.ts';

const { people } = testRecord();
const PEOPLE = 5_000;
const MOST_MATCHES = 30;
const SEARCHES = 150;
/** The same chances in every run, so that what fails once fails again. */
function chances(seed: number) {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  return { below, pick, happens: (percent: number) => below(100) < percent };
}

const { below, pick, happens } = chances(20_261_122);

/** An id that is the same in every run, too: it decides who comes first of two with one name. */
function anId(): string {
  const digits = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('');
  return [8, 4, 4, 4, 12].map(digits).join('-');
}

const teams = Array.from({ length: 12 }, anId);
const SYLLABLES = 'an ber cor da el fen gra ho is jo ka łu mar na ol pe ri sa tor wen zé ö'.split(
  ' ',
);
const LETTERS = 'abcdefghiklmnoprstuvwz'.split('');

function aWord(): string {
  const word = Array.from({ length: 1 + below(3) }, () => pick(SYLLABLES)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function aName(): string {
  return happens(15) ? `${pick(['O’', 'Mc', 'van der ', `${aWord()}-`])}${aWord()}` : aWord();
}

const days = Array.from({ length: 40 }, (_, i) => `19${50 + i}-0${1 + (i % 9)}-1${i % 10}`);
const everybody = Array.from({ length: PEOPLE }, (_, i) => ({
  id: anId(),
  // One team has most of the people, so that some viewers have a large reach and some a small one.
  team_id: i % 3 === 0 ? pick(teams) : teams[0],
  given_name: aName(),
  family_name: aName(),
  preferred_name: happens(20) ? aWord() : null,
  date_of_birth: happens(90) ? pick(days) : null,
  paid_for: happens(30),
}));

beforeAll(async () => {
  await people.arrange(
    `insert into person (id, team_id, given_name, family_name, preferred_name, date_of_birth,
       paid_for, district)
     select id, team_id, given_name, family_name, preferred_name, date_of_birth, paid_for, 'WATFORD'
     from jsonb_to_recordset($1) as made(id uuid, team_id uuid, given_name text, family_name text,
       preferred_name text, date_of_birth date, paid_for boolean)`,
    [JSON.stringify(everybody)],
  );
  await people.arrange('analyze person');
  await people.arrange('analyze name_word');
}, 60_000);

/** Somebody of any role, in any teams, to whom some people are open and others closed. */
async function aViewer(): Promise<Actor> {
  const role: Role = pick([...PRACTISING_ROLES, 'practitioner', 'finance', 'analyst', 'citizen']);
  const somebody = anActor(role, {
    teamIds: teams.filter((_, i) => (i === 0 ? happens(40) : happens(30))),
    ...(role === 'citizen' && { personId: pick(everybody).id }),
  });
  const id = anId();
  const viewer = { ...somebody, id, practitionerId: somebody.practitionerId && id };
  const holder = viewer.practitionerId ?? viewer.personId;
  if (holder !== null && happens(60)) {
    await people.arrange(
      `insert into reach (person_id, holder_id, why, from_at)
       select id, $1::uuid, 'ALLOCATED_WORKER', now() - interval '1 day' from person
       order by md5(id::text || $1::uuid::text) limit 40`,
      [holder],
    );
  }
  if (viewer.practitionerId !== null && happens(60)) {
    await people.arrange(
      `insert into closure (person_id, practitioner_id, why, from_at)
       select id, $1::uuid, 'FAMILY_OR_FRIEND', now() - interval '1 day' from person
       order by md5($1::uuid::text || id::text) limit 300`,
      [viewer.practitionerId],
    );
  }
  return viewer;
}

/** A word of somebody's name as somebody might type it. */
function typed(word: string): string {
  const at = below(word.length);
  return pick([
    word,
    word.toUpperCase(),
    plain(word),
    word.slice(0, 1 + below(4)),
    word.slice(0, at) + pick(LETTERS) + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + pick(LETTERS) + word.slice(at + 1),
    word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
  ]);
}

function aSearch(): { search: string; born: string | null } {
  const { given_name: given, family_name: family, date_of_birth: day } = pick(everybody);
  const parts = `${given} ${family}`.split(/[ -]/).toSorted(() => below(3) - 1);
  const search = parts
    .slice(0, pick([0, 1, 1, 1, 2, 2, 3]))
    .map(typed)
    .join(' ');
  return { search, born: happens(15) ? day : null };
}

/** Everybody the viewer's policy shows, in the order of the database. */
async function everybodyFor(viewer: Actor): Promise<Named[]> {
  const ctx = people.contextOf(viewer);
  const { rows } = await sql<Named>`
    select id, given_name, family_name, preferred_name, date_of_birth::text from person
    order by family_name, given_name, id`.execute(ctx.db);
  await ctx.close();
  return rows;
}

async function found(viewer: Actor, search: string, born: string | null): Promise<string[]> {
  const ids: string[] = [];
  const first = pick([3, 20]);
  for (let after: string | null = null; ids.length < MOST_MATCHES;) {
    const ctx = people.contextOf(viewer);
    const page = await findPeople(ctx, { search, dateOfBirth: born, first, after });
    await ctx.close();
    ids.push(...page.edges.map(({ node }) => node.id));
    if (!page.pageInfo.hasNextPage) {
      break;
    }
    // The second read, under the policy, took nobody out whom the function had let in.
    expect(page.edges).toHaveLength(first);
    after = page.pageInfo.endCursor;
  }
  return ids.slice(0, MOST_MATCHES);
}

describe('finding people in a council of thousands', () => {
  it('finds whom a look at everybody in reach would find, in the same order, for any viewer', async () => {
    const matched: number[] = [];
    for (let n = 0; n < SEARCHES / 10; n += 1) {
      const viewer = await aViewer();
      const inReach = await everybodyFor(viewer);
      for (let m = 0; m < 10; m += 1) {
        const { search, born } = aSearch();
        const words = plain(search.replaceAll('’', '')).match(/[a-z0-9]+/g) ?? [];
        const expected = [0, 1, 2].flatMap((rank) =>
          inReach.filter(
            (person) =>
              (born === null || person.dateOfBirth === born) && plainRank(words, person) === rank,
          ),
        );

        const asked = { search, born, role: viewer.role, reach: inReach.length };
        expect({ ...asked, ids: await found(viewer, search, born) }).toEqual({
          ...asked,
          ids: expected.slice(0, MOST_MATCHES).map(({ id }) => id),
        });
        matched.push(expected.length);
      }
    }

    // The searches were worth something: many found somebody, and many found nobody.
    expect(matched.filter((count) => count > 0).length).toBeGreaterThan(SEARCHES / 5);
    expect(matched.filter((count) => count === 0).length).toBeGreaterThan(SEARCHES / 20);
  }, 120_000);
});
