"""Cursors: where a page ended, opaque and signed, so that nobody writes conditions into an address by hand."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from services.core.config import secret_key
from services.core.errors import ValidationFailed
from services.core.i18n import _

SIGNATURE_BYTES = 12


@dataclass(frozen=True)
class Cursor:
    """The sort value and the id of a row; ``value`` is plain (as in JSON), ``language`` what a text was sorted in."""

    value: Any
    id: UUID
    language: str

    def seal(self, context: str) -> str:
        """The cursor as a text for the address, bound to its list (``context``)."""
        body = json.dumps([self.value, str(self.id), self.language], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(_sign(body, context) + body).rstrip(b"=").decode()

    @classmethod
    def open(cls, sealed: str, context: str, name: str) -> "Cursor":
        """The cursor in an address; one that we did not write for this list is refused, naming the parameter."""
        refused = ValidationFailed(_("This page address is no longer valid"), fields={name: _("Not one of ours")})
        try:
            raw = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
            signature, body = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
        except ValueError:
            raise refused from None
        if not hmac.compare_digest(signature, _sign(body, context)):
            raise refused
        value, identity, language = json.loads(body)
        return cls(value, UUID(identity), language)


def _sign(body: bytes, context: str) -> bytes:
    return hmac.new(_key(), context.encode() + b"\0" + body, hashlib.sha256).digest()[:SIGNATURE_BYTES]


@cache
def _key() -> bytes:
    return hashlib.sha256(b"list cursor " + secret_key()).digest()
