"""What is sent to the database while something is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from services.core.database import app_engine

Sent = list[tuple[str, Any]]


@contextmanager
def statements() -> Iterator[Sent]:
    """The statements sent as the application's role meanwhile, each with its values.

    What opens a unit of work (the tenant, ``set``) is left out: every transaction has it.
    """
    sent: Sent = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if "set_config" not in statement and not statement.lower().startswith("set "):
            sent.append((statement, values))

    event.listen(app_engine(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(app_engine(), "before_cursor_execute", note)
