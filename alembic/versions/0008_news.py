"""What a person has not looked at is found by its record."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    op.create_index(
        "ix_alert_news", "alert", ["tenant_id", "user_id", "link"], postgresql_where=sa.text("seen_at is null")
    )
