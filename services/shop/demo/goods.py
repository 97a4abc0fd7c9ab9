"""The goods of an example shop: three hundred pieces and stocks, drawn from the lines a jeweller keeps."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from models.shop.item import Category, Item, MakingKind
from services.demo.names import Both
from services.demo.shops import Shop
from services.demo.writing import id_at, likely
from services.shop.demo.lines import BARS, COIN_KINDS, LINES, PIECES, SIZES, Line

WEAVES = 5
"""So many names at the end of the list are ways to weave a chain."""
WOVEN = {"chain", "bracelet"}
FINENESS: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "IR": (("750", "875", "916"), (92, 5, 3)),
    "AE": (("916", "750", "875", "585"), (42, 36, 14, 8)),
}
"""What jewelry is made of in a country, and how often."""
EXTRA_MAKING = {"IR": 0, "AE": 6}
"""Where no profit is added by custom, it is in the making charge."""
UNIQUE_SHARE = 55
"""So many designs in a hundred are single pieces; the others lie in the drawer in several copies."""
ARRIVES_LATER = 50
"""So many pieces in a hundred come later in the year."""


@dataclass
class Good:
    """An item with its part in the year: the day it first comes, how many a branch keeps, how often it is asked for."""

    item: Item
    line: Line
    home: int
    arrives: int
    keep: int
    wanted: float

    @property
    def single(self) -> bool:
        """Whether there is only one such piece."""
        return self.item.unique_piece


def categories(chance: random.Random, at: datetime) -> dict[str, Category]:
    """The category tree, by English name; parents first."""
    made: dict[str, Category] = {}

    def add(name: Both, parent: Category | None, drawing: str) -> None:
        if name[0] not in made:
            code = name[0].lower().replace(" ", "-")
            made[name[0]] = Category(
                id=id_at(at, chance), code=code, name=_names(name), parent_id=parent.id if parent else None,
                picture=drawing, created_at=at, updated_at=at,
            )  # fmt: skip

    for line in LINES:
        if line.parent:
            add(line.parent, None, line.drawing)
        elif line.category[0] not in made:
            add(line.category, None, line.drawing)
    for line in LINES:
        if line.parent:
            add(line.category, made[line.parent[0]], line.drawing)
    return made


def goods(shop: Shop, tree: dict[str, Category], chance: random.Random, at: datetime, unit: Decimal) -> Iterator[Good]:
    """The items, each once; ``unit`` is a round amount of money: what a tenth of a gram of gold costs."""
    for line in LINES:
        for number, name in enumerate(_called(line, chance)):
            yield _good(shop, tree[line.category[0]], line, number, name, chance, at, unit)


def _good(
    shop: Shop, category: Category, line: Line, number: int, name: Both,
    chance: random.Random, at: datetime, unit: Decimal,
) -> Good:  # fmt: skip
    money, initials = is_bullion(line), "".join(chance.choices("ABDKMNRSTZ", k=2))
    unique = line.stock == (1, 1) and likely(chance, UNIQUE_SHARE)
    home = chance.choices(range(len(shop.places)), [place.busy for place in shop.places])[0]
    fineness = Decimal(line.fineness or chance.choices(*FINENESS[shop.country])[0])
    net = _weight(line, number, chance)
    stone = Decimal(chance.randrange(4, 60)) / 100 if line.stones and likely(chance, 60) else Decimal(0)
    per_gram = not money and likely(chance, 15)
    percent = chance.randint(*line.making) + EXTRA_MAKING[shop.country]
    item = Item(
        id=id_at(at, chance),
        sku=f"{line.prefix}-{1001 + number}",
        name=_names(name),
        category_id=category.id,
        home_id=shop.branch_id(home) if unique else None,
        fineness=fineness,
        net_weight=net,
        stone_weight=stone,
        gross_weight=net + stone,
        unique_piece=unique,
        barcode=f"626{chance.randrange(10**9):09d}",
        serial=f"{chance.randrange(10**6):06d}" if money else "",
        lot="" if unique else f"L{chance.randrange(100, 999)}",
        hallmark="" if money else f"{initials}{chance.randrange(100, 999)}",
        making_kind=MakingKind.PER_GRAM if per_gram else MakingKind.PERCENT,
        making=unit * percent / 10 if per_gram else Decimal(percent),
        stones=unit * chance.randrange(2, 14) if stone else Decimal(0),
        attachments=unit * chance.randrange(1, 5) if not money and likely(chance, 8) else Decimal(0),
        low_stock=Decimal(0 if unique else max(2, line.stock[0] // 6)),
        picture=line.drawing,
        created_at=at,
        updated_at=at,
    )
    keep = 1 if unique else chance.randint(*line.stock) // 3 if line.stock[1] > 1 else chance.randint(2, 4)
    wanted = 0.12 if unique else 9.0 if money else chance.uniform(0.4, 1.6)
    later = likely(chance, ARRIVES_LATER) and not money
    return Good(item, line, home, chance.randrange(1, 350) if later else 0, max(keep, 1), wanted)


def is_bullion(line: Line) -> bool:
    """Whether it is bought for its gold: coins and bars, which nobody gives away cheaper."""
    return line.code.startswith("coin") or line.code == "bar"


def _called(line: Line, chance: random.Random) -> Sequence[Both]:
    """What the pieces of a line are called, no two alike."""
    if line.code == "bar":
        return [_filled(line, name) for name, _grams in BARS]
    if line.code.startswith("coin"):
        return [_filled(line, kind) for kind in COIN_KINDS]
    names = PIECES[-WEAVES:] + PIECES[:-WEAVES] if line.code in WOVEN else PIECES[:-WEAVES]
    order = list(names) if line.code == "chain" else chance.sample(names, len(names))
    called = []
    for number in range(line.pieces):
        size = SIZES[number // len(order) * 2 % len(SIZES)] if number >= len(order) else SIZES[0]
        english, persian = _filled(line, order[number % len(order)])
        called.append((", ".join(filter(None, (english, size[0]))), "، ".join(filter(None, (persian, size[1])))))
    return called


def _weight(line: Line, number: int, chance: random.Random) -> Decimal:
    if line.code == "bar":
        return Decimal(BARS[number][1])
    if line.fixed_weight is not None:
        return Decimal(str(line.fixed_weight))
    low, high = line.weight
    return Decimal(round(chance.triangular(low, high, low + (high - low) * 0.35) * 100)) / 100


def _filled(line: Line, name: Both) -> Both:
    return line.form[0].format(name[0]), line.form[1].format(name[1])


def _names(name: Both) -> dict[str, str]:
    return {"en": name[0], "fa": name[1]}
