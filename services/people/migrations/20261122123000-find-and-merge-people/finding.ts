/** What each word of a search may stand for, from the words that occur in names. */
const searchTerms = `
  create function search_terms(p_names text)
    returns table (place bigint, word text, begun text, typos text[])
    language sql stable set search_path = public, pg_temp as $$
    select place, word,
      -- Null where so many words begin with it that their index would be no help.
      case when cardinality(begun) <= 300 then array_to_string(begun, ' ') end,
      -- Two letters are too few to tell a wrong one.
      case when length(word) >= 3 then array(select one_letter_apart(word)) else '{}' end
    from (
      -- Said twice is said once.
      select row_number() over (order by min(nth)) as place, said.word
      from unnest((words_in(regexp_replace(
          plain_letters(p_names), U&'[''\`\\00B4\\02BC\\2018\\2019]', '', 'g')))[1:6])
        with ordinality as said(word, nth)
      group by said.word
    ) as searched
    cross join lateral (
      select array(select name_word.word from name_word
        where name_word.word >= searched.word
          and name_word.word < searched.word || chr(1114111) limit 301) as begun
      offset 0
    ) as known $$`;

/**
 * The first people who match, best first: every word of the search is a whole word of the name (0),
 * or begins one (1), or is one letter away from one (2); then by name.
 *
 * It runs as the owner, because under row-level security PostgreSQL keeps the index of words from a
 * comparison that might leak. So it repeats `person_read`, with what that asks of the viewer asked
 * once, as values that the planner knows. Three ways lead to the same answer: through the few people
 * whom a number, a birth date, a postcode or a small reach leaves; along the names in their order,
 * where so many match that the first ones come soon; and by the index of words, or of pairs of
 * initials where words are as short as in "J Smith" or "a b c".
 */
const findPeople = `
  create function find_people(
      p_names text, p_nhs_number text, p_born date[], p_postcode text, p_first int,
      p_after_rank int, p_after_family text, p_after_given text, p_after_id uuid)
    returns table (id uuid, rank int, "familyName" text, "givenName" text)
    language plpgsql stable security definer set search_path = public, pg_temp
    set max_parallel_workers_per_gather = 0 as $$
    #variable_conflict use_column
    declare
      v_teams uuid[] := viewer_team_ids();
      v_reach uuid[] := viewer_reach();
      v_role text := viewer_role();
      v_words text[]; v_begun text[]; v_typos text[]; v_wrong text[]; v_pairs text[];
      v_exact text; v_begins text; v_close text; v_by_begun text;
      v_rank text; v_narrow text; v_match text; v_by_word text; v_query text;
      v_listed int; v_walk int; v_small int;
      v_stage int; v_left int := p_first; v_rows int;
      v_reached constant text := '(merged_into_id is null and ($6 or id = $4
        or (team_id = any ($1) or id = any ($2)) and id <> all ($3)
        or $5 and paid_for and id <> all ($3)))';
      v_in_order constant text := ' order by family_name, given_name, id limit ';
    begin
      -- What is said of each word, as SQL over the words, which are bound and never written into it.
      select coalesce(array_agg(word order by place), '{}'), array_agg(begun order by place),
        array_agg(case when typos <> '{}'
          then ' (?:' || array_to_string(typos, '|') || ') ' end order by place),
        string_agg(format('strpos(search_name, '' '' || $7[%s] || '' '') > 0', place), ' and '),
        string_agg(format('strpos(search_name, '' '' || $7[%s]) > 0', place), ' and '),
        string_agg(format('(strpos(search_name, '' '' || $7[%1$s]) > 0
          or $9[%1$s] is not null and search_name ~ $9[%1$s])', place), ' and '),
        (array_agg(format('searched_words(search_name) && string_to_array($8[%s], '' '')', place)
          order by begun_words) filter (where begun is not null))[1],
        min(begun_words) filter (where begun is not null),
        coalesce(array_remove(string_to_array(
          string_agg(array_to_string(typos, ' '), ' '), ' '), ''), '{}')
      into v_words, v_begun, v_typos, v_exact, v_begins, v_close, v_by_begun, v_listed, v_wrong
      from search_terms(p_names), coalesce(cardinality(string_to_array(begun, ' ')), 0) as begun_words;

      -- A beginning may be a common one: as many names as this are looked at in their order first,
      -- and show whether it is. The index takes longer the more words it is asked for.
      v_walk := least(10000, 500 + 50 * v_listed);
      -- One name may begin with both M and Ma, so that these are no pair.
      v_pairs := initial_pairs(array_to_string(array(select word from unnest(v_words) as word
        where not exists (select from unnest(v_words) as longer
          where longer <> word and starts_with(longer, word))), ' '));
      if v_pairs <> '{}' then
        v_by_begun := concat_ws(' and ', case when v_listed <= 30 then v_by_begun end,
          'initial_pairs(search_name) @> $19');
        v_walk := 1000;
      end if;

      v_narrow := concat_ws(' and ',
        case when p_nhs_number is not null then 'nhs_number = $11' end,
        case when p_born is not null then 'date_of_birth = any ($12)' end,
        case when p_postcode is not null then 'id in (
          select person_id from address where postcode = $13
            and (until_on is null or until_on >= current_date))' end);
      -- A small reach is looked through whole, and a larger one when no index would help.
      v_small := case when v_words <> '{}' and v_by_begun is null then 20000 else 2000 end;
      if v_narrow = '' and v_role not in ('service', 'finance') and v_small >= (
        select count(*) from (
          select from person where team_id = any (v_teams) limit v_small + 1) as own)
      then
        v_narrow := '(team_id = any ($1) or id = any ($2) or id = $4)';
      end if;

      v_rank := case when v_words = '{}' then '0' else format(
        'case when %s then 0 when %s then 1 when %s then 2 end', v_exact, v_begins, v_close) end;
      -- Otherwise one rank after the other, until the page is full.
      -- Where no name begins with one of the words, only slips are left to look for.
      v_stage := case when v_narrow = '' and v_words <> '{}' then
        greatest(p_after_rank, case when '' = any (v_begun) then 2 else 0 end) end;
      loop
        v_match := v_reached || case v_stage
          when 0 then ' and ' || v_exact
          when 1 then format(' and %s and not (%s)', v_begins, v_exact)
          when 2 then format(' and %s and not (%s)', v_close, v_begins)
          else '' end || case when v_stage = p_after_rank
          then ' and (family_name, given_name, id) > ($15, $16, $17)' else '' end;
        v_by_word := case v_stage when 0 then 'searched_words(search_name) @> $7'
          when 1 then v_by_begun when 2 then 'searched_words(search_name) && $10' end;
        v_query := case
          -- The few who are left.
          when v_stage is null and v_narrow <> '' then format(
            'select * from (select id, %s as rank, family_name, given_name from person
               where %s and %s) as matched
             where rank is not null
               and ($14 is null or (rank, family_name, given_name, id) > ($14, $15, $16, $17))
             order by rank, family_name, given_name, id limit $18', v_rank, v_narrow, v_match)
          -- Everybody in reach.
          when v_stage is null then format(
            'select id, 0, family_name, given_name from person
             where %s and ($14 is null or (family_name, given_name, id) > ($15, $16, $17)) %s $18',
            v_match, v_in_order)
          -- By the index of words; along the names when every word of the search is the beginning of
          -- so many that it would not help.
          when v_stage <> 1 or v_by_word is null then format(
            'with matched as %s (
               select id, family_name, given_name from person where %s and %s)
             select id, %s, family_name, given_name from matched %s $18',
            case when v_by_word is null then 'not materialized' else 'materialized' end,
            coalesce(v_by_word, 'true'), v_match, v_stage, v_in_order)
          else format(
            'with met as materialized (
               select id, family_name, given_name from (
                 select * from person where %5$s %2$s %6$s
               ) as walked
               where %1$s %2$s $18
             ), indexed as materialized (
               select id, family_name, given_name from person
               where %4$s and %1$s and (select count(*) from met) < $18
             )
             select id, %3$s, family_name, given_name from (
               select * from met where (select count(*) from met) >= $18
               union all select * from indexed
             ) as matched %2$s $18',
            v_match, v_in_order, v_stage, v_by_word,
            case when v_stage = p_after_rank
              then '(family_name, given_name, id) > ($15, $16, $17)' else 'true' end,
            v_walk)
          end;
        return query execute v_query using v_teams, v_reach, viewer_closed(), viewer_person_id(),
          v_role = 'finance', v_role = 'service', v_words, v_begun, v_typos, v_wrong,
          p_nhs_number, p_born, p_postcode,
          p_after_rank, p_after_family, p_after_given, p_after_id, v_left, v_pairs;
        get diagnostics v_rows = row_count;
        v_left := v_left - v_rows;
        v_stage := v_stage + 1;
        exit when v_stage is null or v_stage > 2 or v_left <= 0
          or v_stage = 2 and v_wrong = '{}';
      end loop;
    end $$`;

export const finding = [
  // The functions that run as the owner read every row and repeat the rule.
  `create policy person_search on person for select to people_owner using (true)`,
  `create index address_postcode on address (postcode)`,
  searchTerms,
  findPeople,
  ...['search_terms(text)', 'one_letter_apart(text)'].map(
    (signature) => `revoke all on function ${signature} from public`,
  ),
  `revoke all on function find_people(text, text, date[], text, int, int, text, text, uuid)
     from public`,
  `grant execute on function find_people(text, text, date[], text, int, int, text, text, uuid)
     to people_app`,
];
