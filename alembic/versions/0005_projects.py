"""Projects, their milestones and their people."""

import sqlalchemy as sa
from alembic import op

from services.core import rls

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


TABLES = ("project", "project_member", "project_milestone")


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    make_tables()
    for table in TABLES:
        rls.protect(op, table)
    rls.search_index(op, "project", ("title", "description"))
    rls.search_index(op, "project_milestone", ("title",))


def make_tables() -> None:
    """The tables of this revision."""
    op.create_table(
        "project",
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
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("health", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.String(length=16), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("due_on >= starts_on", name=op.f("ck_project_dates")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"],
            ["user_account.tenant_id", "user_account.id"],
            name=op.f("fk_project_tenant_id_owner_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_tenant_id_due_on_id"), "project", ["tenant_id", "due_on", "id"], unique=False)
    op.create_index(op.f("ix_project_tenant_id_health_id"), "project", ["tenant_id", "health", "id"], unique=False)
    op.create_index(op.f("ix_project_tenant_id_owner_id"), "project", ["tenant_id", "owner_id"], unique=False)
    op.create_index(
        op.f("ix_project_tenant_id_starts_on_id"), "project", ["tenant_id", "starts_on", "id"], unique=False
    )
    op.create_index(op.f("ix_project_tenant_id_status_id"), "project", ["tenant_id", "status", "id"], unique=False)
    op.create_index(op.f("ix_project_tenant_id_title_id"), "project", ["tenant_id", "title", "id"], unique=False)
    op.create_table(
        "project_member",
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
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("capacity", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("capacity > 0 and capacity <= 100", name=op.f("ck_project_member_capacity")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_project_member_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["user_account.tenant_id", "user_account.id"],
            name=op.f("fk_project_member_tenant_id_person_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("fk_project_member_tenant_id_project_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_project_member")),
    )
    op.create_index(
        op.f("ix_project_member_tenant_id_person_id"), "project_member", ["tenant_id", "person_id"], unique=False
    )
    op.create_index(
        op.f("ix_project_member_tenant_id_project_id"), "project_member", ["tenant_id", "project_id"], unique=False
    )
    op.create_table(
        "project_milestone",
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
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("progress", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), sa.Computed("progress = 100", persisted=True), nullable=True),
        sa.CheckConstraint("progress between 0 and 100", name=op.f("ck_project_milestone_progress")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_project_milestone_weight")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("fk_project_milestone_tenant_id_project_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_project_milestone")),
    )
    op.create_index(
        op.f("ix_project_milestone_tenant_id_due_on_id"),
        "project_milestone",
        ["tenant_id", "due_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_project_milestone_tenant_id_project_id"),
        "project_milestone",
        ["tenant_id", "project_id"],
        unique=False,
    )
