"""What the shop adds to the pages of its records: the assay stamp of a piece, and what its weight is made of."""

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


def weight_of(_uow: UnitOfWork, row: Any) -> dict[str, Any] | None:
    """The gross weight as gold, stones and what else there is; None where the gold is all of it."""
    other = row.gross_weight - row.net_weight - row.stone_weight
    parts = ((_("gold"), row.net_weight), (_("stone"), row.stone_weight), (_("other"), other))
    shown = [measure(label, format(grams, "f"), "weight") for label, grams in parts if grams > 0]
    if other < 0 or len(shown) == 1:
        return None
    return {"whole": measure(_("Gross"), format(row.gross_weight, "f"), "weight"), "parts": shown}
