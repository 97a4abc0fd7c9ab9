"""Signing in and out, and who a browser's token stands for.

Five failures lock an account for a quarter of an hour; the answer never tells whether there is such an account.
A session is looked up at every event, so ending it is felt at once.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, select, text, update
from sqlmodel import col

from models.base import now
from models.identity import Tenant, User, UserSession
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError, Forbidden, TooManyRequests
from services.core.events import signal
from services.core.history import record
from services.core.i18n import LANGUAGES, Message, _
from services.core.security import new_token, read_token, verify_password
from services.platform import strangers

TRIES = 5
LOCK = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=1)
"""How often a session's last sight is written down."""
THEMES = frozenset({"light", "dark", "system"})
LONGEST = 40
"""Letters of a preference."""


_session: Table = UserSession.__table__  # type: ignore[attr-defined]
_user: Table = User.__table__  # type: ignore[attr-defined]
_tenant: Table = Tenant.__table__  # type: ignore[attr-defined]
WHO: Select[*tuple[Any, ...]] = (
    select(
        _user.c.tenant_id, _user.c.id, _user.c.username, _user.c.name, _user.c.role, _user.c.branch_id,
        _user.c.language, _user.c.discount_limit, _tenant.c.timezone,
        _session.c.id.label("session_id"), _session.c.last_seen,
    )
    .join_from(_session, _user, (_user.c.tenant_id == _session.c.tenant_id) & (_user.c.id == _session.c.user_id))
    .join(_tenant, _tenant.c.id == _session.c.tenant_id)
    .where(
        _session.c.tenant_id == bindparam("tenant"), _session.c.token_hash == bindparam("token"),
        _session.c.revoked_at.is_(None), _session.c.expires_at > bindparam("now"),
        _user.c.active, _user.c.deleted_at.is_(None),
    )
)  # fmt: skip
"""Who a session stands for: asked at each event, hence columns and not rows of the model, and made once."""


class SignInFailed(AppError):
    """The name or the password is wrong; ``left`` tries remain before the account is locked."""

    code, status, title = "sign-in", 401, _("The name or the password is wrong.")

    def __init__(self, left: int, message: Message | None = None) -> None:
        super().__init__(message)
        self.left = left


@dataclass(frozen=True)
class SignedIn:
    """A new session: the token for the browser, and who it stands for."""

    token: str
    actor: Actor


def sign_in(name: str, password: str, *, address: str = "", agent: str = "") -> SignedIn:
    """Check name and password and begin a session. Raises ``SignInFailed`` or ``TooManyRequests``."""
    called = name.strip().lower()
    account = _find(called)
    if account is None:
        raise _stranger(called, password)
    tenant_id, user_id = account
    failed: AppError | None = None
    with unit_of_work(Actor.for_system(tenant_id)) as uow:
        user = uow.session.execute(select(User).where(col(User.id) == user_id).with_for_update()).scalar_one_or_none()
        failed = _refusal(user, password)
        if user and failed is None:
            user.failed_count, user.locked_until = 0, None
            signed = _begin(uow, user, address, agent)
    if failed:
        raise failed
    return signed


def actor_of(token: str | None) -> Actor | None:
    """Who this token stands for, or None: unknown, expired, ended, or the account is closed."""
    found = read_token(token) if token else None
    if found is None:
        return None
    tenant_id, token_hash = found
    with unit_of_work(Actor(tenant_id)) as uow:
        asked = {"tenant": tenant_id, "token": token_hash, "now": now()}
        row = uow.session.connection().execute(WHO, asked).one_or_none()
        if row is None:
            return None
        if now() - row.last_seen > SEEN_EVERY:
            seen = {"last_seen": now(), "expires_at": now() + timedelta(hours=settings().session_hours)}
            uow.session.execute(update(UserSession).where(col(UserSession.id) == row.session_id).values(seen))
        return Actor.person(row, row.timezone, row.session_id)


def sign_out(token: str) -> None:
    """End this session."""
    actor = actor_of(token)
    if actor:
        with unit_of_work(actor) as uow:
            _revoke(uow, col(UserSession.id) == actor.session_id)
            signal(uow, "session.ended", {"session": str(actor.session_id)})


def end_sessions(uow: UnitOfWork, user: User) -> None:
    """End every session of a person, and lead the pages that are open out; history tells how many there were."""
    count = _revoke(uow, col(UserSession.user_id) == user.id)
    record(uow, user, "sign-out-everywhere", {}, {"sessions": count})
    signal(uow, "session.ended", {"user": str(user.id)})


def set_preferences(actor: Actor, values: dict[str, Any]) -> None:
    """Keep language and theme with the account; anything else it names goes to its preferences, as plain text."""
    values = {k: v for k, v in values.items() if isinstance(v, bool) or (isinstance(v, str) and len(v) <= LONGEST)}
    with unit_of_work(actor) as uow:
        user = uow.session.execute(select(User).where(col(User.id) == actor.user_id)).scalar_one_or_none()
        if user is None:
            raise Forbidden
        if values.get("language") in LANGUAGES:
            user.language = values["language"]
        if values.get("theme") in THEMES:
            user.theme = values["theme"]
        rest = {k: v for k, v in values.items() if k in ("density", "numerals", "rail")}
        user.preferences = {**user.preferences, **rest}


def _find(name: str) -> tuple[UUID, UUID] | None:
    with unit_of_work(Actor(None)) as uow:
        row = uow.session.execute(text("select tenant_id, user_id from zarrin_find_login(:name)"), {"name": name})
        found = row.one_or_none()
    return (found[0], found[1]) if found else None


def _stranger(name: str, password: str) -> AppError:
    """What is answered to a name that nobody has: the same as to one that somebody has, and as late."""
    if seconds := strangers.locked(name, TRIES):
        return _locked(seconds)
    verify_password(None, password)
    return SignInFailed(strangers.failed(name, TRIES, LOCK))


def _locked(seconds: int) -> AppError:
    minutes = -(-seconds // 60)
    return TooManyRequests(_("Too many tries. Try again in {n} minutes.", n=minutes), seconds=seconds)


def _refusal(user: User | None, password: str) -> AppError | None:
    if user and user.locked_until and user.locked_until > now():
        return _locked(int((user.locked_until - now()).total_seconds()) + 1)
    usable = user is not None and user.active and user.deleted_at is None
    if verify_password(user.password_hash if user and usable else None, password):
        return None
    if user is None:
        return SignInFailed(TRIES - 1)
    user.failed_count += 1
    left = max(0, TRIES - user.failed_count)
    if not left:
        user.failed_count, user.locked_until = 0, now() + LOCK
    return SignInFailed(left)


def _begin(uow: UnitOfWork, user: User, address: str, agent: str) -> SignedIn:
    token = new_token(user.tenant_id)
    read = read_token(token)
    if read is None:
        raise RuntimeError("a token of our own could not be read")
    session = UserSession(
        user_id=user.id,
        token_hash=read[1],
        expires_at=now() + timedelta(hours=settings().session_hours),
        address=address[:64],
        agent=agent[:300],
    )
    uow.session.add(session)
    uow.session.flush()
    time_zone = uow.session.get_one(Tenant, user.tenant_id).timezone
    return SignedIn(token, Actor.person(user, time_zone, session.id))


def _revoke(uow: UnitOfWork, which: Any) -> int:
    ended = uow.session.execute(
        update(UserSession).where(which, col(UserSession.revoked_at).is_(None)).values(revoked_at=now())
    )
    return int(ended.rowcount)  # type: ignore[attr-defined]
