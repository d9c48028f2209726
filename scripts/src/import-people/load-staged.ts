import type { Actor } from '@connected-lives/kit/actor';
import { District } from '@connected-lives/kit/district';
import { londonDay } from '@connected-lives/kit/london-day';
import type pg from 'pg';
import { count } from './count.ts';
import { countKeptApart, loadAddresses } from './load-addresses.ts';
import { loadContactWays } from './load-contact-ways.ts';
import { loadDetails } from './load-details.ts';
import { loadProtectedAddresses } from './load-protected-addresses.ts';
import {
  IS_WHOLE,
  passOverRepeats,
  rejectDuplicates,
  rejectUnknownPractitioners,
} from './reject-rows.ts';

/** How many rows of the file came to what. */
export interface Loaded {
  readonly loaded: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of a full return that say the same of a person as an earlier one. */
  readonly repeated: number;
  readonly rejected: number;
  /** People of whom something besides is written down now. */
  readonly detailed: number;
  /** People of whom another home is written down now. */
  readonly addressed: number;
  /** Of those, people whose address is protected from now on. */
  readonly protectedNow: number;
  /** People whose address is protected on the record, and left to those who are named for it. */
  readonly keptApart: number;
  /** People of whom a new number or e-mail address is written down now. */
  readonly contacted: number;
  /** Cells with something in them that is no code of the return, or no day. */
  readonly leftOut: number;
}

export interface LoadingRules {
  /** The team that new people are with. */
  readonly teamId: () => Promise<string>;
  /** Loads nothing when anything is rejected. */
  readonly strict: boolean;
  /** Who signs. */
  readonly importer: Actor;
  readonly today: Date;
}

const NOTHING: Omit<Loaded, 'repeated' | 'rejected'> = {
  loaded: 0,
  changed: 0,
  unchanged: 0,
  detailed: 0,
  addressed: 0,
  protectedNow: 0,
  keptApart: 0,
  contacted: 0,
  leftOut: 0,
};

/**
 * Rejects duplicates, then loads what is left: people with a new reference are inserted, and those
 * with a known one are changed where the file says something else. The audit triggers sign it, and
 * each leaves an event. Runs inside the caller's transaction, which nobody else's writes to people
 * can slip into.
 *
 * What the file does not know is not forgotten: an empty NHS number leaves the one on the record,
 * and a person who is known stays with their team.
 */
export async function loadStaged(
  client: pg.ClientBase,
  { teamId, strict, importer, today }: LoadingRules,
): Promise<Loaded> {
  await client.query('lock table person in share row exclusive mode');
  const repeated = await passOverRepeats(client);
  await rejectDuplicates(client);
  await rejectUnknownPractitioners(client);
  const rejected = await count(client, `select count(*) from staged_person where not ${IS_WHOLE}`);
  if (strict && rejected > 0) {
    return { ...NOTHING, repeated, rejected };
  }
  const whole = await count(client, `select count(*) from staged_person where ${IS_WHOLE}`);
  const changed = await count(client, CHANGE);
  const known = await count(client, KNOWN);
  const loaded = known === whole ? 0 : await count(client, INSERT, [await teamId()]);
  const detailed = await loadDetails(client);
  const contacted = await loadContactWays(client);
  const day = londonDay(today);
  const keptApart = await countKeptApart(client);
  const protectedNow = await loadProtectedAddresses(client, importer, day);
  const addressed = protectedNow + (await loadAddresses(client, day));
  const leftOut = await count(
    client,
    `select coalesce(sum(left_out), 0) as count from staged_person where ${IS_WHOLE}`,
  );
  return {
    loaded,
    changed,
    unchanged: whole - changed - loaded,
    repeated,
    rejected,
    detailed,
    addressed,
    protectedNow,
    keptApart,
    contacted,
    leftOut,
  };
}

const KNOWN = `
  select count(*) from staged_person staged
  where ${IS_WHOLE} and exists (
    select from person where person.council_reference = staged.reference)`;

const PROTECTED_BY_FILE = `coalesce(staged.address -> 'knownTo' <> '[]', false)`;

/**
 * A postcode does not move somebody whose address is protected, on the record or by this file: it
 * would tell where they went.
 */
const DISTRICT = `
  case when address_is_protected(person.id) or ${PROTECTED_BY_FILE}
    then person.district else staged.district end`;

/** Nor does it say where somebody new is, whom it protects. */
const FIRST_DISTRICT = `
  case when ${PROTECTED_BY_FILE} then '${District.NOT_KNOWN}' else staged.district end`;

const CHANGE = `
  with changed as (
    update person set
      given_name = staged.given_name,
      family_name = staged.family_name,
      nhs_number = coalesce(staged.nhs_number, person.nhs_number),
      date_of_birth = staged.date_of_birth,
      district = ${DISTRICT},
      version = person.version + 1
    from staged_person staged
    where ${IS_WHOLE} and person.council_reference = staged.reference
      and (person.given_name, person.family_name, person.nhs_number, person.date_of_birth,
           person.district)
        is distinct from
          (staged.given_name, staged.family_name, coalesce(staged.nhs_number, person.nhs_number),
           staged.date_of_birth, ${DISTRICT})
    returning person.id, person.team_id, person.version, person.district
  ), told as (
    insert into event (kind, subject_id, person_id, team_id, version, payload)
    select 'person-changed', id, id, team_id, version, jsonb_build_object('district', district)
    from changed
  )
  select count(*) from changed`;

const INSERT = `
  with registered as (
    insert into person (team_id, council_reference, given_name, family_name, nhs_number,
      date_of_birth, district)
    select $1, reference, given_name, family_name, nhs_number, date_of_birth, ${FIRST_DISTRICT}
    from staged_person staged where ${IS_WHOLE} order by line
    on conflict (council_reference) do nothing
    returning id, team_id, version, district
  ), told as (
    insert into event (kind, subject_id, person_id, team_id, version, payload)
    select 'person-registered', id, id, team_id, version, jsonb_build_object('district', district)
    from registered
  )
  select count(*) from registered`;
