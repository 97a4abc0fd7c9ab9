"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
from services.core import rls

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it. Migrations go forward alone; the way back is a restore."""
    ${upgrades if upgrades else "pass"}
