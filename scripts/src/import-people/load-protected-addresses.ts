import type { Actor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import type pg from 'pg';
import { PlainError } from '../plain-error.ts';
import { STAGED_ADDRESSES } from './load-addresses.ts';

const REASON = 'Protected in the file that the council loaded people from.';

/**
 * Puts the addresses that a file says are protected where their own rule is: with those of the
 * person that are on the record already, and with the practitioners who may know. The rule lets
 * nobody write there but those who are named, the service neither; so each is written as the first
 * of them would, signed by the import. Answers how many people have such an address now.
 */
export async function loadProtectedAddresses(
  client: pg.ClientBase,
  importer: Actor,
  today: string,
): Promise<number> {
  const { rows } = await client.query<{ line: number; person_id: string; named: string[] }>(
    `select line, person_id, array(
         select id from practitioner, jsonb_array_elements_text(known_to) as known(named)
         where ${IS_NAMED} order by id) as named
     from (${STAGED_ADDRESSES}) staged where known_to <> '[]' and not is_protected`,
  );
  for (const { line, person_id: personId, named } of rows) {
    await actAsOneOf(client, importer, { line, personId, named });
    await client.query(NAME, [personId, named, REASON, importer.id]);
    await client.query(KEEP_APART, [personId, today]);
  }
  await client.query(`select set_config('app.viewer', $1, true)`, [viewerSetting(importer)]);
  return rows.length;
}

/** As the first of those named to whom the record is open. Where it is closed to all, nothing is loaded. */
async function actAsOneOf(
  client: pg.ClientBase,
  importer: Actor,
  { line, personId, named }: { line: number; personId: string; named: readonly string[] },
): Promise<void> {
  for (const practitionerId of named) {
    const viewer = viewerSetting({ ...importer, role: 'practitioner', practitionerId });
    await client.query(`select set_config('app.viewer', $1, true)`, [viewer]);
    const { rows } = await client.query<{ closed: boolean }>(
      'select $1::uuid = any (viewer_closed()) as closed',
      [personId],
    );
    if (rows[0]?.closed === false) {
      return;
    }
  }
  throw new PlainError(
    `Line ${String(line)} protects an address for practitioners from whom the record is kept. ` +
      'Name somebody else under “Address Known To”. Nothing was loaded.',
  );
}

/** A practitioner is named by id or by registration number, for as long as they work here. */
export const IS_NAMED = `
  (practitioner.id::text = lower(known.named)
    or upper(practitioner.registration_number) = upper(known.named))
  and (practitioner.left_on is null or practitioner.left_on >= current_date)`;

const NAME = `
  insert into protected_address_viewer (person_id, practitioner_id, reason, named_by, from_at)
  select $1, practitioner_id, $3, $4, now() from unnest($2::uuid[]) as practitioner_id`;

const KEEP_APART = `
  with open as (
    delete from address where person_id = $1 returning *
  ), home as (
    select * from (${STAGED_ADDRESSES}) staged where person_id = $1
  ), kept as (
    insert into protected_address (id, person_id, kind, lines, postcode, uprn, from_on, until_on)
    select id, person_id, kind, lines, postcode, uprn, from_on,
      case when kind = 'HOME' and until_on is null
        then greatest(from_on, coalesce((select from_on from home), $2::date) - 1)
        else until_on end
    from open
    union all
    select uuidv7(), person_id, 'HOME', lines, postcode, uprn, coalesce(from_on, $2::date), null
    from home
  ), corrections as (
    update correction_request set about_protected_address = true
    where person_id = $1 and field in ('ADDRESS', 'SOMETHING_ELSE')
  )
  insert into event (kind, subject_id, person_id, team_id, version, payload)
  select 'address-changed', person_id, person_id, team_id, version, '{}' from home`;
