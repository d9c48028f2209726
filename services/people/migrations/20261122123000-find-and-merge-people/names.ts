/**
 * Names as they are searched for. Immutable functions, so that they can fill generated columns, and
 * the same ones read the search, so that both sides are always folded alike.
 */
export const names = [
  // Not everything that looks like an accent is one to Unicode: ł and ø have no parts to take off.
  // Most names are in ASCII, and then there is nothing to do.
  `create function plain_letters(words text) returns text language sql immutable strict parallel safe
     as $$
       select lower(case when octet_length(words) = length(words) then words
         else regexp_replace(normalize(
           replace(replace(replace(replace(replace(replace(replace(
             translate(words, 'łŁøØđĐðÐħĦŧŦıĸŋŊ', 'lLoOdDdDhHtTiknN'),
             'ß', 'ss'), 'æ', 'ae'), 'Æ', 'Ae'), 'œ', 'oe'), 'Œ', 'Oe'), 'þ', 'th'), 'Þ', 'Th'),
           NFD), U&'[\\0300-\\036F]', '', 'g') end) $$`,

  // What stands between two words: everything in ASCII that is no letter or digit, and the dashes
  // and inverted commas of print. So a word holds nothing that means something in a pattern.
  `create function words_in(plain text) returns text[] language sql immutable strict parallel safe
     as $$ select array_remove(
       regexp_split_to_array(plain, '[\\x01-\\x2f\\x3a-\\x60\\x7b-\\xbf\\u02b9-\\u02bf\\u2000-\\u206f]+'), '') $$`,

  // Smith-Jones is looked for as either name and as smithjones, O'Brien as brien and as obrien. In
  // plpgsql, which plans each expression once a session and not once a row.
  `create function name_words(name text) returns text[] language plpgsql immutable parallel safe
     as $$
     declare
       v_parts constant text[] := public.words_in(public.plain_letters(name));
       v_words text[] := v_parts;
     begin
       for i in 2 .. cardinality(v_parts) loop
         v_words := v_words || (v_parts[i - 1] || v_parts[i]);
       end loop;
       return case when cardinality(v_parts) > 2
         then v_words || array_to_string(v_parts, '') else v_words end;
     end $$`,
  // Where a family name was loaded as OBrien or MCDONALD, what follows the prefix is a word too.
  `create function searched_as(given_name text, family_name text, preferred_name text)
     returns text language plpgsql immutable parallel safe as $$
     declare
       v_words text[] := public.name_words(family_name);
       v_rest text;
     begin
       for i in 1 .. cardinality(v_words) loop
         v_rest := substring(v_words[i] from '^(?:o(?=[bcdfghklmnrst])|d(?=[bcfglmns])|mac|mc)(.{3,})$');
         if v_rest is not null then v_words := v_words || v_rest; end if;
       end loop;
       return ' ' || array_to_string(public.name_words(given_name) || v_words
         || public.name_words(coalesce(preferred_name, '')), ' ') || ' ';
     end $$`,
  `create function searched_words(search_name text) returns text[]
     language sql immutable strict parallel safe
     as $$ select string_to_array(btrim(search_name), ' ') $$`,
  // Of Ann Smith-Jones aj, as, js and ss, for smithjones is a word too: by these "a s" is found,
  // where either letter alone begins the names of thousands.
  `create function initial_pairs(search_name text) returns text[]
     language sql immutable strict parallel safe
     as $$
       with known as (
         select distinct word collate "C" as word
         from unnest(public.searched_words(search_name)) as word)
       select array(select distinct left(one.word, 1) || left(other.word, 1)
         from known as one join known as other on one.word < other.word) $$`,

  `alter table person drop column search_name`,
  `drop function searchable(text)`,
  `alter table person add column search_name text generated always as
     (searched_as(given_name, family_name, preferred_name)) stored`,
  // Without a list of pending entries, which every search would have to read through.
  `create index person_search_words on person using gin (searched_words(search_name))
     with (fastupdate = off)`,
  `create index person_initial_pairs on person using gin (initial_pairs(search_name))
     with (fastupdate = off)`,
  `create index person_by_name on person (family_name, given_name, id)`,
  `create index person_date_of_birth on person (date_of_birth)`,
];

/**
 * Every word that occurs in a name, with each of its letters left open in turn: mor?an. A word that
 * was typed with one wrong letter has such a pattern in common with the right one, so that it is
 * found by an index. The app has no grant on it: only `find_people` looks here.
 */
export const vocabulary = [
  `create function one_letter_open(word text) returns text[]
     language sql immutable strict parallel safe
     as $$ select coalesce(array_agg(overlay(word placing '?' from place for 1)), '{}')
       from generate_series(1, length(word)) as place $$`,
  `create table name_word (
     word text collate "C" not null,
     patterns text[] not null generated always as (one_letter_open(word)) stored,
     constraint name_word_pkey primary key (word)
   )`,
  `create index name_word_patterns on name_word using gin (patterns) with (fastupdate = off)`,
  `alter table name_word enable row level security`,
  `alter table name_word force row level security`,
  `create policy name_word_search on name_word to people_owner using (true) with check (true)`,
  // In order, so that two registrations at once cannot wait for each other.
  `create function learn_name_words() returns trigger language plpgsql security definer
     set search_path = public, pg_temp as $$
   begin
     insert into name_word (word)
     select distinct word from named, unnest(searched_words(named.search_name)) as word
     order by word
     on conflict do nothing;
     return null;
   end $$`,
  ...['insert', 'update'].map(
    (how) => `create trigger person_name_words_${how} after ${how} on person
       referencing new table as named for each statement execute function learn_name_words()`,
  ),

  // A letter too many, two letters swapped, a wrong letter or one too few. Exactly one of these.
  `create function one_letter_apart(typed text) returns setof text language sql stable
     set search_path = public, pg_temp as $$
     select word from name_word where word = any (array(
       select overlay(typed placing '' from place for 1)
       from generate_series(1, length(typed)) as place
       union
       select overlay(typed placing reverse(substr(typed, place, 2)) from place for 2)
       from generate_series(1, length(typed) - 1) as place))
       and word <> typed
     union
     select word from name_word where patterns && (one_letter_open(typed) || array(
       select overlay(typed placing '?' from place for 0)
       from generate_series(1, length(typed) + 1) as place))
       and word <> typed $$`,
];
