import { type Reading, without } from './floor-reads.ts';
import { LIST_LENGTH } from './list-people.query.ts';

/** The list by hand: one statement, and one pass over its rows. */
export async function listPeople(reading: Reading, teamId: string): Promise<string> {
  const [rows = []] = await reading.ask('people', [
    { name: 'people', text: PEOPLE, values: [teamId] },
  ]);
  const shown = rows.slice(0, LIST_LENGTH);
  await reading.record('ListPeople', new Set(shown.map(({ id }) => String(id))), ['people']);
  const last = shown.at(-1);
  return JSON.stringify({
    data: {
      findPeople: {
        edges: shown.map((row) => ({ node: without('key', row) })),
        pageInfo: {
          hasNextPage: rows.length > LIST_LENGTH,
          endCursor:
            last === undefined
              ? null
              : Buffer.from(JSON.stringify(last['key'])).toString('base64url'),
        },
      },
    },
  });
}

const PEOPLE = `
  select id, given_name || ' ' || family_name as name, preferred_name as "preferredName",
    date_of_birth as "dateOfBirth",
    regexp_replace(nhs_number, '(...)(...)(....)', '\\1 \\2 \\3') as "nhsNumber",
    district, communication_needs as "communicationNeeds",
    jsonb_build_array(0, family_name, given_name, id::text) as key
  from person where team_id = $1
  order by family_name, given_name, id limit ${String(LIST_LENGTH + 1)}`;
