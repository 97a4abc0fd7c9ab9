"""What the shop adds to the pages of its records: the assay stamp of a piece."""

from typing import Any

from services.admin.panels import measure
from services.core.database import UnitOfWork
from services.core.i18n import _
from services.shop.metal import fine_weight


def assay_of(_uow: UnitOfWork, row: Any) -> list[dict[str, Any]] | None:
    """Net weight, fineness and fine gold of what has the first two."""
    if not row.net_weight or not row.fineness:
        return None
    fine = fine_weight(row.net_weight, row.fineness)
    return [
        measure(_("Net weight"), format(row.net_weight, "f"), "weight"),
        measure(_("Fineness"), format(row.fineness, "f"), "number"),
        measure(_("Fine gold"), format(fine, "f"), "weight"),
    ]
