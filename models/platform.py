"""What every workspace leaves behind: history, jobs, events to deliver, alerts, words to search by."""

from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from models.base import Entity, TenantRow, now
from models.types import Code, Data, LongText, Name


class HistoryEntry(TenantRow, table=True):
    """One change of one record: who, when, what was before and after. Never changed, never removed.

    ``changes`` maps a field to ``[before, after]``; ``entity`` is the table's name; ``note`` is the reason somebody
    gave; ``correlation_id`` is shared by all that was done in one go.
    """

    __tablename__ = "history_entry"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "entity", "record_id", "id"),
        Index(None, "tenant_id", "created_at", "id"),
        Index(
            "ix_history_entry_correlation", "tenant_id", "correlation_id", "id",
            postgresql_where=text("correlation_id is not null"),
        ),
    )  # fmt: skip

    entity: Code
    record_id: UUID
    action: Code
    changes: Data = Field(default_factory=dict, sa_type=JSONB)
    actor_name: Name = ""
    via: Code = "app"
    correlation_id: Code | None = None
    note: LongText = Field(default="", sa_column_kwargs={"server_default": ""})


class Job(TenantRow, table=True):
    """A task to be done: the truth about it. Celery only rings the bell.

    ``key`` makes it unique in its tenant, so that what is asked for twice is done once. ``status`` is ``queued``,
    ``running``, ``done``, ``failed`` or ``cancelled``; ``progress`` runs from 0 to 1.
    """

    __tablename__ = "job"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "key"),
        Index(None, "tenant_id", "status", "run_after"),
        Index(None, "tenant_id", "created_at", "id"),
        CheckConstraint("status in ('queued', 'running', 'done', 'failed', 'cancelled')", name="status"),
    )

    name: Code
    key: Annotated[str, Field(max_length=200)]
    payload: Data = Field(default_factory=dict, sa_type=JSONB)
    status: Code = "queued"
    progress: float = 0.0
    message: Data = Field(default_factory=dict, sa_type=JSONB)
    result: Data = Field(default_factory=dict, sa_type=JSONB)
    error: str = ""
    attempts: int = 0
    max_attempts: int = 5
    run_after: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    started_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    finished_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    heartbeat_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class OutboxEvent(TenantRow, table=True):
    """Something that happened, written with it in one transaction, to be delivered after."""

    __tablename__ = "outbox_event"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index("ix_outbox_event_waiting", "tenant_id", "created_at", postgresql_where=text("delivered_at is null")),
    )

    topic: Code
    payload: Data = Field(default_factory=dict, sa_type=JSONB)
    delivered_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    attempts: int = 0


class Alert(Entity, table=True):
    """Something people should know: a refused rate, a failed job. ``message`` is a text and its values.

    ``user_id`` is whom it is for: a mention, a followed record; null is the whole shop.
    """

    __tablename__ = "alert"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "seen_at", "id"),
        Index(None, "tenant_id", "created_at", "id"),
        Index("ix_alert_news", "tenant_id", "user_id", "link", postgresql_where=text("seen_at is null")),
    )

    level: Code = "warning"
    topic: Code
    message: Data = Field(default_factory=dict, sa_type=JSONB)
    link: Name = ""
    user_id: UUID | None = None
    seen_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    seen_by: UUID | None = None


class SearchToken(SQLModel, table=True):
    """One folded word of one record. Written by a trigger alone, so that it is never behind its record.

    Words are sorted by their bytes, so that the primary key finds them whole and by their beginning.
    """

    __tablename__ = "search_token"
    __table_args__ = (Index("ix_search_token_record", "tenant_id", "entity", "record_id"),)

    tenant_id: UUID = Field(primary_key=True)
    entity: str = Field(primary_key=True, max_length=64)
    token: str = Field(primary_key=True, sa_type=String(64, collation="C"))
    record_id: UUID = Field(primary_key=True)
