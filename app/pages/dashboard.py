"""The dashboard: today in figures, each a link to the rows behind it; charts; what runs low; the last sales."""

from typing import Any

import reflex as rx

from app.states.dashboard import DashboardState
from app.states.figures import BranchChoice, LowItem, OpenAlert, Quote, RecentSale
from app.ui import blocks, kit, states
from app.ui.buttons import button_link
from app.ui.i18n import language, t, t_var, tn
from app.ui.kit.dashboard import DayTitle, RateChart
from app.ui.page_head import page_head
from app.ui.shell import link

ROUTE = "/"
figures = DashboardState.figures


def dashboard() -> rx.Component:
    """The page inside its frame; a skeleton until the figures have come."""
    return rx.fragment(
        page_head(DayTitle.create(day=figures.day), *_actions()),
        rx.cond(figures.day, rx.fragment(_kpis(), _charts(), _lists()), _waiting()),
    )


def _actions() -> tuple[rx.Component, ...]:
    return (
        _branches(),
        rx.cond(
            DashboardState.may_add_item,
            button_link(t("New item"), "/r/items/new", icon="plus", look="hide-s"),
        ),
        rx.cond(
            DashboardState.may_sell,
            rx.fragment(
                button_link(
                    t("New sale"),
                    "/pos",
                    icon="scan-barcode",
                    look="primary",
                    keys="F2",
                ),
                kit.hot_key(code="F2", keys="F2", label=t("New sale"), to="/pos"),
            ),
        ),
    )


def _branches() -> rx.Component:
    def choice(branch: BranchChoice) -> rx.Component:
        return rx.el.option(branch.name[language()], value=branch.id, data_raw="")

    return rx.cond(
        figures.branches.length() > 1,
        rx.el.label(
            kit.icon("map-pin"),
            rx.el.span(t("Branch"), class_name="sr"),
            rx.el.select(
                rx.el.option(t("All branches"), value=""),
                rx.foreach(figures.branches, choice),
                value=DashboardState.branch,
                on_change=DashboardState.choose_branch,
            ),
            kit.icon("chevron-down"),
            class_name="input s sel-i branch-i",
        ),
    )


def _change(percent: Any) -> rx.Component:
    change = percent.to(float)
    return rx.cond(
        percent,
        rx.el.span(
            rx.cond(
                change < 0,
                kit.icon("arrow-down", size="xs"),
                kit.icon("arrow-up", size="xs"),
            ),
            kit.value(abs(change), kind="percent"),
            rx.el.span(rx.cond(change < 0, t("down"), t("up")), class_name="sr"),
            class_name=rx.cond(change < 0, "delta down", "delta up"),
        ),
    )


def _kpis() -> rx.Component:
    invoices = tn("{n} invoice", "{n} invoices", figures.invoices)
    sales = rx.fragment(
        _change(figures.sales.change),
        rx.el.span(invoices, " · ", t("a week ago {n}", n=figures.invoices_before)),
    )
    margin = rx.fragment(
        rx.el.span(kit.value(figures.margin_percent, kind="percent"), class_name="medium ink"),
        rx.el.span(
            t("of sales · 30-day mean"),
            " ",
            kit.value(figures.margin_mean, kind="percent"),
        ),
    )
    grams = figures.fine_change.to(float)
    arrow = rx.cond(grams < 0, kit.icon("arrow-down", size="xs"), kit.icon("arrow-up", size="xs"))
    moved = rx.fragment(
        rx.el.span(arrow, kit.weight(abs(grams), bare=True), class_name="delta muted"),
        rx.el.span(t("since yesterday")),
    )
    cost = rx.cond(
        figures.stock_cost,
        rx.fragment(t("cost"), " ", kit.money(figures.stock_cost, bare=True)),
    )
    return rx.el.section(
        blocks.kpi(t("Sales today"), kit.money(figures.sales.value), sales, figures.sales.href),
        rx.cond(
            figures.margin.value,
            blocks.kpi(
                t("Gross margin today"),
                kit.money(figures.margin.value),
                margin,
                figures.margin.href,
            ),
        ),
        blocks.kpi_pair(
            (
                t("Stock at today’s rate"),
                kit.money(figures.stock.value),
                cost,
                figures.stock.href,
            ),
            (
                t("Fine gold in stock"),
                kit.weight(figures.fine.value),
                moved,
                figures.fine.href,
            ),
        ),
        class_name="kpis",
        aria_label=t("Today"),
    )


def _in_millions(scale: Any, plain: Any, millions: Any) -> rx.Var[str]:
    return rx.cond(scale > 1, millions, plain)


def _charts() -> rx.Component:
    unit = t_var(figures.unit)
    series = [
        {"label": "This period", "values": figures.totals, "style": "bar"},
        {"label": "30 days before", "values": figures.totals_before, "style": "before"},
    ]
    legend = rx.el.div(
        rx.el.span(rx.el.i(class_name="now"), t("This period")),
        rx.el.span(rx.el.i(class_name="ln"), t("30 days before")),
        class_name="legend hide-s",
    )
    sales = blocks.card(
        link(t("Sales, last 30 days"), to=figures.sales_href, class_name="plain"),
        kit.chart(
            points=figures.days,
            series=series,
            kind="money",
            title=t("Sales, last 30 days"),
            height=232,
            scale=figures.scale,
        ),
        note=_in_millions(figures.scale, unit, t("million {unit}", unit=unit)),
        actions=[legend],
    )
    rates = rx.el.section(
        RateChart.create(
            points=figures.rate_days,
            values=figures.rates,
            title=t("Gold rate"),
            note=_in_millions(
                figures.rate_scale,
                t("{unit} a gram", unit=unit),
                t("million {unit} a gram", unit=unit),
            ),
            scale=figures.rate_scale,
            height=190,
        ),
        rx.el.dl(rx.foreach(figures.board, _board_line), class_name="ratefoot"),
        class_name="card",
    )
    return rx.el.div(sales, rates, class_name="grid cols dash-charts")


def _board_line(quote: Quote) -> rx.Component:
    return rx.el.div(
        rx.el.dt(t_var(quote.label)),
        rx.el.dd(kit.money(quote.value, bare=True)),
    )


def _lists() -> rx.Component:
    return rx.el.div(
        rx.cond(figures.alerts, _alerts()),
        _low(),
        _recent(),
        class_name=rx.cond(figures.alerts, "grid cols dash-3", "grid cols dash-3 two"),
    )


def _alerts() -> rx.Component:
    def line(alert: OpenAlert) -> rx.Component:
        return rx.el.li(
            rx.el.span(kit.icon("bell"), class_name="ava a3", aria_hidden="true"),
            rx.el.div(
                rx.el.p(link(t_var(alert.message), to=alert.href, class_name="row-a")),
                rx.el.p(kit.value(alert.at, kind="datetime"), class_name="faint sm"),
            ),
        )

    return rx.el.section(
        _head(t("Waiting for you"), figures.alerts.length()),
        rx.el.ul(rx.foreach(figures.alerts, line), class_name="appr"),
        _foot(t("All alerts"), "/r/alerts"),
        class_name="card",
    )


def _low() -> rx.Component:
    def line(item: LowItem) -> rx.Component:
        return rx.el.li(
            kit.jewel(item.picture, fineness=item.fineness),
            rx.el.div(
                rx.el.p(
                    link(item.name[language()], to=item.href, data_raw=""),
                    class_name="cut",
                ),
                rx.el.p(t("limit {n}", n=item.limit), class_name="faint xs"),
                class_name="cut",
            ),
            rx.el.div(
                rx.el.b(kit.value(item.quantity, kind="number")),
                rx.el.div(
                    rx.el.i(class_name="wrn", style={"inline_size": item.share + "%"}),
                    class_name="bar",
                ),
                class_name="q end",
            ),
        )

    return rx.el.section(
        _head(t("Low stock"), figures.low_count, tone="wrn"),
        rx.cond(
            figures.low,
            rx.el.ul(rx.foreach(figures.low, line), class_name="low"),
            rx.el.p(t("Nothing is running low."), class_name="card-b faint"),
        ),
        class_name="card",
    )


def _recent() -> rx.Component:
    def row(sale: RecentSale) -> rx.Component:
        return rx.el.tr(
            rx.el.td(
                link(
                    kit.value(sale.number, kind="code"),
                    to=sale.href,
                    class_name="row-a",
                )
            ),
            rx.el.td(rx.cond(sale.customer, rx.el.bdi(sale.customer), t("Walk-in customer"))),
            rx.el.td(kit.weight(sale.fine, bare=True), class_name="n h"),
            rx.el.td(kit.money(sale.total, bare=True), class_name="n strong"),
            rx.el.td(
                rx.cond(sale.today, kit.value(sale.at, kind="time"), kit.value(sale.day, kind="date")),
                class_name="n faint hide-s",
            ),
        )

    head = rx.el.tr(
        rx.el.th(t("Invoice"), scope="col"),
        rx.el.th(t("Customer"), scope="col"),
        rx.el.th(t("{label}, {unit}", label=t("Fine gold"), unit=t("g")), scope="col", class_name="n h"),
        rx.el.th(t_var(figures.unit), scope="col", class_name="n"),
        rx.el.th(t("Time"), scope="col", class_name="n hide-s"),
    )
    table = rx.el.table(
        rx.el.caption(t("Recent sales"), class_name="sr"),
        rx.el.thead(head),
        rx.el.tbody(rx.foreach(figures.recent, row)),
        class_name="tbl sales",
    )
    return rx.el.section(
        _head(
            t("Recent sales"),
            None,
            link(t("All of today"), to=figures.sales.href, class_name="link sm"),
        ),
        rx.cond(
            figures.recent,
            rx.el.div(table, class_name="tbl-w"),
            rx.el.p(t("The first sale will stand here."), class_name="card-b faint"),
        ),
        class_name="card",
    )


def _head(title: Any, count: Any, *actions: rx.Component, tone: str = "") -> rx.Component:
    badge = kit.value(count, kind="integer") if count is not None else rx.fragment()
    shown = rx.el.span(badge, class_name=f"badge {tone} plain".replace("  ", " "))
    return rx.el.div(
        rx.el.h2(title),
        rx.cond(count, shown) if count is not None else rx.fragment(),
        rx.el.span(class_name="grow"),
        *actions,
        class_name="card-h",
    )


def _foot(text: Any, to: Any) -> rx.Component:
    return rx.el.div(link(text, to=to, class_name="link"), class_name="card-f")


def _waiting() -> rx.Component:
    return rx.fragment(
        rx.el.section(
            *(rx.el.div(states.skeleton(3), class_name="kpi") for _k in range(3)),
            class_name="kpis",
        ),
        rx.el.div(
            *(rx.el.section(states.skeleton(5), class_name="card") for _k in range(2)),
            class_name="grid cols dash-charts",
        ),
    )
