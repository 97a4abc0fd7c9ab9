"""A small shop to sell from, in the test database."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

from models.base import now
from models.shop.branch import Branch
from models.shop.gold_rate import GoldRate
from models.shop.item import Category, Item
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.permissions import GRANTS, Role
from services.platform.tenants import create_tenant
from services.platform.users import create_user
from services.shop import stock
from services.shop.sales import DraftLine, DraftPayment, SaleDraft, quote
from services.shop.sales.draft import Cart
from services.shop.setup import open_shop

PASSWORD = "touchstone and aqua regia"


@dataclass(frozen=True)
class Shop:
    """A shop with an owner, a clerk, one branch and a rate of 12,850,000 toman at 750."""

    tenant_id: UUID
    owner: Actor
    clerk: Actor
    branch_id: UUID

    def item(self, sku: str, *, quantity: int = 1, weight: str = "4.510", unique: bool | None = None) -> Item:
        """A new item with so many pieces in the branch."""
        with unit_of_work(self.owner) as uow:
            item = Item(
                sku=sku,
                name={"en": f"Piece {sku}", "fa": f"قطعهٔ {sku}"},
                category_id=uow.session.query(Category).one().id,
                net_weight=Decimal(weight),
                gross_weight=Decimal(weight),
                making=Decimal(14),
                cost=Decimal(40_000_000),
                unique_piece=quantity == 1 if unique is None else unique,
            )
            uow.session.add(item)
            uow.session.flush()
            if quantity:
                stock.receive(uow, item, self.branch_id, Decimal(quantity), reason="opening")
        return item

    def draft(self, *lines: tuple[Item, int], client_id: UUID | None = None, discount: str = "0") -> SaleDraft:
        """A draft of these items, paid in cash, at the price of now."""
        cart = Cart(
            branch_id=self.branch_id,
            lines=tuple(DraftLine(item_id=item.id, quantity=Decimal(count)) for item, count in lines),
            discount_percent=Decimal(discount),
        )
        with unit_of_work(self.clerk) as uow:
            total = quote(uow, cart).total
        return SaleDraft(
            **cart.model_dump(),
            client_id=client_id or uuid4(),
            expected_total=total,
            payments=(DraftPayment(method="cash", amount=total),),
        )


def make_shop(country: str = "IR") -> Shop:
    """Open a new shop."""
    slug = f"shop-{uuid4().hex[:12]}"
    tenant = create_tenant(slug, {"en": slug, "fa": slug}, country)
    system = Actor.for_system(tenant.id)
    with unit_of_work(system) as uow:
        open_shop(uow)
        branch = Branch(code="VNK", name={"en": "Vanak", "fa": "ونک"})
        category = Category(code="rings", name={"en": "Rings", "fa": "انگشتر"})
        rate = GoldRate(
            quoted_at=now(),
            price_per_gram=Decimal(12_850_000),
            price=Decimal(12_850_000),
            fineness=Decimal(750),
            currency=tenant.currency,
            source="by-hand",
        )
        uow.session.add_all([branch, category, rate])
        branch_id = branch.id
    actors = {}
    for role in (Role.OWNER, Role.EMPLOYEE):
        user = create_user(
            tenant.id,
            f"{role}-{slug}",
            PASSWORD,
            role,
            name={"en": f"The {role}", "fa": "کارمند"},
            branch_id=branch_id,
            discount_limit=Decimal(5),
        )
        actors[role] = Actor(tenant.id, user.id, f"The {role}", role, branch_id, "en", Decimal(5), grants=GRANTS[role])
    return Shop(tenant.id, actors[Role.OWNER], actors[Role.EMPLOYEE], branch_id)
