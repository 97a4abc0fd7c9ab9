"""The shop's entities, as people work with them."""

from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.gold_rate import GoldRate
from models.shop.item import Category, Item
from models.shop.ledger import Account, JournalEntry, JournalLine
from models.shop.number_series import NumberSeries
from models.shop.pricing_rule import PricingRule
from models.shop.sale import Payment, Sale, SaleLine
from models.shop.stock import StockMovement
from services.admin import numbers as series
from services.admin.fields import Section, computed, field
from services.admin.follows import Follows
from services.admin.panels import Document, Panel
from services.admin.planning import Timeline
from services.admin.registry import Page, Workspace
from services.admin.resource import Resource
from services.core.i18n import _
from services.core.permissions import Permission, Role
from services.shop import numbers
from services.shop.customers import check_customer
from services.shop.items import check_item, gross_of, prices_of, stock_of
from services.shop.metal import UNIT_LABELS
from services.shop.panels import assay_of, weight_of
from services.shop.price_panel import price_of_item, price_of_line
from services.shop.pricing.labels import PARTS, PRESETS
from services.shop.pricing.round_rows import ROUNDING_ROWS
from services.shop.rates.service import complete_by_hand
from services.shop.rates.ticker import ticker
from services.shop.rules_check import check_rule

COMMODITIES = {
    "XAU": _("gram of fine gold"), "IRT": _("toman"), "IRR": _("rial"), "AED": _("dirham"), "USD": _("dollar"),
    "EUR": _("euro"), "INR": _("rupee"), "TRY": _("lira"), "IQD": _("dinar"),
}  # fmt: skip
"""What the books count: grams of fine gold beside each currency."""
SERIES = {"sale": _("Sales"), "customer": _("Customers"), "journal": _("Journal")}

_SELLER_SEES = ("items", "customers", "categories", "branches", "gold-rates", "sales", "sale-lines", "payments")
_BOOKS = ("accounts", "journal-entries", "journal-lines")

ASSAY = Panel("assay", "measures", assay_of)
"""Once per record: what every jeweller reads first."""
MADE = _("How the price is made")

SHOP = Workspace(
    "shop", _("Shop"), icon="store", order=10, demo="services.shop.demo.year:fill", ticker=ticker,
    pages=(
        Page("/", _("Dashboard"), "layout-dashboard", Permission.SEE_DASHBOARD, tab=_("Home")),
        Page("/pos", _("Point of sale"), "scan-barcode", Permission.SELL, tab=_("Sell"), begins=_("New sale")),
    ),
    tabs=("items", "sales", "customers"),
    grants={
        Role.MANAGER: (
            *(f"{name}:*" for name in (*_SELLER_SEES, "pricing-rules", "stock-movements")),
            *(f"{name}:view" for name in (*_BOOKS, "number-series")), *(f"{name}:export" for name in _BOOKS),
            Permission.SEE_DASHBOARD,
        ),
        Role.EMPLOYEE: (
            *(f"{name}:view" for name in _SELLER_SEES), "customers:create", "customers:update", Permission.SELL,
        ),
        Role.ANALYST: (Permission.SEE_COST,),
    },
)  # fmt: skip

series.set_source(
    lambda uow, name, _row: numbers.take(uow, name)[0], lambda uow, name, rows: numbers.take(uow, name, len(rows))
)

items = Resource(
    Item, "items", _("Items"), _("Item"), icon="gem", title="name", code="sku", default_sort="sku",
    sections=(
        Section("piece", _("Piece")),
        Section("weights", _("Weight and fineness")),
        Section("price", _("Price")),
        Section("stock", _("Stock")),
    ),
    fields=(
        field("picture", section="piece", export=False),
        field("name", search=True, section="piece"),
        field("sku", label=_("SKU"), search=True, sort=True, section="piece"),
        field("category_id", filter=True, section="piece"),
        field("fineness", filter=True, sort=True, section="weights"),
        field("net_weight", filter=True, sort=True, total=True, section="weights"),
        field("gross_weight", list="wide", section="weights",
              follows=Follows(("net_weight", "stone_weight"), gross_of)),
        field("stone_weight", list="wide", section="weights"),
        field("making_kind", list=False, section="price"),
        field("making", kind="decimal", section="price"),
        field("stones", list="wide", section="price"),
        field("attachments", list=False, section="price"),
        field("fixed_price", list=False, section="price"),
        field("cost", permission=Permission.SEE_COST, list="wide", section="price"),
        computed("price", kind="money", label=_("Price"), of=prices_of, section="price",
                 needs=("net_weight", "fineness", "category_id", "home_id", "making_kind", "making", "stones",
                        "attachments", "fixed_price")),
        computed("in_stock", kind="quantity", label=_("In stock"), sql=stock_of, section="stock"),
        field("home_id", label=_("Branch"), filter=True, section="stock"),
        field("unique_piece", list=False, filter=True, section="stock"),
        field("low_stock", list="wide", section="stock", when=("unique_piece", ("false",))),
        field("barcode", list=False, search=True, section="piece"),
        field("hallmark", list=False, search=True, section="piece"),
        field("serial", list=False, search=True, section="piece"),
        field("lot", list=False, section="piece"),
        field("active", filter=True, list="wide", section="stock"),
        field("created_at", list="wide", filter=True, sort=True),
    ),
    validate=check_item,
    panels=(
        ASSAY,
        Panel("weight", "parts", weight_of, needs=("net_weight", "gross_weight", "stone_weight")),
        Panel("price", "steps", price_of_item, MADE, needs=("price",)),
    ),
)  # fmt: skip

categories = Resource(
    Category, "categories", _("Categories"), _("Category"), icon="folder-tree", title="name", code="code",
    default_sort="code",
    fields=(field("picture", export=False), field("name", search=True), field("code", search=True, sort=True),
            field("parent_id", label=_("Under"), filter=True)),
)  # fmt: skip

branches = Resource(
    Branch, "branches", _("Branches"), _("Branch"), icon="map-pin", title="name", code="code", default_sort="code",
    fields=(field("name", search=True), field("code", search=True, sort=True), field("address"), field("phone"),
            field("active", filter=True)),
)  # fmt: skip

customers = Resource(
    Customer, "customers", _("Customers"), _("Customer"), icon="users", title="name", code="number",
    default_sort="-number", tagged=True,
    fields=(
        field("number", search=True, sort=True, read_only=True),
        field("name", search=True, sort=True),
        field("phone", search=True),
        field("second_phone", list=False),
        field("email", search=True, list="wide"),
        field("birthday", list=False),
        field("city", filter=True),
        field("money_balance", read_only=True, total=True),
        field("gold_balance", read_only=True, total=True),
        field("notes", list=False),
        field("created_at", list="wide", sort=False, filter=True),
    ),
    validate=check_customer,
)  # fmt: skip

gold_rates = Resource(
    GoldRate, "gold-rates", _("Gold rates"), _("Gold rate"), icon="trending-up", title="quoted_at",
    default_sort="-quoted_at", before_save=complete_by_hand,
    fields=(
        field("quoted_at", filter=True, sort=True, once=True, required=False, help=_("Left empty, it is now")),
        field("price", label=_("Quoted price"), list="wide", currency="currency", required=True),
        field("unit", list="wide", choices=UNIT_LABELS),
        field("fineness", filter=True, help=_("For a gram or a tola; a mazaneh is of 705, an ounce of fine gold")),
        field("price_per_gram", currency="currency", read_only=True),
        field("source", filter=True, read_only=True),
        field("market", list="wide", read_only=True),
        field("currency", list=False, read_only=True),
        field("status", filter=True, tones={"accepted": "pos", "refused": "neg"}, read_only=True),
        field("reason", list="wide", read_only=True),
        field("pulled_at", list="wide", read_only=True),
    ),
)  # fmt: skip

pricing_rules = Resource(
    PricingRule, "pricing-rules", _("Pricing rules"), _("Pricing rule"), icon="percent", title="name",
    default_sort="-effective_from",
    sections=(Section("for", _("For what")), Section("terms", _("Terms")), Section("tax", _("Tax and rounding"))),
    fields=(
        field("name", section="for"),
        field("preset", list="wide", choices=PRESETS, read_only=True, section="for"),
        field("category_id", filter=True, section="for"),
        field("branch_id", filter=True, section="for"),
        field("fineness", section="for"),
        field("effective_from", filter=True, sort=True, section="for"),
        field("effective_to", section="for"),
        field("making_percent", section="terms"),
        field("making_per_gram", list="wide", section="terms"),
        field("making_fixed", list="wide", section="terms"),
        field("wastage_percent", list="wide", section="terms"),
        field("profit_percent", section="terms"),
        field("profit_base", kind="several", choices=PARTS, list=False, section="terms"),
        field("tax_percent", section="tax"),
        field("tax_base", kind="several", choices=PARTS, section="tax"),
        field("stones_taxed", list=False, section="tax"),
        field("attachments_taxed", list=False, section="tax"),
        field("rounding", rows=ROUNDING_ROWS, list="wide", section="tax",
              help=_("A step without a row here is not rounded")),
        field("active", filter=True, section="for"),
    ),
    validate=check_rule, timeline=Timeline("effective_from", "effective_to", lasts_on=True),
)  # fmt: skip

number_series = Resource(
    NumberSeries, "number-series", _("Number series"), _("Number series"), icon="hash", title="name", code="name",
    default_sort="id", creatable=False, deletable=False,
    fields=(field("name", choices=SERIES, read_only=True), field("prefix"), field("padding"),
            field("next_number", read_only=True)),
)  # fmt: skip

sales = Resource(
    Sale, "sales", _("Sales"), _("Sale"), icon="receipt-text", title="number", code="number", default_sort="-sold_at",
    creatable=False,
    sections=(Section("sale", _("Sale")), Section("gold", _("Gold")), Section("amounts", _("Amounts"))),
    fields=(
        field("number", search=True, section="sale"),
        field("sold_at", filter=True, sort=True, calendar=True, section="sale"),
        field("customer_id", filter=True, search=("name", "phone"), section="sale"),
        field("branch_id", filter=True, section="sale"),
        field("clerk_id", kind="user", label=_("Employee"), filter=True, section="sale"),
        field("fineness", filter=True, section="gold"),
        field("fine_grams", total=True, section="gold"),
        field("rate", list=False, currency="currency", section="gold"),
        field("rate_fineness", list=False, section="gold"),
        field("subtotal", list=False, currency="currency", section="amounts"),
        field("discount_percent", list=False, section="amounts"),
        field("discount", list="wide", total=True, currency="currency", section="amounts"),
        field("tax", list="wide", total=True, currency="currency", section="amounts"),
        field("total", filter=True, sort=True, total=True, currency="currency", section="amounts"),
        field("cost", list="wide", permission=Permission.SEE_COST, total=True, currency="currency", section="amounts"),
        field(
            "margin", list="wide", permission=Permission.SEE_COST, total=True, currency="currency", section="amounts"
        ),
        field("currency", list=False, section="amounts"),
    ),
    documents=(
        Document("a5", _("Receipt, A5"), "/api/sales/{id}/receipt.pdf?paper=a5"),
        Document("80mm", _("Receipt, 80 mm"), "/api/sales/{id}/receipt.pdf?paper=80mm"),
    ),
)  # fmt: skip

sale_lines = Resource(
    SaleLine, "sale-lines", _("Sale lines"), _("Sale line"), icon="list", title="sku", creatable=False,
    sections=(Section("piece", _("Piece")), Section("weights", _("Weight and fineness")), Section("price", _("Price"))),
    fields=(
        field("sale_id", filter=True, section="piece"), field("position", section="piece"),
        field("item_id", filter=True, section="piece"), field("name", section="piece"), field("sku", section="piece"),
        field("fineness", filter=True, section="weights"), field("quantity", total=True, section="piece"),
        field("net_weight", total=True, section="weights"), field("fine_grams", total=True, section="weights"),
        field("gold", list="wide", total=True, section="price"),
        field("making", list="wide", total=True, section="price"), field("wastage", list=False, section="price"),
        field("stones", list="wide", total=True, section="price"), field("attachments", list=False, section="price"),
        field("profit", list="wide", total=True, section="price"),
        field("discount", list="wide", total=True, section="price"),
        field("tax", list="wide", total=True, section="price"), field("total", total=True, section="price"),
        field("cost", list="wide", permission=Permission.SEE_COST, total=True, section="price"),
        field("derivation", list=False, export=False, section="price"),
    ),
    panels=(ASSAY, Panel("price", "steps", price_of_line, MADE, needs=("derivation",))),
)  # fmt: skip

payments = Resource(
    Payment, "payments", _("Payments"), _("Payment"), icon="banknote", title="method", default_sort="-paid_at",
    creatable=False,
    fields=(field("paid_at", filter=True, sort=True, calendar=True), field("sale_id", filter=True),
            field("method", filter=True), field("amount", total=True), field("reference")),
)  # fmt: skip

stock_movements = Resource(
    StockMovement, "stock-movements", _("Stock movements"), _("Stock movement"), icon="arrow-left-right",
    title="document_number", default_sort="-moved_at", creatable=False,
    fields=(
        field("moved_at", filter=True, sort=True, calendar=True),
        field("item_id", filter=True, search=("sku", "name")),
        field("branch_id", filter=True),
        field("kind", filter=True, tones={"receipt": "pos", "sale": "neutral", "adjustment": "warn"}),
        field("quantity", total=True), field("grams", total=True), field("fine_grams", total=True),
        field("cost", list="wide", permission=Permission.SEE_COST, total=True), field("document_number"),
        field("reason"), field("created_by", list="wide", kind="user"),
    ),
)  # fmt: skip

accounts = Resource(
    Account, "accounts", _("Accounts"), _("Account"), icon="scale", title="name", code="code", default_sort="code",
    fields=(field("code", search=True, sort=True), field("name", search=True), field("type", filter=True),
            field("parent_id", label=_("Under")), field("role", read_only=True, list="wide"),
            field("active", filter=True)),
)  # fmt: skip

journal_entries = Resource(
    JournalEntry, "journal-entries", _("Journal"), _("Journal entry"), icon="book-open", title="number",
    code="number", default_sort="-day", creatable=False,
    fields=(field("number", search=True), field("day", filter=True, sort=True, calendar=True),
            field("description", search=True),
            field("source_number"), field("reverses_id"), field("posted_at", list="wide")),
)  # fmt: skip

journal_lines = Resource(
    JournalLine, "journal-lines", _("Journal lines"), _("Journal line"), icon="list", title="commodity",
    creatable=False,
    fields=(field("day", filter=True), field("entry_id", filter=True), field("account_id", filter=True),
            field("commodity", filter=True, choices=COMMODITIES), field("amount"), field("note")),
)  # fmt: skip
