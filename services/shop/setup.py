"""Opening a shop: its accounts, number series and pricing rules, as its country does it."""

from models.shop.ledger import Account, AccountType
from models.shop.number_series import NumberSeries
from models.shop.pricing_rule import PricingRule
from services.core.database import UnitOfWork
from services.core.permissions import Permission
from services.platform.tenants import current_tenant
from services.shop.pricing.presets import PRESETS

A = AccountType
CHART: tuple[tuple[str, AccountType, str, str, str], ...] = (
    ("1000", A.ASSET, "cash", "Cash", "صندوق"),
    ("1010", A.ASSET, "card", "Card terminals", "کارت‌خوان‌ها"),
    ("1020", A.ASSET, "bank", "Bank", "بانک"),
    ("1200", A.ASSET, "receivable", "Customers", "حساب‌های دریافتنی"),
    ("1300", A.ASSET, "inventory", "Inventory", "موجودی کالا"),
    ("2000", A.LIABILITY, "payable", "Suppliers", "حساب‌های پرداختنی"),
    ("2100", A.LIABILITY, "tax", "Tax owed", "مالیات پرداختنی"),
    ("3000", A.EQUITY, "capital", "Owner's capital", "سرمایه"),
    ("4000", A.INCOME, "sales", "Sales", "فروش"),
    ("5000", A.EXPENSE, "goods-sold", "Cost of goods sold", "بهای تمام‌شدهٔ کالای فروش‌رفته"),
    ("5100", A.EXPENSE, "stock-difference", "Stock differences", "کسری و اضافی انبار"),
)
"""Code, type, role, and the name in English and Persian."""

SERIES: tuple[tuple[str, str, int], ...] = (("sale", "S-", 5), ("customer", "C-", 4), ("journal", "J-", 6))
"""Name, prefix and digits."""


def open_shop(uow: UnitOfWork) -> None:
    """Write what a new shop begins with. For a fresh tenant, once."""
    uow.actor.require(Permission.MANAGE_USERS)
    tenant = current_tenant(uow)
    for code, kind, role, english, persian in CHART:
        uow.session.add(Account(code=code, type=kind, role=role, name={"en": english, "fa": persian}))
    for name, prefix, padding in SERIES:
        uow.session.add(NumberSeries(name=name, prefix=prefix, padding=padding))
    for preset in PRESETS:
        if preset.country == tenant.country or (preset.country is None and _has_no_preset(tenant.country)):
            uow.session.add(PricingRule(**preset.seed(tenant.currency, tenant.language)))
    uow.session.flush()


def _has_no_preset(country: str) -> bool:
    return all(preset.country != country for preset in PRESETS)
