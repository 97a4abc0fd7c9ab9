"""An export as PDF: a table on lying A4, its head on each page, right to left in Persian, values as one reads them.

The whole paper is set at once, hence it holds no more than some thousand rows.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.base import now
from services.admin.exporting.table import NO, YES, ExportTable
from services.admin.inference import Bound
from services.admin.kinds import rule_of
from services.core.formatting import Formatting
from services.core.i18n import RTL, _
from services.core.typesetting import typeset

PDF_LIMIT = 2_000
CHUNK = 64 * 1024
TEMPLATE = Path(__file__).with_name("list.typ")
LONG = frozenset(
    {"text", "local_text", "long_text", "ref", "user", "message", "warning", "json", "rows", "tags", "email"}
)
"""Kinds whose columns share the room that is left."""
LATIN = frozenset({"code", "email", "phone", "id"})
"""Kinds that run from left to right in any language."""
PAGE = _("Page {page} of {pages}")


def pdf_chunks(table: ExportTable) -> Iterator[bytes]:
    """The finished paper in pieces."""
    content = typeset(TEMPLATE, _data(table))
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]


def _data(table: ExportTable) -> dict[str, Any]:
    language, zone = table.language, table.uow.actor.time_zone
    writing = Formatting(language=language, time_zone=zone)
    rows = [_row(table, writing, cells) for cells in table.rows()]
    footer = table.footer()
    return {
        "language": language,
        "rtl": language in RTL,
        "title": table.query.resource.label.text(language),
        "made": writing.datetime(now()),
        "page": PAGE.text(language),
        "digits": "۰۱۲۳۴۵۶۷۸۹" if writing.persian_digits else "0123456789",
        "columns": [
            {
                "label": bound.label.text(language),
                "figure": rule_of(bound.kind).numeric,
                "long": bound.kind in LONG,
                "latin": bound.kind in LATIN,
            }
            for bound in table.fields
        ],
        "rows": rows,
        "sums": _row(table, writing, footer) if footer else None,
    }


def _row(table: ExportTable, writing: Formatting, cells: list[Any]) -> list[str]:
    return [_text(bound, value, writing) for bound, value in zip(table.fields, cells, strict=True)]


def _text(bound: Bound, value: Any, writing: Formatting) -> str:
    """A value as it stands on paper."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (YES if value else NO).text(writing.language)
    if isinstance(value, datetime):
        return f"{writing.date(value.date())} {writing.digits(value.strftime('%H:%M'))}"
    if isinstance(value, date):
        return writing.date(value)
    if isinstance(value, Decimal | int | float):
        return _figure(bound, Decimal(str(value)), writing)
    return writing.digits(str(value)) if bound.kind == "phone" else str(value)


def _figure(bound: Bound, value: Decimal, writing: Formatting) -> str:
    if bound.kind == "weight":
        return writing.weight(value)
    return writing.percent(value) if bound.kind == "percent" else writing.number(value, most=4)
