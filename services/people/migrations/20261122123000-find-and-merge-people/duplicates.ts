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
  // The search path is that of the functions that ask: setting it for every name costs as much again.
  `create function likeness(one text, other text) returns int language plpgsql immutable strict
     parallel safe as $$
     declare
       v_words constant text[] := words_in(plain_letters(one));
       v_others constant text[] := words_in(plain_letters(other));
       v_one constant text := array_to_string(v_words, '');
       v_other constant text := array_to_string(v_others, '');
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
       if daitch_mokotoff(v_one) && daitch_mokotoff(v_other)
         or (cardinality(v_words) > 1 or cardinality(v_others) > 1)
           and name_words(one) && name_words(other)
       then
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
     language plpgsql immutable parallel safe as $$
     declare
       v_family constant int := coalesce(likeness(one.family_name, other.family_name), 0);
       v_given constant int := greatest(likeness(one.given_name, other.given_name),
         likeness(one.preferred_name, other.given_name),
         likeness(one.given_name, other.preferred_name),
         likeness(one.preferred_name, other.preferred_name), 0);
       v_swapped constant boolean := v_family < 2 and v_given < 2
         and likeness(one.given_name, other.family_name) = 2
         and likeness(one.family_name, other.given_name) = 2;
       v_digits int;
     begin
       score := 0;
       -- Nothing makes up for names that have nothing in common, and most of those who were born on
       -- one day have such: the rest is not looked at.
       if v_family = 0 and v_given = 0 and not v_swapped then
         reasons := array['FAMILY_NAME_DIFFERS', 'GIVEN_NAME_DIFFERS'];
         return;
       end if;
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
       if v_swapped then
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
       v_digits := digits_apart(one.nhs_number, other.nhs_number);
       if v_digits <= 2 then
         score := score + 5; reasons := reasons || 'NHS_NUMBER_TWO_DIGITS_APART'::text;
       elsif v_digits > 2 then
         score := score - 20; reasons := reasons || 'NHS_NUMBER_DIFFERS'::text;
       end if;
       score := least(100, greatest(0, score));
     end $$`,

  // Every record that may be of the same person. Who may hear of it is asked by whoever calls this.
  `create function records_alike(one person, p_score_min int)
     returns table (other_id uuid, team_id uuid, score int, reasons text[])
     language plpgsql stable set search_path = public, pg_temp as $$
     #variable_conflict use_column
     begin
       return query
         select other.id, other.team_id, compared.score, compared.reasons
         from person as other
         cross join lateral compare_people(one, other, exists (
           select from address as here join address as there using (postcode)
           where here.person_id = one.id and there.person_id = other.id
             and here.until_on is null and there.until_on is null)) as compared
         where other.match_keys && one.match_keys and other.id <> one.id
           and other.merged_into_id is null
           -- No likeness of names makes up for another birth date: it is not worth comparing.
           -- The first key is that of the birth date, where there is one.
           and (one.date_of_birth is null or other.date_of_birth is null
             or other.match_keys[1] = one.match_keys[1]
             or levenshtein_less_equal(
               other.date_of_birth::text, one.date_of_birth::text, 1) = 1)
           and compared.score >= p_score_min;
     end $$`,
  // Somebody has looked at these two already.
  `create function are_told_apart(one uuid, other uuid) returns boolean
     language sql stable set search_path = public, pg_temp as $$
     select exists (select from not_the_same
       where (person_id, other_person_id) in ((one, other), (other, one))) $$`,

  // Only pairs of which the viewer, who works with people, reaches both. Nobody learns of a match
  // with somebody out of their reach. As the owner, for the same reason as `find_people`.
  `create function possible_duplicates(p_person uuid, p_score_min int, p_first int)
     returns table (person_id uuid, other_id uuid, score int, reasons text[])
     language plpgsql stable security definer set search_path = public, pg_temp as $$
     #variable_conflict use_column
     declare
       v_teams constant uuid[] := viewer_team_ids();
       v_reach constant uuid[] := viewer_reach();
       v_closed constant uuid[] := viewer_closed();
       v_one person;
     begin
       select * into v_one from person where id = p_person and merged_into_id is null
         and (team_id = any (v_teams) or id = any (v_reach)) and id <> all (v_closed)
         and viewer_role() in ('practitioner', 'manager', 'duty', 'discharge');
       if found then
         return query
           select p_person, alike.other_id, alike.score, alike.reasons
           from records_alike(v_one, p_score_min) as alike
           where (alike.team_id = any (v_teams) or alike.other_id = any (v_reach))
             and alike.other_id <> all (v_closed)
             and not are_told_apart(p_person, alike.other_id)
           order by alike.score desc, alike.other_id limit p_first;
       end if;
     end $$`,
  `revoke all on function possible_duplicates(uuid, int, int) from public`,
  `grant execute on function possible_duplicates(uuid, int, int) to people_app`,
];
