"""What is said of a value that can't be taken."""

from collections.abc import Mapping

from services.core.i18n import Message


class Invalid(Exception):
    """A value that can't be taken; ``message`` says why, to the person who typed it, ``cells`` by cell of rows."""

    def __init__(self, message: Message, cells: Mapping[str, Message] | None = None) -> None:
        self.message, self.cells = message, dict(cells or {})
        super().__init__(message.msgid)

    def beside(self, name: str) -> dict[str, Message]:
        """The fault by the input it stands beside, of the field of this name."""
        return {f"{name}:{cell}": message for cell, message in self.cells.items()} or {name: self.message}
