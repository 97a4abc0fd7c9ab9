"""The customers of an example shop."""

import random
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from models.base import TenantRow
from models.records import RecordTag, Tag
from models.shop.customer import Customer
from services.demo.shops import Shop
from services.demo.writing import id_at, likely

COUNT = 60
TAGS = ("", "", "", "vip", "bride", "wholesale")
WORDS = {
    "vip": {"en": "VIP", "fa": "ویژه", "tone": "info"},
    "bride": {"en": "Bride", "fa": "عروس", "tone": "pos"},
    "wholesale": {"en": "Wholesale", "fa": "عمده", "tone": "warn"},
}


def customers(shop: Shop, chance: random.Random, start: datetime) -> tuple[list[Customer], list[TenantRow]]:
    """Sixty people, numbered in the order in which they first came, and the tags on some of them."""
    tags = {
        word: Tag(
            id=uuid5(NAMESPACE_OID, word), name=said[shop.language], tone=said["tone"], created_at=start,
            updated_at=start,
        )
        for word, said in WORDS.items()
    }  # fmt: skip
    on: list[RecordTag] = []
    names = [(given, family) for given in shop.given for family in shop.family]
    moments = sorted(start + timedelta(minutes=chance.randrange(340 * 24 * 60)) for _ in range(COUNT))
    at_home = 1 if shop.language == "fa" else 0
    made = []
    for number, ((given, family), at) in enumerate(zip(chance.sample(names, COUNT), moments, strict=True), 1):
        mail = f"{given[0]}.{family[0]}@example.com".lower().replace(" ", "")
        born = date(chance.randrange(1955, 2004), chance.randrange(1, 13), chance.randrange(1, 29))
        made.append(
            Customer(
                id=id_at(at, chance),
                number=f"C-{number:04d}",
                name=f"{given[at_home]} {family[at_home]}",
                phone=f"{shop.phone}{chance.randrange(10**7):07d}",
                email=mail if likely(chance, 60) else None,
                birthday=born if likely(chance, 70) else None,
                city=chance.choice(shop.cities),
                created_at=at,
                updated_at=at,
            )
        )
        on += _tagged(made[-1], tags.get(chance.choice(TAGS)), at)
    return made, [*tags.values(), *on]


def _tagged(customer: Customer, tag: Tag | None, at: datetime) -> list[RecordTag]:
    if tag is None:
        return []
    entity, own = str(Customer.__tablename__), uuid5(customer.id, tag.name)
    return [RecordTag(id=own, entity=entity, record_id=customer.id, tag_id=tag.id, created_at=at)]
