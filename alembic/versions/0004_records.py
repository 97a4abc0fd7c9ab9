"""What people put beside records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.core import rls

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "attachment", "comment", "follower", "import_batch", "import_mapping", "record_tag", "saved_view", "tag",
)  # fmt: skip


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    make_tables()
    for table in TABLES:
        rls.protect(op, table)
    rls.search_index(op, "tag", ("name",))


def make_tables() -> None:
    """The tables of this revision, and what older ones gain."""
    op.create_table(
        "comment",
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
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("mentions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_comment")),
    )
    op.create_index(
        op.f("ix_comment_tenant_id_entity_record_id_id"),
        "comment",
        ["tenant_id", "entity", "record_id", "id"],
        unique=False,
    )
    op.create_table(
        "follower",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_follower")),
        sa.UniqueConstraint(
            "tenant_id", "entity", "record_id", "user_id", name=op.f("uq_follower_tenant_id_entity_record_id_user_id")
        ),
    )
    op.create_table(
        "import_batch",
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
        sa.Column("resource", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("stored", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=64), nullable=False),
        sa.Column("natural_key", sa.String(length=64), nullable=True),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_created", sa.Integer(), nullable=False),
        sa.Column("rows_updated", sa.Integer(), nullable=False),
        sa.Column("rows_skipped", sa.Integer(), nullable=False),
        sa.Column("rows_failed", sa.Integer(), nullable=False),
        sa.Column("errors_stored", sa.String(length=64), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("mode in ('create', 'update', 'upsert')", name=op.f("ck_import_batch_mode")),
        sa.CheckConstraint(
            "status in ('uploaded', 'checked', 'running', 'done', 'failed', 'cancelled', 'undone')",
            name=op.f("ck_import_batch_status"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_import_batch")),
    )
    op.create_index(
        op.f("ix_import_batch_tenant_id_resource_id"), "import_batch", ["tenant_id", "resource", "id"], unique=False
    )
    op.create_table(
        "import_mapping",
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
        sa.Column("resource", sa.String(length=64), nullable=False),
        sa.Column("heads", sa.String(length=64), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("tenant_id", "resource", "heads", name=op.f("uq_import_mapping_tenant_id_resource_heads")),
    )
    op.create_table(
        "saved_view",
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
        sa.Column("resource", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "tenant_id",
            "resource",
            "user_id",
            "name",
            name=op.f("uq_saved_view_tenant_id_resource_user_id_name"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(
        "ix_saved_view_default",
        "saved_view",
        ["tenant_id", "resource", "user_id"],
        unique=True,
        postgresql_where=sa.text("is_default"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "tag",
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
        sa.Column("tone", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_tag")),
    )
    op.create_index(
        "uq_tag_tenant_id_name",
        "tag",
        ["tenant_id", sa.literal_column("zarrin_fold(name)")],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.create_table(
        "attachment",
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
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored", sa.String(length=64), nullable=False),
        sa.Column("thumbnail", sa.String(length=64), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("size >= 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "comment_id"],
            ["comment.tenant_id", "comment.id"],
            name=op.f("fk_attachment_tenant_id_comment_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_tenant_id_comment_id"), "attachment", ["tenant_id", "comment_id"], unique=False)
    op.create_index(
        op.f("ix_attachment_tenant_id_entity_record_id_id"),
        "attachment",
        ["tenant_id", "entity", "record_id", "id"],
        unique=False,
    )
    op.create_table(
        "record_tag",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("(nullif(current_setting('app.tenant_id', true), '')::uuid)"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "tag_id"],
            ["tag.tenant_id", "tag.id"],
            name=op.f("fk_record_tag_tenant_id_tag_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_record_tag")),
        sa.UniqueConstraint(
            "tenant_id", "entity", "record_id", "tag_id", name=op.f("uq_record_tag_tenant_id_entity_record_id_tag_id")
        ),
    )
    op.create_index(
        op.f("ix_record_tag_tenant_id_entity_tag_id_record_id"),
        "record_tag",
        ["tenant_id", "entity", "tag_id", "record_id"],
        unique=False,
    )
    op.create_index(op.f("ix_record_tag_tenant_id_tag_id"), "record_tag", ["tenant_id", "tag_id"], unique=False)
    op.add_column("alert", sa.Column("user_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_alert_tenant_id_created_at_id"), "alert", ["tenant_id", "created_at", "id"], unique=False)
    op.add_column("history_entry", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ix_history_entry_correlation",
        "history_entry",
        ["tenant_id", "correlation_id", "id"],
        unique=False,
        postgresql_where=sa.text("correlation_id is not null"),
    )
    op.create_index(
        op.f("ix_history_entry_tenant_id_created_at_id"),
        "history_entry",
        ["tenant_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_job_tenant_id_created_at_id"), "job", ["tenant_id", "created_at", "id"], unique=False)
