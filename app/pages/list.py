"""The list page of every resource."""

from typing import Any

import reflex as rx

from app.pages import views
from app.pages.bulk import FILES, bulk_dialogs
from app.pages.frame import framed
from app.pages.peek import peek
from app.states.bulk import BulkState
from app.states.cells import CellState
from app.states.list import ListState
from app.states.peek import PeekState
from app.states.saved_views import SavedViewsState
from app.states.session import SessionState
from app.ui import kit, states
from app.ui.buttons import button, button_link, icon_button
from app.ui.i18n import noun, t, t_var
from app.ui.page_head import page_head
from app.ui.shell import link

ROUTE = "/r/[resource]"
about = ListState.about
ways: Any = ListState.views
"""How the list can be looked at."""
shown_as: Any = ListState.shown_as


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
            rx.el.section(_filter_bar(), _body(), class_name="lst"),
            peek(),
            bulk_dialogs(),
        ),
    )


def _body() -> rx.Component:
    return views.body(ways, _table(), _pager(), usual=shown_as)


def _actions() -> tuple[rx.Component, ...]:
    new = t("New {what}", what=noun(about["label_one"]))
    to = "/r/" + about["key"] + "/new"
    return (
        rx.cond(
            ListState.verbs["import"],
            button_link(t("Import"), "/r/" + about["key"] + "/import", icon="file-up", look="hide-l"),
        ),
        rx.cond(
            ListState.verbs["export"],
            kit.menu(
                *(kit.menu_item(text=text, icon=icon, on_select=ListState.export(form)) for form, text, icon in FILES),
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
    return rx.el.div(
        kit.saved_tabs(
            base="/r/" + about["key"],
            views=ListState.saved_views,
            current=ListState.saved,
            changed=ListState.changed,
            trash=ListState.trash,
            may_trash=ListState.verbs["restore"],
            may_share=ListState.may_share,
            on_save=SavedViewsState.save,
            on_keep=SavedViewsState.keep,
            on_rename=SavedViewsState.rename,
            counts=SavedViewsState.counts,
            on_default=SavedViewsState.begin_with,
            on_share=SavedViewsState.share,
            on_forget=SavedViewsState.forget,
        ),
        views.switcher(ways, usual=shown_as),
        class_name="lh-t",
    )


def _filter_bar() -> rx.Component:
    return rx.el.div(
        views.tools("start"),
        rx.cond(ListState.searchable, _search()),
        kit.filter_bar(tree=ListState.tree, fields=ListState.filters, on_change=ListState.filter_by),
        rx.el.span(class_name="grow"),
        views.tools("end"),
        rx.cond(ListState.groupable.length() > 0, _grouping()),
        _arranging(),
        kit.columns_menu(columns=ListState.columns, hidden=ListState.hidden, on_change=ListState.choose_columns),
        kit.density_switch(value=ListState.density, on_change=ListState.space),
        class_name="fbar",
    )


def _grouping() -> rx.Component:
    parted = ListState.group["key"]
    return kit.menu(
        kit.menu_head(text=t("Group by")),
        _partings(),
        text=rx.cond(parted, t("By {name}", name=noun(ListState.group["label"])), t("Group")),
        icon="rows-3",
        label=t("Group the rows"),
        look="btn s ghost hide-s only-parted",
    )


def _partings() -> rx.Component:
    parted = ListState.group["key"]
    return rx.foreach(
        ListState.groupable,
        lambda item: kit.menu_check(
            text=t_var(item["label"]),
            checked=parted == item["key"],
            on_change=ListState.group_by(rx.cond(parted == item["key"], "", item["key"].to(str))),
        ),
    )


def _arranging() -> rx.Component:
    """On a phone, where a list has no heads: by what it is sorted, pressed again the other way, and grouped."""

    def order(column: Any) -> rx.Component:
        here = ListState.sort == column["key"]
        icon = rx.cond(here, rx.cond(ListState.direction == "desc", "arrow-down", "arrow-up"), "arrow-down-up")
        press = ListState.sort_by(column["key"].to(str))
        item = kit.menu_check(text=t_var(column["label"]), icon=icon, checked=here, on_change=press)
        return rx.cond(column["sortable"], item)

    menu = kit.menu(
        kit.menu_head(text=t("Sort by")),
        rx.foreach(ListState.columns, order),
        rx.cond(ListState.groupable.length() > 0, rx.fragment(kit.menu_head(text=t("Group by")), _partings())),
        icon="arrow-down-up",
        label=t("Sort and group"),
        look="btn icon s ghost only-s",
    )
    return rx.el.span(menu, class_name="only-parted")


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
            of=ListState.loaded,
            narrow="lines",
            selectable=ListState.acts.length() > 0,
            opened=PeekState.seen["id"].to(str),
            groups=ListState.groups,
            group=ListState.group,
            widths=ListState.widths,
            density=ListState.density,
            params=ListState.address,
            cleared=ListState.cleared,
            acts=ListState.acts,
            count=ListState.count,
            over=ListState.over,
            answer=CellState.answer,
            on_sort=ListState.sort_by,
            on_peek=PeekState.show,
            on_widen=ListState.widen,
            on_arrange=ListState.choose_columns,
            on_edit=CellState.change,
            on_act=lambda name, selection: BulkState.begin(about["key"], name, selection),
        ),
        class_name="tbl-w",
        tab_index=0,
        role="region",
        aria_label=t_var(about["label"]),
    )


def _empty() -> rx.Component:
    narrowed = (ListState.q != "") | (ListState.tree["parts"].to(list[Any]).length() > 0)
    return rx.cond(
        narrowed,
        states.nothing_matches(
            button(t("Show all"), on_click=ListState.clear),
            text=rx.cond(
                ListState.over,
                t("So many rows have these words that only some were looked at. Add a word, or try the next page."),
                t("No row fits these filters and words."),
            ),
        ),
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
