"""Lists of many items against Django admin with Unfold on the same table, and the export of some of them.

Ours is all that the server does for a list page, from the address to the JSON that goes to the browser, titles, stock,
prices and count included, under row-level security; theirs is a request to the changelist in process, from the address
to the HTML, without policies in the database. Both show the same 25 rows.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from app.states.listed import read
from bench import goods
from bench.peer import Peer, asked
from bench.place import alone, opened
from bench.reads import reads
from bench.report import Result, compare, interleaved, median
from services.admin.exporting.download import export_stream
from services.admin.listing import ListQuery
from services.core.actor import Actor
from services.shop.resources import items

ROUNDS = 5
AIM = 0.1
EXPORTED = {"net_weight__gte": "20", "net_weight__lte": "21"}


@opened()
def measure() -> list[Result]:
    """Each kind of list, then the export."""
    owner = goods.owner()
    ours = {read.name: read.params for read in reads()}
    category = ours["category and fineness"]["f.category_id"]
    addresses = {
        "first page": {},
        "category and fineness": {"category__id__exact": category, "fineness__exact": "585"},
        "sorted by net weight": {"o": "6"},
        "search, rare word": {"q": goods.RARE},
        "search, common word": {"q": goods.COMMON},
    }
    with asked(owner) as peer:
        made = [
            _compare(
                f"list of {goods.ITEMS:,} against Unfold: {name}", _page(owner, ours[name]), _asked(peer, asked_for)
            )
            for name, asked_for in addresses.items()
        ]
        export = _compare(
            "export of a filtered list against Unfold", _export(owner), lambda: peer.ask(EXPORT), rounds=3
        )
        return [*made, export]


EXPORT = f"export {json.dumps(EXPORTED)}"


def _page(owner: Actor, params: dict[str, str]) -> Callable[[], Any]:
    return lambda: json.dumps(_sent(read(owner, "items", params)))


def _sent(found: dict[str, Any]) -> dict[str, Any]:
    """What of it goes to the browser."""
    return {name: value for name, value in found.items() if not name.startswith("_")}


def _asked(peer: Peer, params: dict[str, str]) -> Callable[[], Any]:
    return lambda: peer.ask(f"/admin/goods/item/?{urlencode(params)}")


def _export(owner: Actor) -> Callable[[], Any]:
    query = ListQuery.parse(items, owner, {"f.net_weight.between": "20..21", "cols": "sku,name,net_weight,making"})
    return lambda: sum(map(len, export_stream(owner, items, query, "csv", "en").chunks))


def _compare(name: str, one: Callable[[], Any], other: Callable[[], Any], rounds: int = ROUNDS) -> Result:
    return compare(name, *map(median, interleaved((one, other), rounds=rounds, warm=1)), unit="ms", aim=AIM)


if __name__ == "__main__":
    alone(measure)
