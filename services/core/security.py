"""Passwords and tokens.

Argon2id takes 64 MiB for each verification, so only a few run at once. A token is 32 random bytes after the tenant's
id: the tenant tells where to look, the hash of the whole is what is kept.
"""

import base64
import hashlib
import secrets
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.core.config import settings
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _
from services.core.text import fold

MINIMUM_LENGTH = 12
AT_ONCE = 3
"""Verifications at one time: about 200 MiB at most."""
COMMON = Path(__file__).with_name("common_passwords.txt")

_turn = BoundedSemaphore(AT_ONCE)


@cache
def _hasher() -> PasswordHasher:
    if settings().environment == "test":
        return PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password fits: verified where there is no account, so that both take equally long."""
    return _hasher().hash(secrets.token_urlsafe(32))


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, salted."""
    with _turn:
        return _hasher().hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits; with no stored hash the same work is done and the answer is no."""
    with _turn:
        try:
            return _hasher().verify(stored or _nobody(), password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def check_password(password: str, *names: str) -> None:
    """Refuse a weak password: short, common, or like the person's own names."""
    fault = _fault(password, names)
    if fault:
        raise ValidationFailed(fields={"password": fault})


def _fault(password: str, names: tuple[str, ...]) -> Message | None:
    if len(password) < MINIMUM_LENGTH:
        return _("A password has at least {n} characters", n=MINIMUM_LENGTH)
    folded = fold(password).replace(" ", "")
    if folded in _common() or len(set(folded)) < 5:  # noqa: PLR2004 - fewer than five different characters
        return _("This password is too common")
    if any(len(name) > 3 and name in folded for name in (fold(n).replace(" ", "") for n in names)):  # noqa: PLR2004
        return _("The password is too much like the name")
    return None


@cache
def _common() -> frozenset[str]:
    return frozenset(fold(line).replace(" ", "") for line in COMMON.read_text(encoding="utf-8").splitlines() if line)


def new_token(tenant_id: UUID) -> str:
    """A session's token, to be kept by the browser alone."""
    return base64.urlsafe_b64encode(tenant_id.bytes + secrets.token_bytes(32)).decode()


def read_token(token: str) -> tuple[UUID, bytes] | None:
    """The tenant a token names and the hash it is kept under; None where it isn't one."""
    try:
        raw = base64.urlsafe_b64decode(token.encode())
    except ValueError:
        return None
    if len(raw) != 48:  # noqa: PLR2004 - 16 bytes of tenant and 32 of chance
        return None
    return UUID(bytes=raw[:16]), hashlib.sha256(raw).digest()
