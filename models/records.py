"""What people put beside the records of any entity: saved views, comments, files, tags; and what imports remember."""

from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.base import Entity, TenantRow
from models.types import Code, Data, LongText, Name, Ref

Listed = Annotated[list[Any], Field(sa_type=JSONB)]


class SavedView(Entity, table=True):
    """A list as somebody left it, under a name: ``params`` are its address parameters (see ``ListQuery.to_params``).

    ``user_id`` is whose it is; null is the team's. At most one ``is_default`` for a person and a list, and one for
    the team.
    """

    __tablename__ = "saved_view"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "resource", "user_id", "name", postgresql_nulls_not_distinct=True),
        Index(
            "ix_saved_view_default", "tenant_id", "resource", "user_id", unique=True,
            postgresql_where=text("is_default"), postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip

    resource: Code
    name: Name
    user_id: UUID | None = None
    params: Data = Field(default_factory=dict, sa_type=JSONB)
    is_default: bool = False
    position: int = 0


class Comment(Entity, table=True):
    """Something said about a record. ``mentions`` are the people named in it, by id."""

    __tablename__ = "comment"
    __constraints__: ClassVar[tuple[Any, ...]] = (Index(None, "tenant_id", "entity", "record_id", "id"),)

    entity: Code
    record_id: UUID
    body: LongText
    mentions: Listed = Field(default_factory=list, sa_type=JSONB)
    author_name: Name = ""


class Attachment(Entity, table=True):
    """A private file beside a record: ``name`` is what people call it, ``stored`` what ``services.core.files`` does.

    ``media_type`` is what the content was found to be, whatever the name claims; ``thumbnail`` is a stored picture.
    """

    __tablename__ = "attachment"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "entity", "record_id", "id"),
        CheckConstraint("size >= 0", name="size"),
    )

    entity: Code
    record_id: UUID
    name: Name
    media_type: Code
    size: int
    sha256: Code
    stored: Code
    thumbnail: Code | None = None
    comment_id: Annotated[UUID | None, Ref("comment")] = None


class Follower(TenantRow, table=True):
    """Somebody who wants to hear what happens to a record."""

    __tablename__ = "follower"
    __constraints__: ClassVar[tuple[Any, ...]] = (UniqueConstraint("tenant_id", "entity", "record_id", "user_id"),)

    entity: Code
    record_id: UUID
    user_id: UUID


class Tag(Entity, table=True):
    """A word to group records of any kind by, with the tone it is drawn in."""

    __tablename__ = "tag"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "name", "id"),
        Index(
            "uq_tag_tenant_id_name", "tenant_id", text("zarrin_fold(name)"), unique=True,
            postgresql_where=text("deleted_at is null"),
        ),
    )  # fmt: skip

    name: Name
    tone: Code = "neutral"


class RecordTag(TenantRow, table=True):
    """A tag on a record."""

    __tablename__ = "record_tag"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "entity", "record_id", "tag_id"),
        Index(None, "tenant_id", "entity", "tag_id", "record_id"),
    )

    entity: Code
    record_id: UUID
    tag_id: Annotated[UUID, Ref("tag")]


class ImportBatch(Entity, table=True):
    """One file brought in: what it was, how its columns were understood, what became of its rows.

    ``status`` is ``uploaded``, ``checked``, ``running``, ``done``, ``failed``, ``cancelled`` or ``undone``; ``mode``
    is ``create``, ``update`` or ``upsert`` by ``natural_key``; ``mapping`` is field by column number; ``mends`` are
    texts to be read in the place of others, ``{target: {text: text}}``. The history entries it wrote carry its id as
    ``correlation_id``: undoing reads them backwards.
    """

    __tablename__ = "import_batch"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "resource", "id"),
        CheckConstraint(
            "status in ('uploaded', 'checked', 'running', 'done', 'failed', 'cancelled', 'undone')", name="status"
        ),
        CheckConstraint("mode in ('create', 'update', 'upsert')", name="mode"),
    )

    resource: Code
    file_name: Name
    stored: Code
    media_type: Code
    size: int = 0
    mode: Code = "create"
    natural_key: Code | None = None
    mapping: Data = Field(default_factory=dict, sa_type=JSONB)
    mends: Data = Field(default_factory=dict, sa_type=JSONB, sa_column_kwargs={"server_default": text("'{}'")})
    status: Code = "uploaded"
    rows_total: int = 0
    rows_created: int = 0
    rows_updated: int = 0
    rows_skipped: int = 0
    rows_failed: int = 0
    errors_stored: Code | None = None
    job_id: UUID | None = None
    finished_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class ImportMapping(Entity, table=True):
    """How the columns of a file with these heads were understood last time: ``mapping`` is field by head."""

    __tablename__ = "import_mapping"
    __constraints__: ClassVar[tuple[Any, ...]] = (UniqueConstraint("tenant_id", "resource", "heads"),)

    resource: Code
    heads: Code
    """The digest of the file's heads, folded and in order."""
    mapping: Data = Field(default_factory=dict, sa_type=JSONB)


__all__ = [
    "Attachment", "Comment", "Follower", "ImportBatch", "ImportMapping", "RecordTag", "SavedView", "Tag",
]  # fmt: skip
