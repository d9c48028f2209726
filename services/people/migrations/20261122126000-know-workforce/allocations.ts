import { aboutPerson } from '../../src/reach/about-person.ts';

const NOW = `date_trunc('milliseconds', now())`;

/** One event about each row that `changed` holds, as `reach.events.ts` leaves it. */
const TOLD = `insert into event (kind, subject_id, person_id, team_id, version, payload)
  select 'reach-changed', id, person_id, null, version, jsonb_build_object('whom', holder_id,
    'why', why, 'fromAt', from_at, 'untilAt', until_at)
  from changed`;

export const allocations = [
  `create table allocation (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     practitioner_id uuid not null,
     weight smallint not null,
     reason text,
     allocated_by uuid not null,
     from_at timestamptz(3) not null,
     until_at timestamptz(3),
     version int not null default 1,
     constraint allocation_pkey primary key (id),
     constraint allocation_practitioner foreign key (practitioner_id) references practitioner (id),
     constraint allocation_weight_one_to_five check (weight >= 1 and weight <= 5),
     constraint allocation_reason_length check (length(reason) >= 1 and length(reason) <= 2000),
     constraint allocation_in_order check (until_at >= from_at)
   )`,
  `create unique index allocation_current on allocation (person_id, practitioner_id)
     where until_at is null`,
  `create index allocation_practitioner_id on allocation (practitioner_id, until_at)`,
  ...aboutPerson('allocation', {
    app: 'select, insert, update (team_id, weight, until_at, version)',
  }),

  // A worker of another team reaches the person for as long as they work with them, however it came
  // that the teams differ. Runs as the owner: who allocates need not reach what this looks at.
  `create policy reach_workers on reach to people_owner using (true) with check (true)`,
  `create function open_to_worker(p_person uuid, p_practitioner uuid) returns void
     language plpgsql security definer set search_path = public, pg_temp as $$
   begin
     if exists (
       select from allocation join practitioner on practitioner.id = allocation.practitioner_id
       where allocation.person_id = p_person and allocation.practitioner_id = p_practitioner
         and allocation.until_at is null and practitioner.team_id <> allocation.team_id
     ) then
       with changed as (
         insert into reach (person_id, holder_id, why, from_at)
         select p_person, p_practitioner, 'ALLOCATED_WORKER', ${NOW}
         where not exists (select from reach where person_id = p_person
           and holder_id = p_practitioner and why = 'ALLOCATED_WORKER' and until_at is null)
         returning *)
       ${TOLD};
     else
       with changed as (
         update reach set until_at = ${NOW}, version = version + 1
         where person_id = p_person and holder_id = p_practitioner
           and why = 'ALLOCATED_WORKER' and until_at is null
         returning *)
       ${TOLD};
     end if;
   end $$`,
  `revoke all on function open_to_worker(uuid, uuid) from public`,
  `create function allocation_opens() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
   begin
     perform open_to_worker(new.person_id, new.practitioner_id);
     return null;
   end $$`,
  `create trigger allocation_opens after insert or update of team_id, until_at on allocation
     for each row execute function allocation_opens()`,
  `create function practitioner_opens() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
   begin
     perform open_to_worker(person_id, new.id) from allocation
     where practitioner_id = new.id and until_at is null;
     return null;
   end $$`,
  `create trigger practitioner_opens after update of team_id on practitioner for each row
     when (old.team_id is distinct from new.team_id) execute function practitioner_opens()`,

  `create table person_move (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     from_team_id uuid not null,
     to_team_id uuid not null,
     reason text not null,
     moved_by uuid not null,
     moved_at timestamptz(3) not null,
     version int not null default 1,
     constraint person_move_pkey primary key (id),
     constraint person_move_reason_length check (length(reason) >= 1 and length(reason) <= 2000)
   )`,
  ...aboutPerson('person_move', { app: 'select, insert, update (team_id)' }),
];
