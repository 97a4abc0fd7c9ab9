"""The form of every resource, to create and to edit."""

import reflex as rx

from app.pages.frame import framed
from app.states.form import FormState
from app.states.presence import PresenceState
from app.states.session import SessionState
from app.ui import kit, states
from app.ui.i18n import noun, t, t_var
from app.ui.page_head import page_head

NEW_ROUTE = "/r/[resource]/new"
EDIT_ROUTE = "/r/[resource]/[id]/edit"
about = FormState.about


def form_page() -> rx.Component:
    """Contents at the start, sections of fields, what would come out at the end, a bar to save at the foot."""
    return framed(
        kit.draft_end(saved=FormState.saved),
        rx.cond(
            FormState.denied,
            states.forbidden(t_var(SessionState.role)),
            rx.cond(FormState.missing, states.not_found(), rx.cond(FormState.loaded, _form(), states.skeleton(8))),
        ),
        title=t_var(about["label_one"]),
        page="form",
    )


def _form() -> rx.Component:
    title = rx.cond(
        FormState.creating,
        t("New {what}", what=noun(about["label_one"])),
        kit.value(FormState.title["text"]),
    )
    return rx.fragment(
        kit.hot_key(code="KeyS", keys="Ctrl S", label=t("Save"), click="#save", ctrl=True),
        page_head(
            title,
            crumbs=((t_var(about["label"]), "/r/" + about["key"]),),
            beside=(rx.cond(FormState.creating, rx.fragment(), kit.presence(people=PresenceState.others)),),
        ),
        kit.form_news(news=FormState.news, on_take=FormState.catch_up),
        kit.record_form(
            key=FormState.turn,
            label=about["label_one"],
            back=rx.cond(FormState.creating, "/r/" + about["key"], "/r/" + FormState.loaded),
            creating=FormState.creating,
            sections=FormState.sections,
            tables=FormState.tables,
            results=FormState.results,
            warns=FormState.warns,
            values=FormState.values,
            errors=FormState.errors,
            theirs=FormState.theirs,
            answer=FormState.answer,
            draft=FormState.draft,
            on_typed=FormState.typed,
            on_save=FormState.save,
            on_ask=FormState.ask,
        ),
    )
