import { demoPeople } from './demo-people.ts';

/** A query that shows what the graph is for, and that every role may ask. */
export const FIRST_QUERY =
  '{ me { name } findPeople(search: "a", first: 3) { edges { node { name conversations(first: 1) { edges { node { purpose } } } } } } }';

/** What stands in the terminal once everything serves. */
export function welcome(options: { url: string; issuerUrl: string; seconds: number }): string {
  const { url, issuerUrl, seconds } = options;
  const people = demoPeople().map(
    ({ name, label, actor }) => `  ${name.padEnd(16)}${actor.name.padEnd(24)}${label}`,
  );
  const body = JSON.stringify({ query: FIRST_QUERY });
  return `
Connected Lives is ready in ${seconds.toFixed(1)} s. Everybody in it is made up.

  Graph and GraphiQL   ${url}
  Issuer of tokens     ${issuerUrl}

Sign in as one of these. Their token: npm run -s token -- practitioner

${people.join('\n')}

Try it in another terminal, then as practitioner-2 or as commissioner, and compare:

  curl -s ${url}/graphql \\
    -H "authorization: Bearer $(npm run -s token -- practitioner)" \\
    -H 'content-type: application/json' \\
    -d '${body}'

Ctrl-C stops everything. The data stays; npm run reset starts over.

`;
}
