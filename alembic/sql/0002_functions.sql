-- The lines of an entry sum to zero for each commodity, money and fine gold alike; checked at the commit.
create function shop_check_balance() returns trigger
language plpgsql set search_path = public, pg_catalog as $body$
declare
  wrong record;
begin
  select commodity, sum(amount) as amount into wrong
    from shop_journal_line where tenant_id = new.tenant_id and entry_id = new.entry_id
    group by commodity having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'entry % is out of balance by % %', new.entry_id, wrong.amount, wrong.commodity
      using errcode = 'check_violation', constraint = 'shop_journal_balance';
  end if;
  return null;
end
$body$;

create constraint trigger balance after insert on shop_journal_line
  deferrable initially deferred for each row execute function shop_check_balance();
