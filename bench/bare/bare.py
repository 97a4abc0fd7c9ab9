"""One page and one handler, which sends the noted SQL and puts the rows of the longest answer into its state."""

import asyncio
import pickle
from functools import cache
from typing import Any

import reflex as rx

from bench import FOLDER
from services.core.database import app_engine

STATEMENTS = FOLDER / "events.pickle"


class Bare(rx.State):
    """The rows."""

    rows: list[dict[str, str]] = []

    @rx.event
    async def refresh(self) -> None:
        """Read them anew, in a thread as one has to."""
        self.rows = await asyncio.to_thread(read)


def read() -> list[dict[str, str]]:
    """Send the statements in a transaction and take the longest answer."""
    answers: list[list[dict[str, str]]] = []
    with app_engine().connect() as connection:
        for sql, values in statements():
            found = connection.exec_driver_sql(sql, values)
            if found.returns_rows:
                answers.append([{key: str(value) for key, value in row.items()} for row in found.mappings()])
    return max(answers, key=len)


@cache
def statements() -> list[tuple[str, Any]]:
    """What our own event sends, as it was noted."""
    noted: list[tuple[str, Any]] = pickle.loads(STATEMENTS.read_bytes())  # noqa: S301 - written by ourselves
    return noted


def index() -> rx.Component:
    """A page is needed for there to be an application."""
    return rx.el.div(rx.foreach(Bare.rows, lambda row: rx.el.p(row["sku"])))


app = rx.App(theme=None)
app.add_page(index, route="/")
