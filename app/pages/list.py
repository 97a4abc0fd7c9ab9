"""The list page of every resource."""

from typing import Any

import reflex as rx

from app.pages.frame import framed
from app.states.list import ListState
from app.states.session import SessionState
from app.ui import kit, states
from app.ui.buttons import button, button_link, icon_button
from app.ui.i18n import noun, t, t_var
from app.ui.page_head import page_head
from app.ui.shell import link

ROUTE = "/r/[resource]"
about = ListState.about


def list_page() -> rx.Component:
    """Head, tabs, filter bar, table, pager."""
    return framed(
        rx.cond(ListState.denied, states.forbidden(t_var(SessionState.role)), _list()),
        title=t_var(about["label"]),
        page="list",
        flush=True,
    )


def _list() -> rx.Component:
    return rx.cond(
        ListState.failed,
        states.not_found(),
        rx.fragment(
            rx.el.div(page_head(t_var(about["label"]), *_actions()), _tabs(), class_name="lh"),
            rx.el.section(_filter_bar(), _table(), _pager(), class_name="lst"),
            _filter_dialog(),
        ),
    )


def _actions() -> tuple[rx.Component, ...]:
    new = t("New {what}", what=noun(about["label_one"]))
    to = "/r/" + about["key"] + "/new"
    return (
        rx.cond(
            ListState.verbs["export"],
            kit.menu(
                kit.menu_item(text=t("Excel, XLSX"), icon="file-spreadsheet", on_select=ListState.export("xlsx")),
                kit.menu_item(text=t("CSV"), icon="file-text", on_select=ListState.export("csv")),
                text=t("Export"),
                icon="download",
                label=t("Export"),
                look="btn",
            ),
        ),
        rx.cond(
            ListState.verbs["export"],
            rx.fragment(
                kit.hot_key(label=t("Export this list to Excel"), icon="download", on_press=ListState.export("xlsx")),
                kit.hot_key(label=t("Export this list as CSV"), icon="download", on_press=ListState.export("csv")),
            ),
        ),
        rx.cond(
            ListState.verbs["create"],
            rx.fragment(
                button_link(new, to, icon="plus", look="primary", keys="N"),
                kit.hot_key(code="KeyN", keys="N", label=new, icon="plus", to=to),
            ),
        ),
    )


def _tabs() -> rx.Component:
    def tab(text: Any, on: Any, trash: bool) -> rx.Component:
        return rx.el.button(
            text,
            type="button",
            class_name=rx.cond(on, "on", ""),
            aria_current=rx.cond(on, "true", "false"),
            on_click=ListState.show_trash(trash),
        )

    return rx.el.div(
        rx.el.nav(
            tab(t("All"), ~ListState.trash, False),
            rx.cond(ListState.verbs["restore"], tab(t("Trash"), ListState.trash, True)),
            class_name="tabs",
            aria_label=t("Views"),
        ),
        class_name="lh-t",
    )


def _filter_bar() -> rx.Component:
    return rx.el.div(
        rx.cond(ListState.searchable, _search()),
        rx.foreach(ListState.chips, _chip),
        rx.cond(
            ListState.filters.length() > 0,
            kit.menu(
                rx.foreach(
                    ListState.filters,
                    lambda item: kit.menu_item(
                        text=t_var(item["label"]), on_select=ListState.pick_filter(item["key"].to(str))
                    ),
                ),
                text=t("Filter"),
                icon="plus",
                label=t("Add a filter"),
                look="chip dash",
            ),
        ),
        rx.el.span(class_name="grow"),
        kit.columns_menu(columns=ListState.columns, hidden=ListState.hidden, on_change=ListState.choose_columns),
        kit.density_switch(),
        class_name="fbar",
    )


def _search() -> rx.Component:
    field = rx.el.input(
        name="q",
        type="search",
        default_value=ListState.q,
        key=ListState.loaded + ListState.q,
        aria_label=t("Search in this list"),
        placeholder=t("Search in this list"),
        id="list-search",
    )
    return rx.el.form(
        rx.el.div(kit.icon("search", size="sm"), field, class_name="input s"),
        kit.hot_key(code="Slash", keys="/", label=t("Search in this list"), click="#list-search"),
        on_submit=ListState.search,
        role="search",
        class_name="list-q",
    )


def _chip(chip: Any) -> rx.Component:
    return rx.el.span(
        t_var(chip["label"]),
        rx.el.b(
            t_var(chip["operator"]),
            rx.foreach(
                chip["values"].to(list[dict[str, Any]]),
                lambda one: rx.fragment(" ", kit.value(one["value"], kind=one["kind"].to(str))),
            ),
        ),
        rx.el.button(
            kit.icon("x", size="sm"),
            type="button",
            class_name="x",
            aria_label=t("Remove the filter {name}", name=t_var(chip["label"])),
            on_click=ListState.drop_filter(chip["param"].to(str)),
        ),
        class_name="chip",
    )


def _filter_dialog() -> rx.Component:
    picked = ListState.picked
    field = picked["field"]
    operators = rx.el.div(
        rx.el.label(t("Condition"), html_for="filter-operator"),
        kit.select_input(
            id="filter-operator",
            name="operator",
            options=picked["operators"].to(list[dict[str, Any]]),
            value=ListState.operator,
            on_change=ListState.choose_operator,
        ),
        class_name="field",
    )
    form = rx.el.form(
        rx.el.div(
            operators,
            rx.cond(
                ListState.operator != "is_empty",
                kit.field_input(field=field, value=""),
            ),
            rx.cond(
                ListState.operator == "between",
                kit.field_input(field=picked["end"], value=""),
            ),
            class_name="stack g3",
        ),
        id="filter-form",
        on_submit=ListState.apply_filter,
        key=picked["key"].to(str) + ListState.operator,
    )
    return kit.dialog(
        rx.el.div(form, class_name="dialog-b"),
        rx.el.div(
            button(t("Cancel"), on_click=ListState.cancel_filter),
            rx.el.button(t("Apply"), type="submit", form="filter-form", class_name="btn primary"),
            class_name="dialog-f",
        ),
        open=ListState.picking,
        title=t("Filter by {name}", name=t_var(picked["label"])),
        on_close=ListState.cancel_filter,
    )


def _table() -> rx.Component:
    return rx.el.div(
        kit.data_table(
            _empty(),
            columns=ListState.columns,
            rows=ListState.rows,
            hidden=ListState.hidden,
            caption=t_var(about["label"]),
            sort=ListState.sort,
            direction=ListState.direction,
            totals=ListState.sums,
            loading=ListState.loaded == "",
            narrow="lines",
            on_sort=ListState.sort_by,
        ),
        class_name="tbl-w",
        tab_index=0,
        role="region",
        aria_label=t_var(about["label"]),
    )


def _empty() -> rx.Component:
    narrowed = (ListState.q != "") | (ListState.chips.length() > 0)
    return rx.cond(
        narrowed,
        states.nothing_matches(button(t("Show all"), on_click=ListState.clear)),
        rx.cond(
            ListState.trash,
            states.empty(t("The trash is empty"), t("What is put in the trash can be brought back from here.")),
            states.empty(
                t("Nothing here yet"),
                t("What is recorded will stand here."),
                rx.cond(
                    ListState.verbs["create"],
                    button_link(
                        t("New {what}", what=noun(about["label_one"])),
                        "/r/" + about["key"] + "/new",
                        icon="plus",
                        look="primary",
                    ),
                ),
                drawing="ring",
            ),
        ),
    )


def _pager() -> rx.Component:
    count = kit.value(ListState.count, kind="integer")
    turn = (
        (ListState.previous_href, "chevron-left", t("Previous page")),
        (ListState.next_href, "chevron-right", t("Next page")),
    )
    return rx.el.div(
        rx.cond(
            ListState.summable & (ListState.rows.length() > 0),
            button(t("Totals"), icon="sigma", look="s ghost", on_click=ListState.add_up),
        ),
        rx.el.span(class_name="grow"),
        rx.el.span(
            rx.cond(ListState.over, rx.fragment(t("over"), " ", count), rx.fragment(count, " ", t("rows"))),
            class_name="faint sm",
            role="status",
        ),
        *(
            rx.cond(
                href != "",
                link(kit.icon(icon), to=href, class_name="btn icon s", aria_label=label),
                icon_button(label, icon, look="s", disabled=True),
            )
            for href, icon, label in turn
        ),
        class_name="pager",
    )
