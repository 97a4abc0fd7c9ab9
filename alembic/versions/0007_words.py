"""Words are found with and without their half-spaces, and codes by their parts."""

from pathlib import Path

from alembic import op

from services.core.roles import APP, BACKUP, PLATFORM

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FUNCTIONS = Path(__file__).parents[1] / "sql" / "0007_functions.sql"


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    op.get_bind().exec_driver_sql(FUNCTIONS.read_text(encoding="utf-8").replace("%", "%%"))
    op.execute("revoke all on function zarrin_tokens(text) from public")
    op.execute(f"grant execute on function zarrin_tokens(text) to {APP}, {PLATFORM}, {BACKUP}")
