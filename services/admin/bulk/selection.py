"""What is chosen in a list: records by id, or all that the list's address finds; never the rows themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.base import new_id
from services.admin.listing import MAX_IDS, ListQuery
from services.admin.policy import require
from services.admin.query import Count, count_of
from services.admin.resource import Resource
from services.admin.statement import conditions
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _

NOT_CHOSEN = _("Choose the records first")


@dataclass(frozen=True)
class Selection:
    """Records of one resource: ``ids``, or all that ``query`` finds as far as they were there by ``until``.

    What "all" means is asked anew at each step, under the rights of who asks; a record made later is not in it, since
    ids grow with time.
    """

    resource: Resource
    ids: tuple[UUID, ...] = ()
    query: ListQuery | None = None
    until: UUID | None = None

    @classmethod
    def read(cls, resource: Resource, actor: Actor, given: Mapping[str, Any]) -> "Selection":
        """From ``{"ids": […]}`` or ``{"all": true, "params": {…}}``; raises ``Forbidden``, ``ValidationFailed``."""
        require(resource, actor, "view")
        if given.get("all") is True:
            params = given.get("params")
            if not isinstance(params, Mapping):
                raise ValidationFailed(NOT_CHOSEN)
            query = ListQuery.parse(resource, actor, {str(name): str(value) for name, value in params.items()})
            return cls(resource, query=query.first(), until=_ids([given.get("until") or _at_the_end_of(new_id())])[0])
        ids = given.get("ids")
        if not isinstance(ids, list | tuple) or not ids:
            raise ValidationFailed(NOT_CHOSEN)
        if len(ids) > MAX_IDS:
            raise ValidationFailed(_("Choose at most {n} records one by one, or all that match", n=MAX_IDS))
        return cls(resource, ids=tuple(sorted(set(_ids(ids)))))

    def plain(self) -> dict[str, Any]:
        """What :meth:`read` takes: small enough to travel with a job."""
        if self.query is None:
            return {"ids": [str(one) for one in self.ids]}
        return {"all": True, "params": self.query.to_params(), "until": str(self.until)}

    def count(self, uow: UnitOfWork, limit: int) -> Count:
        """How many records are chosen, counted up to a limit."""
        if self.query is None:
            return Count(min(len(self.ids), limit), len(self.ids) > limit)
        return count_of(uow, self.query, [*conditions(uow, self.query), self._then], limit)

    def batch(self, uow: UnitOfWork, after: UUID | None, size: int) -> list[UUID]:
        """The next ids in their order. Those given one by one come back as they are, found or not."""
        if self.query is None:
            return [one for one in self.ids if after is None or one > after][:size]
        identity = self.resource.table.c.id
        wanted = [*conditions(uow, self.query), self._then, *([identity > after] if after else [])]
        return list(uow.session.scalars(select(identity).where(*wanted).order_by(identity).limit(size)))

    @property
    def _then(self) -> Any:
        return self.resource.table.c.id <= self.until


def _at_the_end_of(now: UUID) -> UUID:
    """The greatest id of the millisecond in which this one was made."""
    return UUID(int=now.int | (1 << 80) - 1)


def _ids(given: list[Any] | tuple[Any, ...]) -> list[UUID]:
    try:
        return [one if isinstance(one, UUID) else UUID(str(one)) for one in given]
    except ValueError:
        raise ValidationFailed(NOT_CHOSEN) from None
