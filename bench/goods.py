"""A shop with many items, ten million unless ``ZARRIN_BENCH_ITEMS`` says otherwise, kept as long as its folder is."""

import os
from functools import cache
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from bench.place import connect, say
from models.identity import User
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from services.core.permissions import GRANTS, Role
from services.platform.tenants import find_tenant
from tests.integration.shop_factory import make_shop

ITEMS = int(os.environ.get("ZARRIN_BENCH_ITEMS", "10_000_000"))
SLUG = f"items-{ITEMS}"
RARE, COMMON = str(ITEMS * 654_321 // 1_000_000), "ring"
"""What is searched for: a word of one item, and one of a quarter of them."""


@cache
def owner() -> Actor:
    """The owner of the shop, made with all its items at the first call."""
    tenant = find_tenant(SLUG)
    if tenant is None:
        _make()
        tenant = find_tenant(SLUG)
    if tenant is None:
        raise RuntimeError("the shop could not be made")
    with unit_of_work(Actor.for_system(tenant.id)) as uow:
        user = uow.session.query(User).order_by(User.id).limit(1).one()  # type: ignore[arg-type]
    return Actor(tenant.id, user.id, "Owner", Role.OWNER, user.branch_id, "en", grants=GRANTS[Role.OWNER])


def sku(number: int) -> str:
    """The code of an item."""
    return f"SKU-{number:08}"


def _make() -> None:
    """Write it as one restores a dump: triggers off, the words of the search in one go, their indexes made after."""
    shop = make_shop()
    say(f"writing {ITEMS:,} items")
    with connect(settings().database_owner_url) as connection:
        categories = [_category(connection, shop.tenant_id, name) for name in ("Ring", "Chain", "Bracelet", "Coin")]
        connection.execute("set local session_replication_role = replica")
        connection.execute("set local maintenance_work_mem = '512MB'")
        connection.execute("set local work_mem = '512MB'")
        connection.execute(WRITE, (shop.tenant_id, categories, shop.branch_id, ITEMS - 1))
        say("  their stock")
        connection.execute(STOCK, (shop.branch_id, shop.tenant_id))
        say("  their words")
        indexes = connection.execute(INDEXES).fetchall()
        for name, _definition in indexes:
            connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
        connection.execute(WORDS, (shop.tenant_id,))
        for _name, definition in indexes:
            connection.execute(definition)
        connection.execute("update tenant set slug = %s where id = %s", (SLUG, shop.tenant_id))
        connection.commit()
        connection.autocommit = True
        connection.execute("vacuum analyze")


def _category(connection: psycopg.Connection[Any], tenant_id: UUID, name: str) -> UUID:
    row = connection.execute(
        """insert into shop_category (tenant_id, id, created_at, updated_at, version, code, name, picture)
           values (%s, gen_random_uuid(), now(), now(), 1, %s, jsonb_build_object('en', %s::text, 'fa', %s::text), '')
           returning id""",
        (tenant_id, name.lower(), name, name),
    ).fetchone()
    if row is None:
        raise RuntimeError("the category could not be made")
    found: UUID = row[0]
    return found


WRITE = """
insert into shop_item (tenant_id, id, created_at, updated_at, version, sku, name, category_id, home_id, fineness,
    gross_weight, stone_weight, net_weight, unique_piece, barcode, serial, lot, hallmark, making_kind, making, stones,
    attachments, cost, low_stock, picture, active)
select tenant, uuidv7(), now() - make_interval(secs => 6 * n), now(), 1, 'SKU-' || lpad(n::text, 8, '0'),
    jsonb_build_object('en', (array['Ring', 'Chain', 'Bracelet', 'Coin'])[1 + n %% 4] || ' ' || n,
                       'fa', 'کد ' || n),
    categories[1 + n %% 4], branch, (array[750, 585, 916.6, 999.9])[1 + n / 7 %% 4],
    weight, 0, weight, true, '', '', '', '', 'percent', 14, 0, 0, 40000000, 0, 'ring', true
from (select %s::uuid tenant, %s::uuid[] categories, %s::uuid branch) as given,
    generate_series(0, %s::int) as n,
    lateral (select round((1 + (n * 7919::bigint %% 99991) / 1000.0)::numeric, 3) as weight) as piece
"""
STOCK = """
insert into shop_stock_level (tenant_id, id, created_at, item_id, branch_id, quantity, grams, fine_grams, cost)
select tenant_id, gen_random_uuid(), now(), id, %s, 1, net_weight, net_weight * fineness / 1000, cost
from shop_item where tenant_id = %s
"""
INDEXES = "select indexname, indexdef from pg_indexes where tablename = 'search_token' and indexname !~ '^pk|pkey'"
WORDS = """
insert into search_token (tenant_id, entity, token, record_id)
select tenant_id, 'shop_item', token, id
from shop_item,
    unnest(string_to_array(lower(replace(sku, '-', ' ') || ' ' || (name->>'en')), ' ') || array['کد']) as token
where tenant_id = %s
order by token, id
"""
