import { aboutPerson } from '../../src/reach/about-person.ts';

/** By what two records of one person are found: how their names sound, and when they were born. */
export const matchKeys = [
  `create extension if not exists fuzzystrmatch`,
  // The codes of Daitch and Mokotoff know Slavic and Yiddish spellings as well as English ones.
  `create function sounds(name text) returns text[] language sql immutable parallel safe as $$
     select coalesce(public.daitch_mokotoff(
       array_to_string(public.words_in(public.plain_letters(name)), '')), '{}') $$`,
  `create function day_and_month_swapped(born date) returns date
     language sql immutable strict parallel safe as $$
     select case when extract(day from born) <= 12 then make_date(
       extract(year from born)::int, extract(day from born)::int, extract(month from born)::int)
       else born end $$`,
  // A day is written as a number, because its text depends on a setting.
  `create function match_keys(given_name text, family_name text, preferred_name text, born date)
     returns text[] language plpgsql immutable parallel safe as $$
     declare
       v_keys text[] := case when born is null then '{}' else array['born ' ||
         (least(born, public.day_and_month_swapped(born)) - date '1900-01-01')] end;
       v_given text;
       v_family text;
     begin
       foreach v_family in array public.sounds(family_name) loop
         foreach v_given in array public.sounds(given_name) || public.sounds(preferred_name) loop
           v_keys := v_keys
             || ('name ' || least(v_given, v_family) || ' ' || greatest(v_given, v_family));
         end loop;
       end loop;
       return v_keys;
     end $$`,
  `alter table person add column match_keys text[] generated always as
     (match_keys(given_name, family_name, preferred_name, date_of_birth)) stored`,
  `create index person_match_keys on person using gin (match_keys) with (fastupdate = off)`,
];

export const scoring = [
  // 2 the same, 1 nearly: one letter apart, two letters swapped, sounding alike, or with a word in
  // common, as after a marriage; 0 another name. In plpgsql, which stops at the first that holds.
  `create function likeness(one text, other text) returns int language plpgsql immutable strict
     parallel safe set search_path = public, pg_temp as $$
     declare
       v_one constant text := array_to_string(words_in(plain_letters(one)), '');
       v_other constant text := array_to_string(words_in(plain_letters(other)), '');
     begin
       if v_one = v_other then return 2; end if;
       if length(v_one) >= 3 and levenshtein_less_equal(v_one, v_other, 1) <= 1 then
         return 1;
       end if;
       if length(v_one) >= 3 and length(v_one) = length(v_other) then
         for place in 1 .. length(v_one) - 1 loop
           if overlay(v_one placing reverse(substr(v_one, place, 2)) from place for 2) = v_other then
             return 1;
           end if;
         end loop;
       end if;
       if sounds(one) && sounds(other) or name_words(one) && name_words(other) then
         return 1;
       end if;
       return 0;
     end $$`,
  `create function digits_apart(one text, other text) returns int
     language sql immutable strict parallel safe as $$
     select count(*) filter (where substr(one, place, 1) <> substr(other, place, 1))::int
     from generate_series(1, length(one)) as place $$`,
  `create function day_digits(born date) returns text language sql immutable strict parallel safe
     as $$ select lpad((extract(year from born) * 10000 + extract(month from born) * 100
       + extract(day from born))::int::text, 8, '0') $$`,

  // Each thing that speaks for one person or for two, with its points. Together 0 to 100.
  `create function compare_people(one person, other person, same_postcode boolean,
       out score int, out reasons text[])
     language plpgsql immutable parallel safe set search_path = public, pg_temp as $$
     declare
       v_family constant int := coalesce(likeness(one.family_name, other.family_name), 0);
       v_given constant int := greatest(likeness(one.given_name, other.given_name),
         likeness(one.preferred_name, other.given_name),
         likeness(one.given_name, other.preferred_name),
         likeness(one.preferred_name, other.preferred_name), 0);
       v_digits constant int := digits_apart(one.nhs_number, other.nhs_number);
     begin
       score := 0;
       if one.date_of_birth is null or other.date_of_birth is null then
         reasons := array['BIRTH_DATE_UNKNOWN'];
       elsif one.date_of_birth = other.date_of_birth then
         score := 40; reasons := array['BIRTH_DATE_SAME'];
       elsif one.date_of_birth = day_and_month_swapped(other.date_of_birth) then
         score := 28; reasons := array['BIRTH_DAY_AND_MONTH_SWAPPED'];
       elsif digits_apart(day_digits(one.date_of_birth), day_digits(other.date_of_birth)) = 1 then
         score := 24; reasons := array['BIRTH_DATE_ONE_DIGIT_APART'];
       else
         score := -20; reasons := array['BIRTH_DATE_DIFFERS'];
       end if;
       if v_family < 2 and v_given < 2 and likeness(one.given_name, other.family_name) = 2
         and likeness(one.family_name, other.given_name) = 2
       then
         score := score + 36; reasons := reasons || 'NAMES_SWAPPED'::text;
       else
         score := score + (array[-15, 14, 20])[v_family + 1] + (array[-30, 14, 20])[v_given + 1];
         reasons := reasons
           || (array['FAMILY_NAME_DIFFERS', 'FAMILY_NAME_ALIKE', 'FAMILY_NAME_SAME'])[v_family + 1]
           || (array['GIVEN_NAME_DIFFERS', 'GIVEN_NAME_ALIKE', 'GIVEN_NAME_SAME'])[v_given + 1];
       end if;
       if same_postcode then
         score := score + 15; reasons := reasons || 'POSTCODE_SAME'::text;
       end if;
       -- Two rows never have the same number. Where two digits differ, one of them may be a slip.
       if v_digits <= 2 then
         score := score + 5; reasons := reasons || 'NHS_NUMBER_TWO_DIGITS_APART'::text;
       elsif v_digits > 2 then
         score := score - 20; reasons := reasons || 'NHS_NUMBER_DIFFERS'::text;
       end if;
       score := least(100, greatest(0, score));
     end $$`,

  // Only pairs of which the viewer, who works with people, reaches both. Nobody learns of a match
  // with somebody out of their reach. As the owner, for the same reason as `find_people`.
  `create function possible_duplicates(p_people uuid[], p_score_min int, p_first int)
     returns table (person_id uuid, other_id uuid, score int, reasons text[])
     language plpgsql stable security definer set search_path = public, pg_temp as $$
     #variable_conflict use_column
     declare
       v_teams uuid[] := viewer_team_ids();
       v_reach uuid[] := viewer_reach();
       v_closed uuid[] := viewer_closed();
       v_one person;
     begin
       for v_one in
         select * from person as one where one.id = any (p_people) and one.merged_into_id is null
           and (one.team_id = any (v_teams) or one.id = any (v_reach))
           and one.id <> all (v_closed)
           and viewer_role() in ('practitioner', 'manager', 'duty', 'discharge')
       loop
         return query execute
           'select $1, other.id, compared.score, compared.reasons
            from person as other
            cross join lateral compare_people($2, other, exists (
              select from address as here join address as there using (postcode)
              where here.person_id = $1 and there.person_id = other.id
                and here.until_on is null and there.until_on is null)) as compared
            where other.match_keys && $3 and other.id <> $1 and other.merged_into_id is null
              -- No likeness of names makes up for another birth date: it is not worth comparing.
              and (other.date_of_birth is null or ($2).date_of_birth is null
                or least(other.date_of_birth, day_and_month_swapped(other.date_of_birth))
                  = least(($2).date_of_birth, day_and_month_swapped(($2).date_of_birth))
                or levenshtein_less_equal(day_digits(other.date_of_birth), $9, 1) = 1)
              and (other.team_id = any ($4) or other.id = any ($5)) and other.id <> all ($6)
              and compared.score >= $7
              and not exists (
                select from not_the_same as said
                where (said.person_id, said.other_person_id) in (($1, other.id), (other.id, $1)))
            order by compared.score desc, other.id limit $8'
           using v_one.id, v_one, v_one.match_keys, v_teams, v_reach, v_closed, p_score_min,
             p_first, day_digits(v_one.date_of_birth);
       end loop;
     end $$`,
  // A pair within the team is found from both sides and told once.
  `create function duplicates_of_team(p_team uuid, p_score_min int, p_first int,
       p_after_score int, p_after_person uuid, p_after_other uuid)
     returns table (person_id uuid, other_id uuid, score int, reasons text[])
     language sql stable security definer set search_path = public, pg_temp as $$
     select person_id, other_id, score, reasons from (
       select distinct on (least(person_id, other_id), greatest(person_id, other_id)) found.*
       from possible_duplicates(
         array(select id from person where team_id = p_team), p_score_min, 20) as found
       order by least(person_id, other_id), greatest(person_id, other_id), person_id
     ) as pairs
     where p_team = any (viewer_team_ids())
       and (p_after_score is null
         or (-score, person_id, other_id) > (-p_after_score, p_after_person, p_after_other))
     order by score desc, person_id, other_id
     limit p_first $$`,
  ...[
    'possible_duplicates(uuid[], int, int)',
    'duplicates_of_team(uuid, int, int, int, uuid, uuid)',
  ].flatMap((signature) => [
    `revoke all on function ${signature} from public`,
    `grant execute on function ${signature} to people_app`,
  ]),
];

/** Somebody looked, and they are two people. It is not asked again. */
export const notTheSame = [
  `create table not_the_same (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     other_person_id uuid not null,
     team_id uuid not null,
     why text not null,
     said_by uuid not null,
     said_at timestamptz(3) not null,
     constraint not_the_same_pkey primary key (id),
     constraint not_the_same_other_person foreign key (other_person_id) references person (id),
     constraint not_the_same_once unique (person_id, other_person_id),
     constraint not_the_same_two_people check (person_id <> other_person_id),
     constraint not_the_same_why_length check (length(why) >= 1 and length(why) <= 2000)
   )`,
  `create index not_the_same_other_person_id on not_the_same (other_person_id)`,
  ...aboutPerson('not_the_same', { app: 'select, insert' }),
];
