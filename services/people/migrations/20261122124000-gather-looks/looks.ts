import { openTable } from '@connected-lives/kit/foundation';

/**
 * Whose list of looks the viewer may read: their own, and of those who gave them authority. What was
 * seen of a record before it was merged into theirs is theirs too.
 */
const ownLists = [
  `create function viewer_lists() returns uuid[] language plpgsql stable security definer
     parallel safe set search_path = public, pg_temp as $$
   begin
     return coalesce((
       select array_agg(known.id)
       from (
         select viewer_person_id() as id
         union
         select reach.person_id from reach
         where reach.holder_id = viewer_person_id() and reach.why = 'REPRESENTATIVE'
           and reach.person_id <> all (viewer_closed())
           and reach.from_at <= now() and (reach.until_at is null or reach.until_at > now())
       ) own
       cross join lateral ids_of_person(own.id) as known(id)
     ), '{}');
   end $$`,
  `revoke all on function viewer_lists() from public`,
  `grant execute on function viewer_lists() to people_app`,
];

/**
 * Every look of the council at anybody, one row a person and operation, whichever services the
 * operation met the person in. Copied from the services' own logs, which stay the truth.
 */
export const looks = [
  ...ownLists,
  `create table look (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     request_id text not null,
     operation text not null,
     actor_id uuid not null,
     actor_name text not null,
     actor_role text not null,
     actor_person_id uuid,
     team_ids uuid[] not null,
     purpose text,
     relationship text,
     client_id text,
     origin text,
     services text[] not null,
     at timestamptz(3) not null,
     constraint look_pkey primary key (id),
     constraint look_once unique (request_id, actor_id, person_id, operation)
   )`,
  `create index look_person on look (person_id, at desc, id desc)`,
  `create index look_actor on look (actor_id, at) include (person_id)`,
  `create trigger look_stays before delete on look
     for each row execute function refuse_change()`,
  `create trigger look_no_truncate before truncate on look
     for each statement execute function refuse_change()`,
  `alter table look enable row level security`,
  `alter table look force row level security`,
  `create policy look_read on look for select to people_app using (
     person_id = any ((select viewer_lists())::uuid[]) or (select viewer_role()) = 'privacy')`,
  `create policy look_service on look
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  // The check of the chains reads as the owner.
  `create policy look_check on look for select to people_owner using (true)`,
  // Of a look that is there, only the services that it met the person in may become more.
  ...openTable('people', 'look', { app: 'select, insert, update (services)' }),

  // Counted as they come: how many people somebody looked at must not cost a reading of all looks.
  `create table hourly_look (
     actor_id uuid not null,
     hour timestamptz(0) not null,
     whom uuid not null,
     out_of_hours boolean not null,
     constraint hourly_look_pkey primary key (actor_id, hour, whom)
   )`,
  `create index hourly_look_hour on hourly_look (hour)`,
  `alter table hourly_look enable row level security`,
  `alter table hourly_look force row level security`,
  `create policy hourly_look_service on hourly_look
     using ((select viewer_role()) = 'service') with check ((select viewer_role()) = 'service')`,
  ...openTable('people', 'hourly_look', { app: 'select, insert, update (out_of_hours), delete' }),
];
