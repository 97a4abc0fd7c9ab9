"""Wild payloads for event handlers: the right types with the wrong values, wrong types, other people's ids."""

import json
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

TEXTS = (
    "", " ", "0", "1", "-1", "..", "9" * 400, "x" * 5_000, "\x00", "\ud800", "\u202eevil", "\U0001f600", "كيلو ۱۲٫۵",
    "'; drop table shop_item; --", "%", "{}", "[]", "null", "NaN", "1e999", "../../etc/passwd", "__class__",
    "tenant_id", "deleted_at", "version", "id", "sku", "name", "cost", "status", "board", "calendar", "1405/08/30",
    "2026-02-30", "1..2", "a,b,c", "owner", "delete", "create", "archive", "xlsx", "csv", "parquet", "<script>",
    "{msgid}", "%(x)s", "-created_at", "is_empty", "between", "all", "table", "timeline", "gallery",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2**31, 2**63, -(2**63) - 1, 10**40, 25, 500)
OTHERS: tuple[Any, ...] = (None, True, 0, -1.5, float("inf"), "text", [], {}, [[]], {"$ne": 1}, [None], [{"a": 1}])
FORM_NAMES = (
    "value", "end", "q", "name", "note", "body", "reason", "_id", "id", "ids", "all", "params", "version", "operator",
)  # fmt: skip
LIST_PARAMS = (
    "q", "sort", "f.branch_id", "f.sku.contains", "any", "view", "group", "saved", "peek", "after", "size", "cols",
    "trash",
)  # fmt: skip


@dataclass(frozen=True)
class Wild:
    """Makes payloads from what is known: ids of one's own and of others, keys of resources, names of fields."""

    random: Random
    ids: Sequence[str]
    keys: Sequence[str]
    names: Sequence[str]

    def payload(self, hints: dict[str, Any]) -> dict[str, Any]:
        """Arguments for a handler with these types; now and then one is missing, or one too many."""
        made = {name: self.value(hint) for name, hint in hints.items() if self.random.random() > 0.05}
        if self.random.random() < 0.05:
            made[self.random.choice(("tenant_id", "self", "token", "x"))] = self.text()
        return made

    def value(self, hint: Any, depth: int = 0) -> Any:
        """A value of this type, or of none that was asked for."""
        if self.random.random() < 0.15:
            return self.random.choice(OTHERS)
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin in (list, tuple, set):
            return [self.value(inner[0] if inner else str, depth + 1) for _ in range(self.random.randrange(4))]
        if origin is dict or hint is dict:
            return self.record(depth)
        if inner:  # a union
            return self.value(self.random.choice([one for one in inner if one is not type(None)] or [str]), depth)
        makers: dict[Any, Callable[[], Any]] = {
            bool: lambda: self.random.random() < 0.5,
            int: lambda: self.random.choice(NUMBERS),
            float: lambda: self.random.choice((*NUMBERS, 0.5, float("nan"))),
        }
        return makers.get(hint, self.text)()

    def text(self) -> str:
        """A word of the application, an id of somebody's, a letter of nobody's."""
        pools = (self.ids, self.ids, self.keys, self.names, TEXTS, TEXTS)
        return str(self.random.choice(self.random.choice(pools)))

    def record(self, depth: int) -> dict[str, Any]:
        """What a form or a selection could be."""
        if depth > 2:
            return {}
        if self.random.random() < 0.25:
            picked = [self.random.choice(self.ids) for _ in range(self.random.randrange(1, 4))]
            return self.random.choice(({"ids": picked}, {"all": True, "params": self.params()}))
        pool = (*FORM_NAMES, *self.names)
        chosen = [self.random.choice(pool) for _ in range(self.random.randrange(6))]
        return {name: self.value(self.random.choice((str, str, int, bool, list, dict)), depth + 1) for name in chosen}

    def params(self) -> dict[str, str]:
        """The parameters of a list's address."""
        chosen = self.random.sample(LIST_PARAMS, self.random.randrange(3))
        return {name: self.text() for name in chosen}

    def path(self) -> str:
        """The address of a page, with an id that may be anybody's."""
        key, identity = self.random.choice(self.keys), self.random.choice(self.ids)
        query = urlencode({name: value[:60].encode(errors="replace") for name, value in self.params().items()})
        tail = f"?{query}" if query else ""
        return self.random.choice(
            (
                "/",
                f"/r/{key}{tail}",
                f"/r/{key}/new{tail}",
                f"/r/{key}/{identity}",
                f"/r/{key}/{identity}/edit",
                f"/d/{key}",
            )
        )


def shown(payload: Any) -> str:
    """A payload for a failure's message."""
    return json.dumps(payload, default=str)[:400]
