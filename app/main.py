"""The application Reflex runs: its pages, the guard before their events, and the routes beside them."""

import reflex as rx
from starlette.applications import Starlette

from app import faults
from app.api import attachments, auth, discussion, facets, health, imports, pos, quick, receipts, records, views
from app.gate import Gate
from app.guard import Guard
from app.live import Live
from app.pages import dashboard, form, importing, list, overview, record, sign_in
from app.pages import pos as till
from app.pages.frame import framed
from app.presence import Presence
from app.states.bulk import BulkState
from app.states.dashboard import DashboardState
from app.states.form import FormState
from app.states.importing import ImportState
from app.states.list import ListState
from app.states.live import LiveState
from app.states.neighbours import NeighboursState
from app.states.overview import OverviewState
from app.states.peek import PeekState
from app.states.presence import PresenceState
from app.states.record import RecordState
from app.states.saved_views import SavedViewsState
from app.states.session import SessionState
from app.ui import states, wraps
from app.ui.i18n import t
from services.admin.checks import require_sound

require_sound()

app = rx.App(
    theme=None,
    reset_style=False,
    toaster=None,
    stylesheets=wraps.STYLESHEETS,
    head_components=wraps.head(),
    extra_app_wraps=wraps.wraps(),
    backend_exception_handler=faults.report,
    api_transformer=[
        Starlette(
            routes=[
                *health.routes,
                *auth.routes,
                *pos.routes,
                *receipts.routes,
                *records.routes,
                *facets.routes,
                *quick.routes,
                *views.routes,
                *imports.routes,
                *discussion.routes,
                *attachments.routes,
            ]
        ),
        Gate,
    ],
)
app.add_middleware(Guard(), index=0)
listener = Live(app, (LiveState.changed,), (PresenceState.refresh,))
app.register_lifespan_task(listener.lifespan)
app.register_lifespan_task(Presence(app, listener.people_at).lifespan)

app.add_page(sign_in.sign_in_page, route=sign_in.ROUTE, title="Zarrin")
app.add_page(
    framed(dashboard.dashboard(), title=t("Dashboard"), page="dashboard"),
    route=dashboard.ROUTE,
    title="Zarrin",
    on_load=DashboardState.arrive,
)
app.add_page(overview.overview_page, route=overview.ROUTE, title="Zarrin", on_load=OverviewState.load)
app.add_page(till.pos_page, route=till.ROUTE, title="Zarrin", on_load=SessionState.enter)
app.add_page(
    list.list_page,
    route=list.ROUTE,
    title="Zarrin",
    on_load=[ListState.load, BulkState.arrive, PeekState.arrive, SavedViewsState.count_up],
)
app.add_page(form.form_page, route=form.NEW_ROUTE, title="Zarrin", on_load=FormState.load)
app.add_page(importing.import_page, route=importing.ROUTE, title="Zarrin", on_load=ImportState.load)
app.add_page(
    record.record_page,
    route=record.ROUTE,
    title="Zarrin",
    on_load=[RecordState.load, NeighboursState.load, PresenceState.arrive],
)
app.add_page(form.form_page, route=form.EDIT_ROUTE, title="Zarrin", on_load=[FormState.load, PresenceState.arrive])
app.add_page(framed(states.not_found(), title=t("Not found")), route="/404", title="Zarrin", on_load=SessionState.enter)
