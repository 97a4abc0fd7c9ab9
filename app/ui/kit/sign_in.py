"""Parts of the sign-in page alone."""

import reflex as rx

from app.ui.kit.base import module


class SignInNote(rx.Component):
    """Says why one is here: read from the address (``?error=…&left=3``), as the sign-in route writes it."""

    library = module("sign-in-note.jsx")
    tag = "SignInNote"


class Touchstone(rx.Component):
    """The stone with four streaks of gold, beside the form."""

    library = module("touchstone.jsx")
    tag = "Touchstone"
