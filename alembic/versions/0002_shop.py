"""The shop: goods, customers, rates, rules, sales, stock, the ledger."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.core import rls

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FUNCTIONS = Path(__file__).parents[1] / "sql" / "0002_functions.sql"
EDITED = ("account", "branch", "category", "customer", "item", "number_series", "pricing_rule", "stock_level")
KEPT = ("gold_rate", "journal_entry", "journal_line", "payment", "sale", "sale_line", "stock_movement")
"""What is written once: the application may add and read, and a trigger refuses the rest to everybody."""
SEARCHED = {
    "shop_account": ("code", "name"),
    "shop_branch": ("code", "name"),
    "shop_category": ("code", "name"),
    "shop_customer": ("number", "name", "phone", "email"),
    "shop_item": ("sku", "name", "barcode", "hallmark", "serial"),
    "shop_journal_entry": ("number", "description"),
    "shop_sale": ("number",),
    "user_account": ("username", "name"),
}
"""The words that are searched, by table."""


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    make_tables()
    op.get_bind().exec_driver_sql(FUNCTIONS.read_text(encoding="utf-8").replace("%", "%%"))
    for name in EDITED:
        rls.protect(op, f"shop_{name}")
    for name in KEPT:
        rls.protect(op, f"shop_{name}", append_only=True)
        rls.refuse_changes(op, f"shop_{name}")
    for table, columns in SEARCHED.items():
        rls.search_index(op, table, columns)


def make_tables() -> None:
    """The tables of this revision."""
    op.create_table(
        "shop_account",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["shop_account.tenant_id", "shop_account.id"],
            name=op.f("fk_shop_account_tenant_id_parent_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_account")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_shop_account_tenant_id_code")),
    )
    op.create_index(
        op.f("ix_shop_account_tenant_id_parent_id"), "shop_account", ["tenant_id", "parent_id"], unique=False
    )
    op.create_index(
        "uq_shop_account_role",
        "shop_account",
        ["tenant_id", "role"],
        unique=True,
        postgresql_where=sa.text("role <> ''"),
    )
    op.create_table(
        "shop_branch",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_branch")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_shop_branch_tenant_id_code")),
    )
    op.create_table(
        "shop_category",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["shop_category.tenant_id", "shop_category.id"],
            name=op.f("fk_shop_category_tenant_id_parent_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_category")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_shop_category_tenant_id_code")),
    )
    op.create_index(
        op.f("ix_shop_category_tenant_id_parent_id"), "shop_category", ["tenant_id", "parent_id"], unique=False
    )
    op.create_table(
        "shop_customer",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("second_phone", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("tags", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("money_balance", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("gold_balance", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_customer")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_shop_customer_tenant_id_number")),
    )
    op.create_index(
        op.f("ix_shop_customer_tenant_id_name_id"), "shop_customer", ["tenant_id", "name", "id"], unique=False
    )
    op.create_index(op.f("ix_shop_customer_tenant_id_phone"), "shop_customer", ["tenant_id", "phone"], unique=False)
    op.create_table(
        "shop_gold_rate",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("quoted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price_per_gram", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("fineness", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("market", sa.String(length=64), nullable=False),
        sa.Column("price", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("pulled_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("price_per_gram > 0 or status = 'refused'", name=op.f("ck_shop_gold_rate_price")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_gold_rate")),
    )
    op.create_index(
        op.f("ix_shop_gold_rate_tenant_id_quoted_at_id"),
        "shop_gold_rate",
        ["tenant_id", "quoted_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shop_gold_rate_tenant_id_status_quoted_at"),
        "shop_gold_rate",
        ["tenant_id", "status", "quoted_at"],
        unique=False,
    )
    op.create_table(
        "shop_journal_entry",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("source_type", sa.String(length=64), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("source_number", sa.String(length=64), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reverses_id"],
            ["shop_journal_entry.tenant_id", "shop_journal_entry.id"],
            name=op.f("fk_shop_journal_entry_tenant_id_reverses_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_journal_entry")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_shop_journal_entry_tenant_id_number")),
        sa.UniqueConstraint("tenant_id", "reverses_id", name=op.f("uq_shop_journal_entry_tenant_id_reverses_id")),
    )
    op.create_index(
        op.f("ix_shop_journal_entry_tenant_id_day_id"), "shop_journal_entry", ["tenant_id", "day", "id"], unique=False
    )
    op.create_index(
        op.f("ix_shop_journal_entry_tenant_id_reverses_id"),
        "shop_journal_entry",
        ["tenant_id", "reverses_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shop_journal_entry_tenant_id_source_id"),
        "shop_journal_entry",
        ["tenant_id", "source_id"],
        unique=False,
    )
    op.create_table(
        "shop_number_series",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("prefix", sa.String(length=64), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("padding", sa.Integer(), nullable=False),
        sa.CheckConstraint("next_number > 0", name=op.f("ck_shop_number_series_next_number")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_number_series")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_shop_number_series_tenant_id_name")),
    )
    op.create_table(
        "shop_item",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("fineness", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("gross_weight", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("stone_weight", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("net_weight", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("unique_piece", sa.Boolean(), nullable=False),
        sa.Column("barcode", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.String(length=64), nullable=False),
        sa.Column("lot", sa.String(length=64), nullable=False),
        sa.Column("hallmark", sa.String(length=64), nullable=False),
        sa.Column("making_kind", sa.String(length=16), nullable=False),
        sa.Column("making", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("stones", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("attachments", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("fixed_price", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("cost", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("low_stock", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("net_weight > 0", name=op.f("ck_shop_item_net_weight")),
        sa.CheckConstraint("stone_weight <= gross_weight or gross_weight = 0", name=op.f("ck_shop_item_stone_weight")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["shop_category.tenant_id", "shop_category.id"],
            name=op.f("fk_shop_item_tenant_id_category_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "home_id"],
            ["shop_branch.tenant_id", "shop_branch.id"],
            name=op.f("fk_shop_item_tenant_id_home_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_item")),
        sa.UniqueConstraint("tenant_id", "sku", name=op.f("uq_shop_item_tenant_id_sku")),
    )
    op.create_index(op.f("ix_shop_item_tenant_id_category_id"), "shop_item", ["tenant_id", "category_id"], unique=False)
    op.create_index(
        op.f("ix_shop_item_tenant_id_created_at_id"), "shop_item", ["tenant_id", "created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_shop_item_tenant_id_fineness_id"), "shop_item", ["tenant_id", "fineness", "id"], unique=False
    )
    op.create_index(op.f("ix_shop_item_tenant_id_home_id"), "shop_item", ["tenant_id", "home_id"], unique=False)
    op.create_index(op.f("ix_shop_item_tenant_id_id"), "shop_item", ["tenant_id", "id"], unique=False)
    op.create_index(
        op.f("ix_shop_item_tenant_id_net_weight_id"), "shop_item", ["tenant_id", "net_weight", "id"], unique=False
    )
    op.create_index(
        "uq_shop_item_barcode",
        "shop_item",
        ["tenant_id", "barcode"],
        unique=True,
        postgresql_where=sa.text("barcode <> ''"),
    )
    op.create_table(
        "shop_journal_line",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("commodity", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_shop_journal_line_amount")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["shop_account.tenant_id", "shop_account.id"],
            name=op.f("fk_shop_journal_line_tenant_id_account_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["shop_journal_entry.tenant_id", "shop_journal_entry.id"],
            name=op.f("fk_shop_journal_line_tenant_id_entry_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_journal_line")),
    )
    op.create_index(
        op.f("ix_shop_journal_line_tenant_id_account_id"),
        "shop_journal_line",
        ["tenant_id", "account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shop_journal_line_tenant_id_entry_id"), "shop_journal_line", ["tenant_id", "entry_id"], unique=False
    )
    op.create_table(
        "shop_pricing_rule",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("preset", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=64), nullable=True),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("branch_id", sa.Uuid(), nullable=True),
        sa.Column("fineness", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("making_percent", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("making_per_gram", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("making_fixed", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("wastage_percent", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("profit_percent", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("profit_base", sa.String(length=200), nullable=False),
        sa.Column("tax_percent", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("tax_base", sa.String(length=200), nullable=False),
        sa.Column("stones_taxed", sa.Boolean(), nullable=False),
        sa.Column("attachments_taxed", sa.Boolean(), nullable=False),
        sa.Column("rounding", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "effective_to is null or effective_to >= effective_from", name=op.f("ck_shop_pricing_rule_effective")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "branch_id"],
            ["shop_branch.tenant_id", "shop_branch.id"],
            name=op.f("fk_shop_pricing_rule_tenant_id_branch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["shop_category.tenant_id", "shop_category.id"],
            name=op.f("fk_shop_pricing_rule_tenant_id_category_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_pricing_rule")),
    )
    op.create_index(
        op.f("ix_shop_pricing_rule_tenant_id_branch_id"), "shop_pricing_rule", ["tenant_id", "branch_id"], unique=False
    )
    op.create_index(
        op.f("ix_shop_pricing_rule_tenant_id_category_id"),
        "shop_pricing_rule",
        ["tenant_id", "category_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shop_pricing_rule_tenant_id_effective_from_id"),
        "shop_pricing_rule",
        ["tenant_id", "effective_from", "id"],
        unique=False,
    )
    op.create_table(
        "shop_sale",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("clerk_id", sa.Uuid(), nullable=False),
        sa.Column("sold_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("gold_rate_id", sa.Uuid(), nullable=True),
        sa.Column("rate", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("rate_fineness", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("fineness", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("fine_grams", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("subtotal", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("discount_percent", sa.Numeric(precision=9, scale=4), nullable=False),
        sa.Column("discount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("tax", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("total", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("cost", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("margin", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("total >= 0", name=op.f("ck_shop_sale_total")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "branch_id"],
            ["shop_branch.tenant_id", "shop_branch.id"],
            name=op.f("fk_shop_sale_tenant_id_branch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "clerk_id"],
            ["user_account.tenant_id", "user_account.id"],
            name=op.f("fk_shop_sale_tenant_id_clerk_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "customer_id"],
            ["shop_customer.tenant_id", "shop_customer.id"],
            name=op.f("fk_shop_sale_tenant_id_customer_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "gold_rate_id"],
            ["shop_gold_rate.tenant_id", "shop_gold_rate.id"],
            name=op.f("fk_shop_sale_tenant_id_gold_rate_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_sale")),
        sa.UniqueConstraint("tenant_id", "client_id", name=op.f("uq_shop_sale_tenant_id_client_id")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_shop_sale_tenant_id_number")),
    )
    op.create_index(op.f("ix_shop_sale_tenant_id_branch_id"), "shop_sale", ["tenant_id", "branch_id"], unique=False)
    op.create_index(
        op.f("ix_shop_sale_tenant_id_branch_id_sold_at"),
        "shop_sale",
        ["tenant_id", "branch_id", "sold_at"],
        unique=False,
    )
    op.create_index(op.f("ix_shop_sale_tenant_id_clerk_id"), "shop_sale", ["tenant_id", "clerk_id"], unique=False)
    op.create_index(
        op.f("ix_shop_sale_tenant_id_clerk_id_sold_at"), "shop_sale", ["tenant_id", "clerk_id", "sold_at"], unique=False
    )
    op.create_index(op.f("ix_shop_sale_tenant_id_customer_id"), "shop_sale", ["tenant_id", "customer_id"], unique=False)
    op.create_index(
        op.f("ix_shop_sale_tenant_id_fineness_sold_at"), "shop_sale", ["tenant_id", "fineness", "sold_at"], unique=False
    )
    op.create_index(
        op.f("ix_shop_sale_tenant_id_gold_rate_id"), "shop_sale", ["tenant_id", "gold_rate_id"], unique=False
    )
    op.create_index(
        op.f("ix_shop_sale_tenant_id_sold_at_id"), "shop_sale", ["tenant_id", "sold_at", "id"], unique=False
    )
    op.create_index(op.f("ix_shop_sale_tenant_id_total_id"), "shop_sale", ["tenant_id", "total", "id"], unique=False)
    op.create_table(
        "shop_payment",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("sale_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_shop_payment_amount")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sale_id"],
            ["shop_sale.tenant_id", "shop_sale.id"],
            name=op.f("fk_shop_payment_tenant_id_sale_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_payment")),
    )
    op.create_index(
        op.f("ix_shop_payment_tenant_id_paid_at_id"), "shop_payment", ["tenant_id", "paid_at", "id"], unique=False
    )
    op.create_index(op.f("ix_shop_payment_tenant_id_sale_id"), "shop_payment", ["tenant_id", "sale_id"], unique=False)
    op.create_table(
        "shop_sale_line",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("sale_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("net_weight", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("fineness", sa.Numeric(precision=5, scale=1), nullable=False),
        sa.Column("fine_grams", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("gold", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("making", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("wastage", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("stones", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("attachments", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("profit", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("discount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("tax", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("total", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("cost", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("derivation", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_shop_sale_line_quantity")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["shop_item.tenant_id", "shop_item.id"],
            name=op.f("fk_shop_sale_line_tenant_id_item_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sale_id"],
            ["shop_sale.tenant_id", "shop_sale.id"],
            name=op.f("fk_shop_sale_line_tenant_id_sale_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_sale_line")),
        sa.UniqueConstraint(
            "tenant_id", "sale_id", "position", name=op.f("uq_shop_sale_line_tenant_id_sale_id_position")
        ),
    )
    op.create_index(
        op.f("ix_shop_sale_line_tenant_id_item_id"), "shop_sale_line", ["tenant_id", "item_id"], unique=False
    )
    op.create_index(
        op.f("ix_shop_sale_line_tenant_id_sale_id"), "shop_sale_line", ["tenant_id", "sale_id"], unique=False
    )
    op.create_table(
        "shop_stock_level",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("grams", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("fine_grams", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("cost", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_shop_stock_level_quantity")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "branch_id"],
            ["shop_branch.tenant_id", "shop_branch.id"],
            name=op.f("fk_shop_stock_level_tenant_id_branch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["shop_item.tenant_id", "shop_item.id"],
            name=op.f("fk_shop_stock_level_tenant_id_item_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_stock_level")),
        sa.UniqueConstraint(
            "tenant_id", "item_id", "branch_id", name=op.f("uq_shop_stock_level_tenant_id_item_id_branch_id")
        ),
    )
    op.create_index(
        op.f("ix_shop_stock_level_tenant_id_branch_id"), "shop_stock_level", ["tenant_id", "branch_id"], unique=False
    )
    op.create_index(
        op.f("ix_shop_stock_level_tenant_id_item_id"), "shop_stock_level", ["tenant_id", "item_id"], unique=False
    )
    op.create_table(
        "shop_stock_movement",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("grams", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("fine_grams", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("cost", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("document_number", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_shop_stock_movement_quantity")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "branch_id"],
            ["shop_branch.tenant_id", "shop_branch.id"],
            name=op.f("fk_shop_stock_movement_tenant_id_branch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["shop_item.tenant_id", "shop_item.id"],
            name=op.f("fk_shop_stock_movement_tenant_id_item_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_shop_stock_movement")),
    )
    op.create_index(
        op.f("ix_shop_stock_movement_tenant_id_branch_id"),
        "shop_stock_movement",
        ["tenant_id", "branch_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shop_stock_movement_tenant_id_document_id"),
        "shop_stock_movement",
        ["tenant_id", "document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shop_stock_movement_tenant_id_item_id"), "shop_stock_movement", ["tenant_id", "item_id"], unique=False
    )
    op.create_index(
        op.f("ix_shop_stock_movement_tenant_id_moved_at_id"),
        "shop_stock_movement",
        ["tenant_id", "moved_at", "id"],
        unique=False,
    )
