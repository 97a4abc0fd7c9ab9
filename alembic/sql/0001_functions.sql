-- Folding of texts for search, the same as services.core.text.fold: a test holds both equal.
create function zarrin_fold(value text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog as $body$
  select btrim(regexp_replace(translate(value,
    E'يىكةۀأإآؤئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\r\u200c\u200d\u200e\u200f\u00a0،؛؟«»…–—!"#$%&''()*+,./:;<=>?@[\\]^_`{|}~ًٌٍَُِّْٰـ',
    E'ییکههاااوی01234567890123456789abcdefghijklmnopqrstuvwxyz                                               '), ' +', ' ', 'g'), ' ')
$body$;

-- The words of a column: of a text itself, of a text in several languages all of them.
create function zarrin_words(value text) returns text
language sql immutable parallel safe set search_path = pg_catalog as $body$
  select coalesce(value, '')
$body$;

create function zarrin_words(value jsonb) returns text
language sql immutable parallel safe set search_path = pg_catalog as $body$
  select coalesce((select string_agg(v, ' ') from jsonb_each_text(value) e(k, v)), '')
$body$;

-- Keeps search_token in step with a table; the trigger's arguments are the columns whose words are searched.
create function zarrin_index_tokens() returns trigger
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
    ' unnest(string_to_array(zarrin_fold(%s), '' '')) w where w <> '''' on conflict do nothing',
    tg_table_name, changed, new_words);
  return null;
end
$body$;

-- What must never be changed or removed says so, to the owner of the table too.
create function zarrin_refuse_change() returns trigger
language plpgsql set search_path = pg_catalog as $body$
begin
  raise exception '% is never changed or removed', tg_table_name using errcode = 'restrict_violation';
end
$body$;

-- From a name to its account, before the tenant is known: one name, one answer, nothing to browse.
create function zarrin_find_login(wanted text) returns table (tenant_id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_catalog as $body$
  select l.tenant_id, l.user_id from login l where l.name = lower(wanted)
$body$;
