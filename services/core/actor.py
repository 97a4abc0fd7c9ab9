"""Who acts: a signed-in person, or the system on behalf of a shop."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from models.identity import User
from services.core.errors import Forbidden
from services.core.permissions import GRANTS, Role, allows

SYSTEM = "system"
"""What history keeps as the name of the system: no person's, and said in the reader's language."""


@dataclass(frozen=True)
class Actor:
    """Who asks, for which shop, with which rights.

    ``discount_limit`` is the highest discount in percent the person may give alone. ``branch_id`` is where the
    person works; ``time_zone`` is the shop's, where its days begin. ``system`` marks a task of ours: it acts for the
    shop, and history names the system.
    """

    tenant_id: UUID | None
    user_id: UUID | None = None
    name: str = ""
    role: Role = Role.EMPLOYEE
    branch_id: UUID | None = None
    language: str = "en"
    discount_limit: Decimal = Decimal(0)
    session_id: UUID | None = None
    system: bool = False
    grants: frozenset[str] = field(default_factory=frozenset)
    time_zone: str = "UTC"

    @classmethod
    def of(cls, role: Role, *, tenant_id: UUID | None, **values: object) -> "Actor":
        """An actor with the grants of a role."""
        return cls(tenant_id=tenant_id, role=role, grants=GRANTS[role], **values)  # type: ignore[arg-type]

    @classmethod
    def person(cls, user: User | Row[*tuple[Any, ...]], time_zone: str, session_id: UUID | None = None) -> "Actor":
        """Somebody of a shop (the account, or its columns), with the rights they have now.

        ``session_id`` is the session they are signed in with.
        """
        role = Role(user.role)
        return cls(
            tenant_id=user.tenant_id,
            user_id=user.id,
            name=user.name.get(user.language) or next(iter(user.name.values()), user.username),
            role=role,
            branch_id=user.branch_id,
            language=user.language,
            discount_limit=user.discount_limit,
            session_id=session_id,
            grants=GRANTS[role],
            time_zone=time_zone,
        )

    @classmethod
    def for_system(cls, tenant_id: UUID) -> "Actor":
        """The system, acting for one shop."""
        return cls(tenant_id=tenant_id, name=SYSTEM, role=Role.OWNER, grants=GRANTS[Role.OWNER], system=True)

    def can(self, wanted: str) -> bool:
        """Whether this permission is granted."""
        return allows(self.grants, wanted)

    def require(self, wanted: str) -> None:
        """Raise :class:`Forbidden` unless granted."""
        if not self.can(wanted):
            raise Forbidden
