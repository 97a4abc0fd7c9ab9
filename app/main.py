"""The application Reflex runs: its pages, and the routes beside them."""

import reflex as rx
from starlette.applications import Starlette

from app.api import health
from app.ui import wraps


def up() -> rx.Component:
    """A page that says that all is up."""
    return rx.el.main(rx.el.h1("up"))


app = rx.App(
    theme=None,
    stylesheets=wraps.STYLESHEETS,
    head_components=wraps.head(),
    extra_app_wraps=wraps.wraps(),
    api_transformer=[Starlette(routes=health.routes)],
)
app.add_page(up, route="/", title="Zarrin")
