"""The lists that are read, as an address of ours and as SQL written by hand for the same rows."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bench import goods
from bench.place import as_app
from services.admin.cursors import Cursor
from services.admin.listing import ListQuery
from services.core.actor import Actor
from services.shop.resources import items

MIDDLE = goods.sku(goods.ITEMS // 2)
SIZE = 25
SHOWN = "picture,name,sku,category_id,fineness,net_weight,making,in_stock,home_id"
"""The usual columns but for the price, which no SQL knows; the price is measured by itself."""


@dataclass(frozen=True)
class Read:
    """One list: ``params`` of its address, and the conditions and the order that its SQL has."""

    name: str
    where: str = ""
    order: str = "sku"
    params: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """A page cut first, then the titles and the stock of its rows: as one would write it knowing the table."""
        place = "i.sku" if self.order == "sku" else f"i.{self.order}, i.id"
        outer = place.replace("i.", "page.")
        return f"""
            select page.*, c.name as category, b.name as home, coalesce(s.quantity, 0) as in_stock
            from (select i.tenant_id, i.id, i.version, i.deleted_at, i.picture, i.name, i.sku, i.category_id,
                         i.fineness, i.net_weight, i.making, i.home_id
                  from shop_item i
                  where i.tenant_id = %(tenant)s and i.deleted_at is null {self.where}
                  order by {place} limit {SIZE + 1}) page
            left join shop_category c on c.tenant_id = page.tenant_id and c.id = page.category_id
            left join shop_branch b on b.tenant_id = page.tenant_id and b.id = page.home_id
            left join lateral (select sum(l.quantity) as quantity from shop_stock_level l
                               where l.tenant_id = page.tenant_id and l.item_id = page.id) s on true
            order by {outer}"""


TOKEN = "t.tenant_id = %(tenant)s and t.entity = 'shop_item' and t.token >= %(word)s and t.token < %(after)s"  # noqa: S105


@cache
def reads() -> tuple[Read, ...]:
    """First page, deep page, filters, searches, another order."""
    owner = goods.owner()
    with as_app() as connection:
        connection.execute("select set_config('app.tenant_id', %s, true)", (str(owner.tenant_id),))
        found = connection.execute("select id, category_id from shop_item where sku = %s", (MIDDLE,)).fetchone()
    if found is None:
        raise RuntimeError("the shop has no item in its middle")
    middle, category = found
    deep = Cursor(MIDDLE, middle, "en").seal(ListQuery.parse(items, owner, {}).context)
    return (
        Read("first page"),
        Read("deep page", "and i.sku > %(sku)s", params={"after": deep}, values={"sku": MIDDLE}),
        Read(
            "category and fineness",
            "and i.category_id = %(category)s and i.fineness = 585",
            params={"f.category_id": str(category), "f.fineness": "585"},
            values={"category": category},
        ),
        Read(
            "range of net weight",
            "and i.net_weight between 20 and 20.5",
            order="net_weight",
            params={"f.net_weight.between": "20..20.5", "sort": "net_weight"},
        ),
        Read("sorted by net weight", order="net_weight", params={"sort": "net_weight"}),
        Read(
            "search, rare word",
            f"and i.id = any (array(select t.record_id from search_token t where {TOKEN}))",
            params={"q": goods.RARE},
            values=_word(goods.RARE),
        ),
        Read(
            "search, common word",
            f"and exists (select from search_token t where {TOKEN} and t.record_id = i.id)",
            params={"q": goods.COMMON},
            values=_word(goods.COMMON),
        ),
    )


def values_of(read: Read, actor: Actor) -> dict[str, Any]:
    """What the SQL of a read takes."""
    return {"tenant": actor.tenant_id, **read.values}


def _word(word: str) -> dict[str, str]:
    return {"word": word, "after": word[:-1] + chr(ord(word[-1]) + 1)}
