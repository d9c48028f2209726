import type { Held, HeldChange, HeldRow } from '@connected-lives/kit/held-about';
import type { ServiceName } from '@connected-lives/kit/service-name';
import type { SubjectAccess } from './gather.ts';
import { LOOKS, tellLook } from './tell-look.ts';
import { wordsOfColumn, wordsOfTable, wordsOfValue } from './words.ts';

type Names = Readonly<Record<string, string>>;

const SERVICES: Readonly<Record<ServiceName, string>> = {
  people: 'You and the people around you',
  practice: 'What was said and done',
  finance: 'Money',
};

/** Logs and copies come last: what people ask for is their own life. */
const LAST = ['look', 'access_log', 'event', 'known_person', 'known_commitment', 'known_outcome'];

/** Rows of these are short and many, so that they read better as lines of a table. */
const AS_LINES = new Set(['look', 'access_log', 'event', 'journal']);

/** One page that needs nothing besides itself: no script, no address, no picture. */
export function writePage(answer: SubjectAccess): string {
  const { person, madeAt, madeBy, services, names, withheld } = answer;
  const parts = Object.entries(services) as [ServiceName, Held][];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(`What the council holds about ${person.name}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>What the council holds about you</h1>
<p>${escape(person.name)}, made on ${escape(said('made_at', madeAt, names))} by ${escape(madeBy)}.</p>
<p>You asked for everything adult social care holds about you. This is your right under Article 15
of the UK General Data Protection Regulation. The file beside this page has the same, and the
numbers that only computers read.</p>
<nav><h2>Contents</h2><ul>${parts
    .map(([service]) => `<li><a href="#${service}">${SERVICES[service]}</a></li>`)
    .join('')}<li><a href="#withheld">What is not in here, and why</a></li></ul></nav>
${parts.map(([service, held]) => sectionOf(service, held, names)).join('\n')}
<section id="withheld"><h2>What is not in here, and why</h2>
<ul>${withheld
    .map(({ table, columns, why }) => `<li>${escape(`${leftOut(table, columns)}. ${why}`)}</li>`)
    .join('')}${parts
    .flatMap(([, held]) => held.namedElsewhere)
    .map(elsewhere)
    .join('')}</ul>
<p>If you think something is wrong or missing, tell anybody who works with you. You may also complain
to the Information Commissioner’s Office.</p></section>
</main>
</body>
</html>
`;
}

function sectionOf(service: ServiceName, { tables, changes }: Held, names: Names): string {
  const sorted = Object.entries(tables).toSorted(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));
  const inner = sorted
    .map(([name, rows]) => `<h3>${escape(wordsOfTable(name))}</h3>\n${rowsOf(name, rows, names)}`)
    .join('\n');
  return `<section id="${service}"><h2>${SERVICES[service]}</h2>
${inner === '' ? '<p>Nothing.</p>' : inner}
${changesOf(changes ?? [], names)}</section>`;
}

function rowsOf(table: string, rows: readonly HeldRow[], names: Names): string {
  const lines = rows.map((row) => tell(table, row, names));
  return AS_LINES.has(table) ? asLines(lines) : lines.map(asCard).join('\n');
}

type Told = readonly (readonly [string, string])[];

function tell(table: string, row: HeldRow, names: Names): Told {
  if (LOOKS.has(table)) {
    return tellLook(row, names);
  }
  return Object.entries(row).flatMap(([column, value]) => {
    // Every row says with which team the person is: once is enough.
    const isSilent = COMPUTED.has(column) || (column === 'team_id' && table !== 'person');
    const words = isSilent ? null : wordsOfValue(column, value, names);
    return words === null ? [] : [[wordsOfColumn(column), words] as const];
  });
}

/** What a database counts or derives for itself: it stands in the file, and says nothing here. */
const COMPUTED = new Set([
  'id',
  'version',
  'xid',
  'search_name',
  'match_keys',
  'matter_key',
  'board_column',
  'services',
]);

function asCard(told: Told): string {
  return `<dl>${told
    .map(([what, words]) => `<dt>${escape(what)}</dt><dd>${escape(words)}</dd>`)
    .join('')}</dl>`;
}

function asLines(lines: readonly Told[]): string {
  const columns = [...new Set(lines.flatMap((told) => told.map(([what]) => what)))];
  const body = lines.map((told) => {
    const words = new Map(told);
    return `<tr>${columns.map((what) => `<td>${escape(words.get(what) ?? '')}</td>`).join('')}</tr>`;
  });
  const head = columns.map((what) => `<th scope="col">${escape(what)}</th>`).join('');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function changesOf(changes: readonly HeldChange[], names: Names): string {
  if (changes.length === 0) {
    return '';
  }
  const lines = changes.map(({ at, actorId, actorRole, table, what, before }): Told => [
    ['When', said('at', at, names)],
    ['Who', names[actorId] ?? actorRole],
    ['What', `${wordsOfTable(table)}: ${what}`],
    [
      'What stood there before',
      tell(table, before, names)
        .map(([column, words]) => `${column}: ${words}`)
        .join('; '),
    ],
  ]);
  return `<h3>Who wrote and changed this</h3>\n${asLines(lines)}`;
}

function leftOut(table: string, columns: readonly string[] | null): string {
  const where = wordsOfTable(table);
  return columns === null ? where : `${where}: ${columns.map(wordsOfColumn).join(', ')}`;
}

function elsewhere({ table, rows }: Held['namedElsewhere'][number]): string {
  const times = rows === 1 ? 'once' : `${String(rows)} times`;
  return `<li>${escape(
    `Other people’s records name you ${times} (${wordsOfTable(table)}). Those are theirs.`,
  )}</li>`;
}

function said(column: string, value: unknown, names: Names): string {
  return wordsOfValue(column, value, names) ?? '';
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const STYLE = `
body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0; color: #0b0c0c; background: #fff; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
h2 { border-top: 3px solid #0b0c0c; padding-top: 1rem; margin-top: 3rem; }
dl { border: 1px solid #b1b4b6; padding: 0.75rem; display: grid; gap: 0.25rem 1rem;
  grid-template-columns: minmax(8rem, 1fr) 3fr; break-inside: avoid; }
dt { font-weight: 600; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.95rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0;
  border-bottom: 1px solid #b1b4b6; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } }`;
