import { paidForRead } from '../../src/addresses/address.access.ts';
import { aboutPerson } from '../../src/reach/about-person.ts';

/** Where people live, have lived and get their letters. */
export const addresses = [
  `create table address (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     kind text not null,
     lines text[] not null,
     postcode text,
     uprn text,
     from_on date not null,
     until_on date,
     constraint address_pkey primary key (id)
   )`,
  ...['address', 'protected_address'].flatMap((table) => [
    `alter table ${table} add constraint ${table}_kind_known
       check (kind in ('HOME', 'TEMPORARY', 'CORRESPONDENCE'))`,
    `alter table ${table} add constraint ${table}_has_lines
       check (cardinality(lines) >= 1 and cardinality(lines) <= 6)`,
    `alter table ${table} add constraint ${table}_postcode_written_alike
       check (postcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$')`,
    `alter table ${table} add constraint ${table}_uprn_digits check (uprn ~ '^[0-9]{1,12}$')`,
    `alter table ${table} add constraint ${table}_in_order check (until_on >= from_on)`,
  ]),
  ...aboutPerson('address', { app: 'select, insert, update (until_on), delete' }),
  `create policy address_paid_for on address for select using (${paidForRead})`,
  `create or replace trigger address_audit after insert or update or delete on address
     for each row execute function write_audit_entry_without('lines', 'postcode', 'uprn')`,
  // The last defence: no path may put the address of somebody protected where others see it.
  `create function refuse_protected_address() returns trigger language plpgsql as $$
   begin
     if address_is_protected(new.person_id) then
       raise exception 'the address of a protected person' using errcode = 'CL001';
     end if;
     return new;
   end $$`,
  `create trigger address_is_not_protected before insert on address
     for each row execute function refuse_protected_address()`,
];
