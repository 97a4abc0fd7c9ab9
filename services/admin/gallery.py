"""A list as pictures: the pages of the list itself, with what stands under each picture."""

from dataclasses import replace
from typing import Any

from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.resource import Resource
from services.admin.views import fields_of, picture_field
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _

SIZE = 50


def gallery(uow: UnitOfWork, resource: Resource, query: ListQuery) -> dict[str, Any]:
    """One page of pictures, of 50 unless the address asks for another size: ``{"picture", "groups", "rows", …}``.

    The rest is as in :meth:`services.admin.query.ListPage.plain`; each row of a parted list names its group.
    """
    picture = picture_field(resource, uow.actor)
    if picture is None:
        raise ValidationFailed(_("The list can't be shown this way"), fields={"view": _("Not possible")})
    page = list_page(
        uow, resource, replace(query, size=max(query.size, SIZE)), fields=fields_of(query, uow.actor, picture)
    )
    return {"picture": picture.key, "groups": list(page.groups), **page.plain()}
