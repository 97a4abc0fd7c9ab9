"""The last resort: a fault that no route, page or gate has answered for gets an id too."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import faults
from services.core.i18n import LANGUAGES


class Faults:
    """Logs whatever comes through under an id, and says so in every language, since nobody knows who asks.

    An answer that has begun can't be taken back: the server is told, and ends the connection.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception as error:
            _error_id, said = faults.logged(error)
            if begun:
                raise
            lines = "\n\n".join(said.text(language) for language in LANGUAGES)
            await PlainTextResponse(lines, 500)(scope, receive, send)
