/** What the tables are called in plain English. A table that is not here is called what it is. */
const TABLES: Readonly<Record<string, string>> = {
  person: 'Who you are',
  person_details: 'More about you',
  about_me: 'About me, in your own words',
  contact_way: 'How to reach you',
  address: 'Where you live and have lived',
  protected_address: 'Your protected address',
  protected_address_viewer: 'Who may know your protected address',
  correction_request: 'What you asked to be put right',
  relationship: 'Who is there for you',
  caring_role: 'Whom you care for',
  sharing_agreement: 'What you agreed to share',
  objection: 'What you objected to',
  capacity_decision: 'Decisions about capacity, each about one matter',
  advocacy_decision: 'Whether you are entitled to an advocate',
  involvement_wish: 'How you want to be involved',
  reach: 'To whom your record was opened',
  closure: 'To whom your record was closed',
  person_merge: 'Records that were put together',
  person_move: 'Moves from one team to another',
  allocation: 'Who works with you',
  own_record: 'Your own work for the council',
  look: 'Who looked at your record',
  access_log: 'Who looked at your record, as this service kept it',
  event: 'What happened to your record, for other services to know',
  known_person: 'That you are known here',
  conversation: 'Conversations',
  passage: 'What was said',
  strength: 'Strengths',
  outcome: 'What you want to achieve',
  progress: 'How it went',
  known_commitment: 'Money that conversations know of',
  known_outcome: 'Outcomes that money knows of',
  commitment: 'Money set aside for you',
  journal: 'Money that moved for you',
  entry: 'The accounts of the budgets it came from',
  privacy_alert_subject: 'What the privacy officer is checking',
  not_the_same: 'People who were taken for you',
};

const COLUMNS: Readonly<Record<string, string>> = {
  nhs_number: 'NHS number',
  uprn: 'Unique property reference number',
  gp_practice_code: 'GP practice code',
  as_what: 'In your words',
  is_emergency_contact: 'To ring in an emergency',
  what: 'What',
  pence: 'Amount',
  district: 'District',
  created_at: 'Known to the council since',
  paid_for: 'The council pays for support',
  from_at: 'From',
  from_on: 'From',
  until_at: 'Until',
  until_on: 'Until',
  at: 'When',
  holder_id: 'Who',
  why: 'By what right',
  value: 'Number or address',
  safe_to_leave_message: 'Safe to leave a message',
  preferred: 'The way you prefer',
  weight: 'How much work it is, from 1 to 5',
  written_by_person: 'Written by yourself',
  says_now: 'What it says',
  should_say: 'What it should say',
  answer_words: 'The answer',
  about_protected_address: 'About a protected address',
  has_unpaid_carer: 'Has an unpaid carer',
  lives_with: 'Lives with you',
  authority_seen: 'We have seen their authority',
  understands: 'Could understand it',
  retains: 'Could remember it for long enough',
  weighs: 'Could weigh it up',
  communicates: 'Could say what they decided',
  rationale: 'Why',
};

/** Codes that make no sentence by themselves. */
const CODES: Readonly<Record<string, string>> = {
  PLEASE_DO_AND_DONT: 'Please do, and please don’t',
};

export function wordsOfTable(name: string): string {
  return TABLES[name] ?? sentence(name);
}

/** `amount_pence` → Amount; `opened_at` → Opened at; `practitioner_id` → Practitioner. */
export function wordsOfColumn(name: string): string {
  return COLUMNS[name] ?? sentence(name.replace(/_(id|pence)$/, ''));
}

function sentence(name: string): string {
  const words = name
    .split('_')
    .map((word) => (SHORT_FORMS.has(word) || word === 'I' ? word : word.toLowerCase()))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
const INSTANT = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});
const POUNDS = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;
const IS_INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/;
const IS_CODE = /^[A-Z]{2,}[A-Z0-9]*(_[A-Z0-9]+)*$/;
const IS_KIND = /^[a-z]+(-[a-z]+)+$/;
const SHORT_FORMS = new Set(['BSL', 'CQC', 'GP', 'LPA', 'NHS']);

/** A value as somebody says it; null for what says nothing to a reader, such as an unknown id. */
export function wordsOfValue(
  column: string,
  value: unknown,
  names: Readonly<Record<string, string>>,
): string | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  if (Array.isArray(value)) {
    const said = value.flatMap((each) => wordsOfValue(column, each, names) ?? []);
    return said.length === 0 ? null : said.join(', ');
  }
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  if (typeof value === 'number') {
    return /(^|_)pence$/.test(column) ? POUNDS.format(value / 100) : String(value);
  }
  if (typeof value === 'object') {
    return wordsOfObject(value as Record<string, unknown>, names);
  }
  if (typeof value !== 'string') {
    return null;
  }
  // Kinds of events are written `outcome-agreed`.
  return column === 'kind' && IS_KIND.test(value)
    ? sentence(value.replaceAll('-', '_'))
    : wordsOfText(value, names);
}

function wordsOfText(text: string, names: Readonly<Record<string, string>>): string | null {
  if (UUID.test(text)) {
    return names[text] ?? null;
  }
  if (IS_INSTANT.test(text)) {
    return INSTANT.format(new Date(text));
  }
  if (IS_DAY.test(text)) {
    return DAY.format(new Date(`${text}T12:00:00Z`));
  }
  return IS_CODE.test(text) && !SHORT_FORMS.has(text) ? (CODES[text] ?? sentence(text)) : text;
}

function wordsOfObject(
  object: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): string | null {
  const said = Object.entries(object).flatMap(([key, value]) => {
    // Within an event names are as in the graph: `amountPence`.
    const column = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const words = wordsOfValue(column, value, names);
    return words === null ? [] : [`${wordsOfColumn(column)}: ${words}`];
  });
  return said.length === 0 ? null : said.join('; ');
}
