-- Whether a row that we see was written by the very transaction that asks, its savepoints included: a visible row of a
-- transaction still in progress can only be our own. The 32 bits of xmin are brought to 64 near the present id.
create function zarrin_is_ours(row_xmin xid) returns boolean
language sql stable set search_path = pg_catalog as $body$
  select coalesce(pg_xact_status((present + case
      when apart < -2147483648 then apart + 4294967296
      when apart > 2147483648 then apart - 4294967296
      else apart end)::text::xid8) = 'in progress', false)
  from (select present, row_xmin::text::bigint - present % 4294967296 as apart
        from (select pg_current_xact_id()::text::bigint as present) as one) as two
$body$;

-- Lines come with their document and never after: a posted entry takes no further line, a finished sale no further
-- line or payment. The arguments are the document's table and the column that names it.
create function zarrin_only_with_document() returns trigger
language plpgsql set search_path = public, pg_catalog as $body$
declare
  late boolean;
begin
  execute format(
    'select exists (select from fresh n join %I d on (d.tenant_id, d.id) = (n.tenant_id, n.%I)'
    ' where not zarrin_is_ours(d.xmin))', tg_argv[0], tg_argv[1]) into late;
  if late then
    raise exception '% takes no further rows of %', tg_argv[0], tg_table_name using errcode = 'restrict_violation';
  end if;
  return null;
end
$body$;

create trigger with_document after insert on shop_journal_line
  referencing new table as fresh for each statement
  execute function zarrin_only_with_document('shop_journal_entry', 'entry_id');
create trigger with_document after insert on shop_sale_line
  referencing new table as fresh for each statement
  execute function zarrin_only_with_document('shop_sale', 'sale_id');
create trigger with_document after insert on shop_payment
  referencing new table as fresh for each statement
  execute function zarrin_only_with_document('shop_sale', 'sale_id');
