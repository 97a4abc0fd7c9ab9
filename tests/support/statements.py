"""What is sent to the database while something is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from services.core.database import app_engine


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """The statements sent as the application's role meanwhile, each with its values."""
    sent: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        sent.append((statement, values))

    event.listen(app_engine(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(app_engine(), "before_cursor_execute", note)
