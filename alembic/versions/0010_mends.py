"""What was mended in the cells of a file stays with its import, whatever becomes of its columns."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.add_column(
        "import_batch",
        sa.Column("mends", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_column("import_batch", "mends")
