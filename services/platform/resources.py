"""People, jobs, alerts, tags and history, as people look at them."""

from models.base import now
from models.identity import User
from models.platform import Alert, HistoryEntry, Job
from models.records import ImportBatch, Tag
from services.admin.actions import Action
from services.admin.fields import computed, field
from services.admin.history import VERBS, entities, visible_changes
from services.admin.panels import Document
from services.admin.people import who_acted
from services.admin.queues import Queue
from services.admin.registry import Workspace
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.health import workers
from services.core.i18n import Message, _
from services.core.permissions import Permission, Role
from services.platform import imports as imported
from services.platform import jobs as working
from services.platform.alerts import own_alerts, place_of
from services.platform.sessions import end_sessions

PLATFORM = Workspace(
    "platform", _("Platform"), icon="building-2", order=90,
    grants={
        Role.MANAGER: ("alerts:*", "imports:view", "jobs:*", "tags:*", "users:view", Permission.SEE_HISTORY),
        Role.EMPLOYEE: (Permission.SEE_JOBS, "tags:view", "tags:create", "alerts:view", "alerts:update"),
        Role.ANALYST: (Permission.SHOP_ALERTS,),
    },
)  # fmt: skip

ROLES: dict[str, Message] = {
    Role.OWNER: _("Owner"),
    Role.MANAGER: _("Manager"),
    Role.EMPLOYEE: _("Employee"),
    Role.ANALYST: _("Analyst"),
}
LEVELS: dict[str, Message] = {"info": _("News"), "warning": _("Warning"), "error": _("Fault")}
TOPICS: dict[str, Message] = {
    "rates.pull": _("A source of rates does not answer"),
    "rates.refused": _("A rate was refused"),
    "record.followed": _("A followed record"),
    "record.named": _("Named in a comment"),
}
TONES: dict[str, Message] = {
    "neutral": _("Grey"), "pos": _("Green"), "info": _("Blue"), "warn": _("Orange"), "neg": _("Red"),
}  # fmt: skip
ACTIONS = VERBS | {
    "reverse": _("Reversed"),
    "seen": _("Marked as seen"),
    "sign-out-everywhere": _("Signed out everywhere"),
}


def _see(uow: UnitOfWork, alert: Alert) -> None:
    alert.seen_at, alert.seen_by = now(), uow.actor.user_id


users = Resource(
    User, "users", _("People"), _("Person"), icon="user-cog", title="name", code="username", default_sort="username",
    creatable=False, deletable=False,
    actions=(
        Action("sign-out-everywhere", _("Sign out everywhere"), end_sessions, icon="log-out",
               permission=Permission.END_SESSIONS, confirm=_("All open pages of this person end at once.")),
    ),
    fields=(
        field("name", search=True), field("username", search=True, sort=True, read_only=True),
        field("email", read_only=True), field("role", filter=True, choices=ROLES), field("discount_limit"),
        field("active", filter=True),
    ),
)  # fmt: skip

jobs = Resource(
    Job, "jobs", _("Jobs"), _("Job"), icon="list-checks", title="name", default_sort="-created_at",
    creatable=False, editable=False, discussion=False, scope=working.own_jobs,
    queue=Queue("status", working.BUSY, by="created_by", at="created_at", lanes=working.lanes, pieces=working.pieces,
                workers=workers),
    actions=(
        Action("stop", _("Stop"), working.stop, icon="circle-x", permission=Permission.SEE_JOBS, bulk=True,
               tone="danger", when=working.under_way, in_row=True,
               confirm=_("What is done so far stays; what was not begun is left.")),
        Action("retry", _("Try again"), working.again, icon="rotate-ccw", permission=Permission.SEE_JOBS, bulk=True,
               when=working.failed, in_row=True),
        Action("take-back", _("Take the change back"), working.take_back, icon="undo-2",
               permission=Permission.SEE_JOBS, when=working.may_take_back,
               confirm=_("Each record gets back what it held, but for those changed again since.")),
    ),
    documents=(Document("file", _("Download"), "/api/jobs/{id}/file", icon="download", when=working.has_file),),
    fields=(
        field("name", filter=True, choices=working.TASKS), field("message", kind="message"),
        field("status", filter=True, choices=working.STATUSES, tones=working.TONES),
        computed("progress", kind="percent", of=working.percent, needs=("progress",)),
        field("created_at", sort=True, filter=True), field("finished_at"),
        field("created_by", kind="user"), field("attempts", list="wide"),
        field("error", list=False, permission=Permission.SEE_HISTORY),
    ),
)  # fmt: skip

tags = Resource(
    Tag, "tags", _("Tags"), _("Tag"), icon="tags", title="name", default_sort="name", discussion=False,
    fields=(field("name", search=True, sort=True), field("tone", choices=TONES, tones={tone: tone for tone in TONES})),
)  # fmt: skip

imports = Resource(
    ImportBatch, "imports", _("Imports"), _("Import"), icon="file-up", title="file_name", default_sort="-id",
    creatable=False, editable=False, deletable=False, discussion=False, scope=imported.open_imports,
    actions=(
        Action("stop", _("Stop"), imported.stop, icon="x", permission="imports:view",
               when=lambda batch: batch.status == "running"),
        Action("undo", _("Take the import back"), imported.undo, icon="undo-2", permission="imports:view",
               when=imported.may_undo,
               confirm=_("What it made goes to the trash; what it changed becomes what it was.")),
    ),
    documents=(
        Document("faults", _("Error file"), "/api/imports/{id}/faults", icon="download",
                 when=lambda _actor, batch: batch.rows_failed > 0),
    ),
    fields=(
        field("file_name"),
        computed("list", kind="message", label=_("List"), of=imported.lists_of, needs=("resource",)),
        field("status", filter=True, choices=imported.STATUSES, tones=imported.TONES),
        field("rows_created", label=_("New"), total=True), field("rows_updated", label=_("Changed"), total=True),
        field("rows_skipped", label=_("As they are"), list="wide"),
        field("rows_failed", label=_("Refused"), total=True),
        field("created_at", filter=True), field("created_by", kind="user"), field("finished_at", list="wide"),
    ),
)  # fmt: skip

alerts = Resource(
    Alert, "alerts", _("Alerts"), _("Alert"), icon="bell", title="topic", default_sort="-created_at", creatable=False,
    editable=False, discussion=False, scope=own_alerts,
    actions=(
        Action("seen", _("Mark as seen"), _see, icon="check", permission="alerts:update", bulk=True,
               when=lambda alert: alert.seen_at is None),
    ),
    fields=(
        field("topic", list=False, detail=False, export=False, choices=TOPICS, read_only=True),
        field("level", filter=True, choices=LEVELS, tones={"info": "info", "warning": "warn", "error": "neg"}),
        field("message", kind="message"), computed("about", kind="ref", of=place_of, needs=("link",)),
        field("created_at", sort=True, filter=True), field("seen_at"),
    ),
)  # fmt: skip

history = Resource(
    HistoryEntry, "history", _("History"), _("Change"), icon="history", title="entity", default_sort="-created_at",
    creatable=False, discussion=False,
    fields=(
        field("created_at", sort=True, filter=True),
        computed("actor_name", kind="local_text", of=who_acted, needs=("actor_name",), export=True),
        field("action", filter=True, choices=ACTIONS),
        field("entity", filter=True, choices=entities), field("record_id", list="wide"), field("via", list="wide"),
        computed("changes", kind="json", of=visible_changes, needs=("entity", "changes"), list=False),
    ),
)  # fmt: skip
