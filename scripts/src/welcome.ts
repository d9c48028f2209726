import { demoPeople } from './demo-people.ts';

/** A query that shows what the graph is for, and that every role may ask. */
export const FIRST_QUERY =
  '{ me { name } findPeople(search: "a", first: 3) { edges { node { name conversations(first: 1) { edges { node { purpose } } } } } } }';

const MADE_UP = 'Everybody in it is made up, but for those whom you imported.';
const BROUGHT =
  'It works on the PostgreSQL of your own.\nWhoever uses this machine can sign in as anybody: not for real people’s records.';

/** What stands in the terminal once everything serves. */
export function welcome(options: {
  url: string;
  issuerUrl: string;
  /** False on a PostgreSQL that somebody brought. */
  embedded: boolean;
}): string {
  const { url, issuerUrl, embedded } = options;
  // Since this process began, with all that it had to load first.
  const seconds = (performance.now() / 1_000).toFixed(1);
  const people = demoPeople().map(
    ({ name, label, actor }) => `  ${name.padEnd(16)}${actor.name.padEnd(24)}${label}`,
  );
  const body = JSON.stringify({ query: FIRST_QUERY });
  return `
Connected Lives is ready in ${seconds} s. ${embedded ? MADE_UP : BROUGHT}

  Graph and GraphiQL   ${url}
  Issuer of tokens     ${issuerUrl}

Sign in as one of these. Their token: npm run -s token -- practitioner

${people.join('\n')}

Try it in another terminal, then as practitioner-2 or as commissioner, and compare:

  curl -s ${url}/graphql \\
    -H "authorization: Bearer $(npm run -s token -- practitioner)" \\
    -H 'content-type: application/json' \\
    -d '${body}'

${embedded ? 'Ctrl-C stops everything. The data stays; npm run reset starts over.' : 'Ctrl-C stops everything but your PostgreSQL.'}

`;
}
