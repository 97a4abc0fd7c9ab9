"""Errors people can act on: each has a code, a status and a sentence to be translated.

What is raised from here reaches the screen as a toast or beside its field, and REST as a problem document
(RFC 9457). Anything else is a fault of ours: it is logged under an id, and only the id is shown.
"""

from typing import Any, ClassVar

from services.core.i18n import DEFAULT_LANGUAGE, Message, _


class AppError(Exception):
    """The base: ``code`` for programs, ``status`` for HTTP, ``message`` for people, ``fields`` by field name."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    title: ClassVar[Message] = _("This could not be done")

    def __init__(self, message: Message | None = None, *, fields: dict[str, Message] | None = None) -> None:
        self.message = message or self.title
        self.fields = fields or {}
        super().__init__(self.message.msgid)

    def details(self) -> dict[str, Any]:
        """What this error adds to its problem document."""
        return {}

    def problem(self, language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """The problem document, its texts in this language; ``message`` and ``errors`` also for later translation."""
        return {
            "type": f"urn:zarrin:{self.code}",
            "title": self.title.text(language),
            "status": self.status,
            "detail": self.message.text(language),
            "code": self.code,
            "message": self.message.plain(),
            "errors": {name: message.plain() for name, message in self.fields.items()},
            **self.details(),
        }


class ValidationFailed(AppError):
    """Bad input; ``fields`` says what is wrong with which field."""

    code, status, title = "validation", 422, _("Some fields need another look")


class RuleBroken(AppError):
    """A rule of the business forbids it: a sentence the clerk can act on."""

    code, status, title = "rule", 422, _("This is against a rule of the shop")


class NotSignedIn(AppError):
    """Nobody is signed in, or the session has ended."""

    code, status, title = "not-signed-in", 401, _("Please sign in again")


class Forbidden(AppError):
    """The role may not do this."""

    code, status, title = "forbidden", 403, _("Your role may not do this")


class NotFound(AppError):
    """There is no such record, or none that this person may see."""

    code, status, title = "not-found", 404, _("There is no such record")


class Conflict(AppError):
    """It clashes with something that is there: a duplicate, a key used with another payload."""

    code, status, title = "conflict", 409, _("It clashes with what is there")


class StaleVersion(Conflict):
    """Somebody saved the record meanwhile; ``theirs`` holds the stored values by field, ``version`` the stored one."""

    code, title = "stale", _("Somebody else changed this record meanwhile")

    def __init__(self, theirs: dict[str, Any], version: int) -> None:
        super().__init__()
        self.theirs, self.version = theirs, version

    def details(self) -> dict[str, Any]:
        """Both sides, so that one can merge."""
        return {"theirs": self.theirs, "version": self.version}


class TooManyRequests(AppError):
    """Too often; ``seconds`` until the next try."""

    code, status, title = "too-many", 429, _("Too many tries")

    def __init__(self, message: Message | None = None, *, seconds: int = 60) -> None:
        super().__init__(message)
        self.seconds = seconds

    def details(self) -> dict[str, Any]:
        """When to try again."""
        return {"retry_after": self.seconds}
