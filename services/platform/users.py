"""People: made by an owner or the platform, found by a name that is theirs over the whole installation."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from models.identity import Login, User
from services.core.database import platform_session
from services.core.errors import ValidationFailed
from services.core.i18n import _
from services.core.permissions import Role
from services.core.security import check_password, hash_password
from services.platform.tenants import audit


def create_user(  # noqa: PLR0913 - what an account is, by name
    tenant_id: UUID,
    username: str,
    password: str,
    role: Role,
    *,
    name: dict[str, str],
    email: str | None = None,
    branch_id: UUID | None = None,
    language: str = "en",
    discount_limit: Decimal = Decimal(0),
    actor: str = "command line",
) -> User:
    """Make an account. Raises ``ValidationFailed`` on a weak password or a name that is taken anywhere."""
    check_password(password, username, *name.values())
    user = User(
        tenant_id=tenant_id,
        username=username.lower(),
        email=email.lower() if email else None,
        name=name,
        password_hash=hash_password(password),
        role=role,
        branch_id=branch_id,
        language=language,
        discount_limit=discount_limit,
    )
    try:
        with platform_session() as session:
            session.add(user)
            session.flush()
            for login in filter(None, (user.username, user.email)):
                session.add(Login(name=login, tenant_id=tenant_id, user_id=user.id))
            audit(session, actor, "user.create", tenant_id, {"username": user.username, "role": role})
    except IntegrityError as error:
        raise ValidationFailed(
            fields={"username": _("There is already an account called {name}", name=username)}
        ) from error
    return user
