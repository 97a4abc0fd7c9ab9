"""What is posted takes no further lines."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FUNCTIONS = Path(__file__).parents[1] / "sql" / "0003_functions.sql"


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    op.get_bind().exec_driver_sql(FUNCTIONS.read_text(encoding="utf-8").replace("%", "%%"))
