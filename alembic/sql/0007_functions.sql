-- The words a record is found by: as they stand; joined where a half-space parts them, since most people type none;
-- and the parts of a code, so that "1042" finds "R-1042".
create function zarrin_tokens(value text) returns text
language sql immutable strict parallel safe set search_path = public, pg_catalog as $body$
  select zarrin_fold(value)
    || case when strpos(value, E'\u200c') > 0 then ' ' || zarrin_fold(replace(value, E'\u200c', '')) else '' end
    || case when strpos(value, '-') > 0 then ' ' || zarrin_fold(replace(value, '-', ' ')) else '' end
$body$;

-- Keeps search_token in step with a table; the trigger's arguments are the columns whose words are searched.
create or replace function zarrin_index_tokens() returns trigger
language plpgsql set search_path = public, pg_catalog as $body$
declare
  old_words text;
  new_words text;
  changed text := '';
begin
  select string_agg(format('zarrin_words(o.%I)', c), $$ || ' ' || $$) into old_words from unnest(tg_argv) c;
  select string_agg(format('zarrin_words(n.%I)', c), $$ || ' ' || $$) into new_words from unnest(tg_argv) c;
  if tg_op = 'UPDATE' then
    changed := format(
      'join stale o on (o.tenant_id, o.id) = (n.tenant_id, n.id) and (%s) <> (%s)', old_words, new_words);
    execute format(
      'delete from search_token s using fresh n %s'
      ' where s.tenant_id = n.tenant_id and s.entity = %L and s.record_id = n.id', changed, tg_table_name);
  elsif tg_op = 'DELETE' then
    execute format(
      'delete from search_token s using stale o'
      ' where s.tenant_id = o.tenant_id and s.entity = %L and s.record_id = o.id', tg_table_name);
    return null;
  end if;
  execute format(
    'insert into search_token (tenant_id, entity, token, record_id)'
    ' select distinct n.tenant_id, %L, left(w, 64), n.id from fresh n %s,'
    ' unnest(string_to_array(zarrin_tokens(%s), '' '')) w where w <> '''' on conflict do nothing',
    tg_table_name, changed, new_words);
  return null;
end
$body$;

-- What is stored already gets its further words; the owner sees the rows of all tenants for once.
do $body$
declare
  one record;
  all_words text;
begin
  alter table search_token no force row level security;
  for one in
    select c.relname, string_to_array(encode(t.tgargs, 'escape'), '\000') as columns
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'search_insert'
  loop
    select string_agg(format('zarrin_words(n.%I)', c), $$ || ' ' || $$) into all_words
      from unnest(one.columns) c where c <> '';
    execute format('alter table %I no force row level security', one.relname);
    execute format(
      'insert into search_token (tenant_id, entity, token, record_id)'
      ' select distinct n.tenant_id, %L, left(w, 64), n.id from %I n,'
      ' unnest(string_to_array(zarrin_tokens(%s), '' '')) w where w <> '''' on conflict do nothing',
      one.relname, one.relname, all_words);
    execute format('alter table %I force row level security', one.relname);
  end loop;
  alter table search_token force row level security;
end
$body$;
