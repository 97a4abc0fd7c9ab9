"""The customers of an example shop."""

import random
from datetime import date, datetime, timedelta

from models.shop.customer import Customer
from services.demo.shops import Shop
from services.demo.writing import id_at, likely

COUNT = 60
TAGS = ("", "", "", "vip", "bride", "wholesale")


def customers(shop: Shop, chance: random.Random, start: datetime) -> list[Customer]:
    """Sixty people, numbered in the order in which they first came."""
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
                tags=chance.choice(TAGS),
                created_at=at,
                updated_at=at,
            )
        )
    return made
