"""The two example shops: where they are, what they are called, who works there."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import NAMESPACE_DNS, UUID, uuid5

from models.identity import Tenant
from services.core.permissions import Role
from services.demo.names import FAMILY_EN, FAMILY_FA, GIVEN_EN, GIVEN_FA, Both
from services.platform.tenants import create_tenant, find_tenant


@dataclass(frozen=True)
class Place:
    """A branch: code, names, address, phone, and how busy it is against the others."""

    code: str
    name: Both
    address: str
    phone: str
    busy: float


@dataclass(frozen=True)
class Person:
    """Somebody who works in a shop; ``place`` is the number of the branch, None for all of them."""

    username: str
    role: Role
    name: Both
    place: int | None = None
    discount_limit: Decimal = Decimal(0)


@dataclass(frozen=True)
class Shop:
    """An example shop. ``cities`` is where customers live, ``phone`` how their numbers begin."""

    slug: str
    name: dict[str, str]
    country: str
    language: str
    places: tuple[Place, ...]
    staff: tuple[Person, ...]
    given: tuple[Both, ...]
    family: tuple[Both, ...]
    cities: tuple[str, ...]
    phone: str

    def branch_id(self, number: int) -> UUID:
        """The id of a branch, the same on every machine."""
        return uuid5(NAMESPACE_DNS, f"{self.slug} {self.places[number].code}")


SHOPS = (
    Shop(
        "mehrabi", {"en": "Mehrabi Gold", "fa": "طلا و جواهر مهرابی"}, "IR", "fa",
        (
            Place("VNK", ("Vanak", "ونک"), "ونک، خیابان گاندی، پلاک ۱۲", "021 8877 1234", 1.25),
            Place("TJR", ("Tajrish", "تجریش"), "تجریش، خیابان شهرداری، پلاک ۴۸", "021 2271 6090", 1.0),
            Place("KRJ", ("Gohardasht", "گوهردشت"), "کرج، گوهردشت، خیابان هشتم غربی، پلاک ۳", "026 3441 7755", 0.75),
        ),
        (
            Person("owner", Role.OWNER, ("Behzad Mehrabi", "بهزاد مهرابی"), None, Decimal(100)),
            Person("manager", Role.MANAGER, ("Nazanin Mehrabi", "نازنین مهرابی"), 0, Decimal(15)),
            Person("clerk", Role.EMPLOYEE, ("Sara Ahmadi", "سارا احمدی"), 0, Decimal(3)),
            Person("clerk.tajrish", Role.EMPLOYEE, ("Arash Vaziri", "آرش وزیری"), 1, Decimal(3)),
            Person("clerk.karaj", Role.EMPLOYEE, ("Mona Rasouli", "مونا رسولی"), 2, Decimal(3)),
            Person("analyst", Role.ANALYST, ("Kamran Shams", "کامران شمس")),
        ),
        GIVEN_FA, FAMILY_FA, ("تهران", "تهران", "تهران", "کرج", "کرج", "قم", "قزوین"), "0912",
    ),
    Shop(
        "marlow", {"en": "Marlow & Reed", "fa": "جواهری مارلو و رید"}, "AE", "en",
        (
            Place("DGS", ("Gold Souk", "بازار طلا"), "Shop 41, Gold Souk, Deira, Dubai", "+971 4 226 5518", 1.2),
            Place("MAR", ("Marina", "مارینا"), "Unit G-07, Marina Walk, Dubai", "+971 4 399 1204", 1.0),
            Place("ABD", ("Corniche", "کورنیش"), "19 Corniche Road, Abu Dhabi", "+971 2 681 7730", 0.8),
        ),
        (
            Person("owner.en", Role.OWNER, ("Eleanor Marlow", "النور مارلو"), None, Decimal(100)),
            Person("manager.en", Role.MANAGER, ("Thomas Reed", "توماس رید"), 0, Decimal(15)),
            Person("clerk.en", Role.EMPLOYEE, ("Aisha Haddad", "عایشه حداد"), 0, Decimal(3)),
            Person("clerk.marina", Role.EMPLOYEE, ("Daniel Foster", "دنیل فاستر"), 1, Decimal(3)),
            Person("clerk.corniche", Role.EMPLOYEE, ("Priya Sharma", "پریا شارما"), 2, Decimal(3)),
            Person("analyst.en", Role.ANALYST, ("Henry Ellis", "هنری الیس")),
        ),
        GIVEN_EN, FAMILY_EN, ("Dubai", "Dubai", "Dubai", "Abu Dhabi", "Sharjah", "Ajman"), "+97150",
    ),
)  # fmt: skip


def open_or_find(shop: Shop) -> Tenant:
    """The shop's tenant, made if it is not there."""
    return find_tenant(shop.slug) or create_tenant(shop.slug, shop.name, shop.country, actor="examples")
