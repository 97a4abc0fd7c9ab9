"""Projects, as people work with them."""

from models.identity import User
from models.platform import HistoryEntry
from models.projects import Project, ProjectMember, ProjectMilestone
from services.admin.actions import Action
from services.admin.children import Children
from services.admin.dashboards import Bars, Curve, Dashboard, Figure, Loads, Rows
from services.admin.fields import Choice, Section, computed, field
from services.admin.people import who_acted
from services.admin.planning import Timeline
from services.admin.registry import Workspace
from services.admin.resource import Resource
from services.admin.workflow import Step, Workflow
from services.core.i18n import _
from services.core.permissions import Role
from services.projects.activity import subject_of
from services.projects.burnup import burn_up
from services.projects.progress import lateness_of, overdue_of, progress_of
from services.projects.rules import check_member, check_milestone, check_project, finish_milestone, nothing_open
from services.projects.seen import (
    VIEW_ALL,
    activity_of_projects,
    own_members,
    own_milestones,
    own_projects,
    people_at_work,
)
from services.projects.workload import (
    load_by_step,
    load_of_members,
    load_of_people,
    overload_of_members,
    overload_of_people,
    overload_of_projects,
)

_LISTS = ("projects", "project-milestones", "project-members", "project-people", "project-activity")

PROJECTS = Workspace(
    "projects", _("Projects"), icon="folder-kanban", order=20, demo="services.projects.demo.course:fill",
    grants={
        Role.MANAGER: tuple(f"{name}:*" for name in _LISTS),
        Role.EMPLOYEE: (*(f"{name}:view" for name in _LISTS), "project-milestones:update"),
        Role.ANALYST: (VIEW_ALL,),
    },
)  # fmt: skip

LATENESS = {
    "done": Choice("done", _("Done"), "pos"),
    "late": Choice("late", _("Overdue"), "warn"),
    "open": Choice("open", _("To come")),
}
TOUCHED = {
    "project": _("Project"), "project_milestone": _("Milestone"), "project_member": _("Team member"),
}  # fmt: skip
DONE = {
    "create": _("Created"), "update": _("Changed"), "delete": _("Put in the trash"), "restore": _("Restored"),
    "start": _("Start work"), "hold": _("Put on hold"), "resume": _("Take up again"), "finish": _("Finish"),
    "cancel": _("Cancel the project"), "reopen": _("Open again"),
}  # fmt: skip

projects = Resource(
    Project, "projects", _("Projects"), _("Project"), icon="folder-kanban", title="title", default_sort="due_on",
    sections=(Section("what", _("Project")), Section("when", _("Time and progress"))),
    timeline=Timeline("starts_on", "due_on", progress="progress", load=load_by_step),
    validate=check_project, scope=own_projects, tagged=True,
    children=(Children("project-milestones", by="project_id", tab=_("Milestones")),
              Children("project-members", by="project_id", tab=_("Team"))),
    workflow=Workflow(
        "status",
        start=Step("planned -> active", label=_("Start work"), icon="play"),
        hold=Step("active -> on_hold", label=_("Put on hold"), icon="pause"),
        resume=Step("on_hold -> active", label=_("Take up again"), icon="play"),
        finish=Step("active -> done", label=_("Finish"), icon="check", guard=nothing_open),
        cancel=Step("planned, active, on_hold -> cancelled", label=_("Cancel the project"), icon="x", tone="danger",
                    reason=_("Why is it given up?")),
        reopen=Step("done, cancelled -> active", label=_("Open again"), icon="undo-2"),
    ),
    fields=(
        field("title", search=True, sort=True, section="what"),
        field("description", search=True, list=False, section="what"),
        field("status", filter=True, board=True, section="what",
              tones={"planned": "neutral", "active": "info", "on_hold": "warn", "done": "pos", "cancelled": "neutral"}),
        field("health", filter=True, board=True, section="what",
              tones={"on_track": "pos", "at_risk": "warn", "off_track": "neg"}),
        field("priority", filter=True, list="wide", section="what", tones={"high": "warn", "urgent": "neg"}),
        field("owner_id", kind="user", filter=True, section="what"),
        field("starts_on", label=_("Start"), filter=True, sort=True, section="when"),
        field("due_on", label=_("Due"), filter=True, sort=True, calendar=True, section="when"),
        computed("progress", kind="percent", of=progress_of, section="when", export=True),
        computed("overdue", kind="number", label=_("Overdue milestones"), of=overdue_of, section="when",
                 export=True),
        computed("overloaded", kind="number", label=_("Over-allocated people"), of=overload_of_projects,
                 list="wide", section="when", export=True),
    ),
)  # fmt: skip

milestones = Resource(
    ProjectMilestone, "project-milestones", _("Milestones"), _("Milestone"), icon="flag", title="title",
    default_sort="due_on", validate=check_milestone, scope=own_milestones,
    actions=(Action("finish", _("Mark as done"), finish_milestone, icon="check", permission="project-milestones:update",
                    bulk=True, undoable=True, when=lambda milestone: not milestone.done),),
    fields=(
        field("project_id", filter=True), field("title", search=True),
        field("due_on", label=_("Due"), filter=True, sort=True, calendar=True), field("progress"),
        field("weight", label=_("Counts for"), list="wide", help=_("What it counts for beside the other milestones")),
        field("done", filter=True, read_only=True, list=False),
        computed("lateness", kind="choice", label=_("State"), of=lateness_of, choices=LATENESS,
                 needs=("done", "due_on"), export=True),
    ),
)  # fmt: skip

members = Resource(
    ProjectMember, "project-members", _("Team"), _("Team member"), icon="users-round", title="person_id",
    validate=check_member, scope=own_members,
    fields=(
        field("project_id", filter=True), field("person_id", kind="user", label=_("Member"), filter=True),
        field("role", filter=True), field("capacity"), field("from_on", label=_("From")), field("to_on", label=_("To")),
        computed("load", kind="percent", label=_("Over all projects"), of=load_of_members, needs=("person_id",),
                 export=True),
        computed("overload", kind="warning", label=_("Over-allocation"), of=overload_of_members, needs=("person_id",),
                 warns="capacity", export=True),
    ),
)  # fmt: skip

workload = Resource(
    User, "project-people", _("Workload"), _("Person"), icon="gauge", title="name", default_sort="username",
    scope=people_at_work, creatable=False, editable=False, deletable=False, discussion=False,
    fields=(
        field("name", search=True), field("username", list=False, detail=False, sort=True),
        computed("load", kind="percent", label=_("Highest load from today"), of=load_of_people, export=True),
        computed("overload", kind="warning", label=_("Over-allocation"), of=overload_of_people, export=True),
    ),
)  # fmt: skip

activity = Resource(
    HistoryEntry, "project-activity", _("Activity"), _("Change"), icon="activity", title="entity",
    default_sort="-created_at", scope=activity_of_projects, creatable=False, discussion=False,
    fields=(
        field("entity", label=_("What"), filter=True, choices=TOUCHED),
        computed("subject", kind="text", label=_("Project"), of=subject_of, needs=("entity", "record_id"), export=True),
        field("action", filter=True, choices=DONE), field("note", label=_("Reason")),
        computed("actor_name", kind="local_text", of=who_acted, needs=("actor_name",), label=_("Who"), export=True),
        field("created_at", label=_("When"), sort=True, filter=True),
        field("changes", list=False, export=False),
    ),
)  # fmt: skip

dashboard = Dashboard(
    begins="projects",
    figures=(
        Figure("live", _("Projects under way"), "projects", {"f.status": "active"}),
        Figure("risk", _("Off track or at risk"), "projects",
               {"f.status.in": "planned,active", "f.health.in": "off_track,at_risk"}, tone="warn"),
        Figure("late", _("Overdue milestones"), "project-milestones",
               {"f.done": "0", "f.due_on.lte": "{today-1}"}, tone="warn"),
        Figure("mine", _("My projects"), "projects", {"f.owner_id": "{me}"}),
    ),
    cards=(
        Bars("status", _("Projects by status"), "projects", by="status"),
        Bars("health", _("Projects by health"), "projects", by="health", where={"f.status.in": "planned,active"}),
        Loads("workload", _("Workload"), "project-people", value="load", note="overload",
              empty=_("Nobody has a part in a project yet.")),
        Curve("burnup", _("Work planned and done"), "project-milestones", of=burn_up, about=("progress", "weight"),
              weeks=17, empty=_("Milestones will be drawn here over time.")),
        Rows("soon", _("Due soon"), "projects", ("owner_id", "due_on", "health", "progress"),
             where={"f.status.in": "planned,active,on_hold", "f.due_on.lte": "{today+45}", "sort": "due_on"},
             empty=_("No project is due in the next weeks.")),
    ),
)  # fmt: skip
