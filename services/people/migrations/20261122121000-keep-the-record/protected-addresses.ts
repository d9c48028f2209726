import { KNOWS_ADDRESS, viewerWrites } from '../../src/addresses/address.access.ts';

/**
 * Addresses that only the person and those named for them may know. No team and no other role is in
 * this rule, and neither is the service itself.
 */
export const protectedAddresses = [
  // The words of an address stand once, where their own rule is, and not in the audit as well.
  // Nothing is lost: they are never changed, only ended or moved from one table to the other.
  `create function write_audit_entry_without() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
   begin
     insert into audit_entry (actor_id, actor_role, table_name, row_id, before, after)
     values (viewer_id(), viewer_role(), tg_table_name, coalesce(new.id, old.id),
             to_jsonb(old) - tg_argv, to_jsonb(new) - tg_argv);
     return null;
   end $$`,
  `create table protected_address_viewer (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     practitioner_id uuid not null,
     reason text not null,
     named_by uuid not null,
     from_at timestamptz(3) not null,
     until_at timestamptz(3),
     constraint protected_address_viewer_pkey primary key (id),
     constraint protected_address_viewer_person foreign key (person_id) references person (id),
     constraint protected_address_viewer_reason_length check (
       length(reason) >= 10 and length(reason) <= 2000),
     constraint protected_address_viewer_in_order check (until_at >= from_at)
   )`,
  `create index protected_address_viewer_person_id on protected_address_viewer (person_id)`,
  `create index protected_address_viewer_practitioner_id
     on protected_address_viewer (practitioner_id)`,
  ...definer(
    'viewer_known_addresses()',
    'uuid[]',
    `select coalesce(array_agg(person_id), '{}') from protected_address_viewer
     where practitioner_id = viewer_practitioner_id() and until_at is null`,
  ),
  ...definer(
    'address_is_protected(p_person uuid)',
    'boolean',
    `select exists (select from protected_address_viewer
       where person_id = p_person and until_at is null)`,
  ),
  `create table protected_address (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     kind text not null,
     lines text[] not null,
     postcode text,
     uprn text,
     from_on date not null,
     until_on date,
     constraint protected_address_pkey primary key (id),
     constraint protected_address_person foreign key (person_id) references person (id)
   )`,
  `create index protected_address_person_id on protected_address (person_id)`,
  ...['protected_address', 'protected_address_viewer'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_read on ${table} for select using (
       person_id = (select viewer_person_id()) or ${KNOWS_ADDRESS})`,
  ]),
  `create policy protected_address_write on protected_address
     using (${KNOWS_ADDRESS}) with check (${KNOWS_ADDRESS})`,
  `create policy protected_address_viewer_write on protected_address_viewer
     using (${KNOWS_ADDRESS}) with check (${viewerWrites})`,
  // The functions above run as the owner, whom the policies bind too.
  `create policy protected_address_viewer_rule on protected_address_viewer for select
     to people_owner using (true)`,
  `grant select, insert, update (until_on), delete on protected_address to people_app`,
  `grant select, insert, update (until_at) on protected_address_viewer to people_app`,
  `create trigger protected_address_audit after insert or update or delete on protected_address
     for each row execute function write_audit_entry_without('lines', 'postcode', 'uprn')`,
  `create trigger protected_address_viewer_audit after insert or update or delete
     on protected_address_viewer for each row execute function write_audit_entry()`,
];

/** A question that policies ask about names which the viewer may not read. */
function definer(signature: string, type: string, body: string): string[] {
  const called = signature.replace('p_person ', '');
  return [
    `create function ${signature} returns ${type} language sql stable security definer
       parallel safe set search_path = public, pg_temp as $$ ${body} $$`,
    `revoke all on function ${called} from public`,
    `grant execute on function ${called} to people_app`,
  ];
}
