"""A file brought into any list: the file, its columns, a dry run, the import, and the way back."""

from typing import Any

import reflex as rx

from app.pages.frame import framed
from app.states.importing import FILE, MATCH, RUN, TRY, ImportState
from app.states.session import SessionState
from app.ui import blocks, kit, states
from app.ui.buttons import button, button_link, download
from app.ui.i18n import either, language, noun, t, t_var, tn
from app.ui.page_head import page_head

ROUTE = "/r/[resource]/import"
ACCEPT = ".csv,.tsv,.txt,.xlsx"
POLL = 1_000
about = ImportState.about
batch = ImportState.batch
counts = batch["counts"].to(dict[str, int])
lacking = batch["lacking"].to(list[dict[str, Any]])
job = batch["job"].to(dict[str, Any])


def import_page() -> rx.Component:
    """Head, steps, then what the step asks for; the file and its jobs at the side."""
    return framed(
        rx.cond(
            ImportState.denied,
            states.forbidden(t_var(SessionState.role)),
            rx.cond(ImportState.missing, states.not_found(), rx.cond(ImportState.loaded, _import(), states.skeleton())),
        ),
        title=t("Import {what}", what=noun(about["label"])),
        page="import",
    )


def _import() -> rx.Component:
    return rx.fragment(
        page_head(
            t("Import {what}", what=noun(about["label"])),
            button_link(t("To the list"), "/r/" + about["key"], icon="list", look="ghost"),
            crumbs=((t_var(about["label"]), "/r/" + about["key"]), (t("Import"), None)),
        ),
        rx.el.ol(
            _step(FILE, t("File")),
            _step(MATCH, t("Match columns")),
            _step(TRY, t("Dry run")),
            _step(RUN, t("Import")),
            class_name="steps steps-w",
        ),
        rx.cond(ImportState.busy, kit.poll(every=POLL, on_tick=ImportState.refresh)),
        rx.match(
            ImportState.step,
            (MATCH, _beside(_columns())),
            (TRY, _beside(_tried())),
            (RUN, _beside(_running())),
            _file(),
        ),
    )


def _step(number: int, name: Any) -> rx.Component:
    done = ImportState.step > number
    return rx.el.li(
        rx.el.i(rx.cond(done, kit.icon("check", size="sm"), kit.value(number, kind="integer"))),
        rx.el.span(name),
        class_name=either(done, "done", either(ImportState.step == number, "on", "")),
        aria_current=either(ImportState.step == number, "step", "false"),
    )


def _beside(*content: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.div(*content, class_name="stack g4"),
        rx.el.aside(_about_file(), _promise(), class_name="stack g4"),
        class_name="imp fold",
    )


def _file() -> rx.Component:
    return rx.el.section(
        kit.drop_zone(
            url="/api/imports/" + about["key"],
            accept=ACCEPT,
            text=t("Drop a file here: CSV or Excel"),
            note=t("The first row holds the names of the columns. Nothing is written before you say so."),
            on_done=ImportState.received,
        ),
        class_name="card",
    )


def _columns() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Which column fills what")),
            rx.el.span(class_name="grow"),
            class_name="card-h",
        ),
        rx.el.div(
            _select("import-mode", t("What to do"), ImportState.modes, batch["mode"], ImportState.choose_mode),
            rx.cond(
                batch["mode"] != "create",
                _select("import-key", t("Find a record by"), ImportState.keys, batch["key"], ImportState.choose_key),
            ),
            class_name="card-b imp-how",
        ),
        kit.mapping_table(
            columns=batch["columns"].to(list[dict[str, Any]]),
            targets=batch["targets"].to(list[dict[str, Any]]),
            caption=t("Which column fills what"),
            on_match=ImportState.match,
        ),
        rx.el.div(
            rx.cond(
                lacking.length() > 0,
                rx.el.span(
                    kit.icon("triangle-alert", size="sm"),
                    t("A new record needs these too:"),
                    rx.foreach(lacking, lambda label: rx.el.b(t_var(label))),
                    class_name="imp-l sm",
                ),
                rx.el.span(t("An empty cell leaves what is there."), class_name="faint sm"),
            ),
            rx.el.span(class_name="grow"),
            button_link(t("Another file"), "/r/" + about["key"] + "/import"),
            button(t("Try without writing"), look="primary", on_click=ImportState.check),
            class_name="imp-f",
        ),
        class_name="card",
    )


def _select(name: str, label: Any, options: Any, value: Any, choose: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name),
        kit.select_input(id=name, name=name, options=options, value=value.to(str), required=True, on_change=choose),
        class_name="field",
    )


def _tried() -> rx.Component:
    going = rx.cond(ImportState.busy, _progress(t("Every row is tried as it would be saved. Nothing is written.")))
    rows = counts["create"] + counts["update"]
    foot = rx.el.div(
        rx.cond(
            counts["refuse"] > 0,
            rx.el.span(
                tn(
                    "{n} row is left out, the others are brought in.",
                    "{n} rows are left out, the others are brought in.",
                    counts["refuse"],
                ),
                class_name="faint sm",
            ),
        ),
        rx.el.span(class_name="grow"),
        button(t("Back"), icon="arrow-left", on_click=ImportState.back),
        button(
            tn("Import {n} row", "Import {n} rows", rows), look="primary", on_click=ImportState.run, disabled=rows == 0
        ),
        class_name="imp-f card",
    )
    return rx.cond(
        batch["status"] == "checked",
        rx.fragment(_figures(), _offers(), _faults(), foot),
        rx.cond(ImportState.busy, going, _failed()),
    )


def _running() -> rx.Component:
    return rx.fragment(
        rx.cond(ImportState.busy, _progress(t("You can leave this page; it goes on by itself."))),
        rx.cond(job["status"] == "failed", _failed()),
        rx.cond(~ImportState.busy & (batch["status"] == "undone"), _undone()),
        _figures(),
        _faults(),
        rx.el.div(
            rx.el.span(class_name="grow"),
            rx.cond(
                batch["continuable"] & ~ImportState.busy,
                button(t("Go on with the rest"), icon="play", on_click=ImportState.run),
            ),
            rx.cond(
                batch["undoable"] & ~ImportState.busy,
                button(t("Take the import back"), icon="undo-2", on_click=ImportState.undo),
            ),
            button_link(t("Another file"), "/r/" + about["key"] + "/import"),
            button_link(t("To the list"), "/r/" + about["key"], look="primary"),
            class_name="imp-f card",
        ),
    )


def _progress(note: Any) -> rx.Component:
    share = (job["progress"].to(float) * 100).to(str)
    return rx.el.section(
        rx.el.div(
            rx.el.b(t_var(job["message"]), class_name="medium", role="status"),
            rx.el.span(class_name="grow"),
            kit.value(job["progress"].to(float) * 100, kind="percent"),
            class_name="row",
        ),
        rx.el.div(rx.el.i(style={"inline_size": share + "%"}), class_name="bar"),
        rx.el.div(
            rx.el.span(note, class_name="faint sm"),
            rx.el.span(class_name="grow"),
            button(t("Stop"), icon="x", look="s", on_click=ImportState.stop),
            class_name="row",
        ),
        class_name="card card-b stack g3",
    )


def _figures() -> rx.Component:
    total = counts["create"] + counts["update"] + counts["skip"] + counts["refuse"]
    shown = (
        ("create", t("New"), "ok"), ("update", t("Changed"), "inf"), ("skip", t("As they are"), "idle"),
        ("refuse", t("Refused"), "no"),
    )  # fmt: skip
    return rx.el.section(
        rx.el.div(
            *(
                rx.el.div(rx.el.small(label, class_name=tone), rx.el.b(kit.value(counts[key], kind="integer")))
                for key, label, tone in shown
            ),
            class_name="imp-res",
        ),
        rx.el.div(
            *(
                rx.el.i(class_name=tone, style={"inline_size": (counts[key] * 100 / total).to(str) + "%"})
                for key, _label, tone in shown
            ),
            class_name="bar",
        ),
        class_name="card",
    )


def _offers() -> rx.Component:
    """Values that name nothing, each with what was most likely meant."""
    offers = batch["offers"].to(list[dict[str, Any]])

    def offer(one: Any) -> rx.Component:
        shown, rows = one["shown"].to(dict[str, str]), tn("{n} row", "{n} rows", one["n"].to(int))
        return rx.el.li(
            rx.el.span(
                rx.el.bdi(one["value"].to(str), class_name="bad"),
                rx.el.small(t_var(one["label"]), " · ", rows, class_name="faint"),
            ),
            kit.icon("arrow-right", size="sm"),
            button(
                t("Read as “{word}”", word=either(language() == "fa", shown["fa"], shown["en"])),
                look="s",
                on_click=ImportState.mend(one["target"].to(str), one["value"].to(str), one["to"].to(str)),
            ),
        )

    return rx.cond(
        offers.length() > 0,
        rx.el.section(
            rx.el.div(rx.el.h2(t("Was this meant?")), class_name="card-h"),
            rx.el.ul(rx.foreach(offers, offer), class_name="imp-mend"),
            class_name="card",
        ),
    )


def _faults() -> rx.Component:
    faults = batch["faults"].to(list[dict[str, Any]])

    def line(fault: Any) -> rx.Component:
        return rx.el.tr(
            rx.el.td(kit.value(fault["row"], kind="integer"), class_name="n faint", data_l=t("Row")),
            rx.el.td(rx.el.bdi(fault["name"].to(str)), data_l=t("Record")),
            rx.el.td(t_var(fault["label"]), data_l=t("Column")),
            rx.el.td(rx.el.bdi(fault["value"].to(str)), class_name="bad", data_l=t("In the file")),
            rx.el.td(t_var(fault["message"]), class_name="msg", data_l=t("What is wrong")),
        )

    head = (t("Record"), t("Column"), t("In the file"), t("What is wrong"))
    return rx.cond(
        faults.length() > 0,
        rx.el.section(
            rx.el.div(
                rx.el.h2(t("Rows with a problem")),
                rx.el.span(class_name="grow"),
                download(
                    t("Error file"),
                    "/api/imports/" + batch["id"].to(str) + "/faults?lang=" + language(),
                    look="s",
                ),
                class_name="card-h",
            ),
            rx.el.div(
                rx.el.table(
                    rx.el.thead(rx.el.tr(rx.el.th(t("Row"), class_name="n"), *(rx.el.th(name) for name in head))),
                    rx.el.tbody(rx.foreach(faults, line)),
                    class_name="tbl",
                    data_cards="",
                    aria_label=t("Rows with a problem"),
                ),
                class_name="tbl-w",
                tab_index=0,
                role="region",
                aria_label=t("Rows with a problem"),
            ),
            class_name="card",
        ),
    )


def _failed() -> rx.Component:
    return rx.el.div(
        blocks.callout(
            rx.el.b(t("This did not come to its end."), class_name="medium"),
            " ",
            t_var(job["message"]),
            tone="no",
            role="alert",
        ),
        rx.cond(
            ImportState.step == TRY,
            rx.el.div(
                rx.el.span(class_name="grow"),
                button(t("Back"), icon="arrow-left", on_click=ImportState.back),
                class_name="imp-f card",
            ),
        ),
        class_name="stack g4",
    )


def _undone() -> rx.Component:
    return blocks.callout(
        rx.el.b(t("The import is taken back."), class_name="medium"),
        " ",
        t("In the trash: {n}. As before: {m}.", n=job["trashed"], m=job["restored"]),
        " ",
        either(
            job["left"].to(int) > 0,
            tn(
                "{n} record was changed since and stays as it is.",
                "{n} records were changed since and stay as they are.",
                job["left"].to(int),
            ),
            "",
        ),
        tone="ok",
        icon="undo-2",
        role="status",
    )


def _about_file() -> rx.Component:
    total = counts["create"] + counts["update"] + counts["skip"] + counts["refuse"]
    return blocks.card(
        t("File"),
        blocks.facts(
            (t("Name"), rx.el.bdi(batch["file"].to(str))),
            (
                t("Size"),
                rx.fragment(kit.value((batch["size"].to(int) / 1024).to(int) + 1, kind="integer"), " ", t("KB")),
            ),
            (t("Columns"), kit.value(batch["columns"].to(list[Any]).length(), kind="integer")),
            (t("Rows tried"), kit.value(total, kind="integer")),
        ),
    )


def _promise() -> rx.Component:
    return blocks.callout(
        t("An import can be undone as a whole for {n} days.", n=batch["undo_days"]), tone="inf", icon="undo-2"
    )
