"""The frame of every page: sidebar, top bar, content, tab bar. Look only: all it shows comes as arguments."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from app.ui import kit
from app.ui.brand import brand, mark
from app.ui.i18n import either, t

link = ReactRouterLink.create


@dataclass(frozen=True)
class Session:
    """What the frame shows of the person and the shop; each a Var of the session's state, or a plain value.

    ``nav``: ``[{label, icon, entries: [{label, icon, href, count?}]}]``. ``ticker``: ``{fineness, rate, change,
    spark, time, source}``. ``tabs``: the main pages of a narrow screen. ``toasts``: see :class:`kit.overlays.Toasts`.
    ``seen`` is false until the session is known: the frame then shows no name of anybody.
    """

    user_name: Any = ""
    user_initials: Any = ""
    role: Any = ""
    shop_name: Any = ""
    branch_name: Any = ""
    nav: Any = field(default_factory=list)
    tabs: Any = field(default_factory=list)
    actions: Any = field(default_factory=list)
    ticker: Any = field(default_factory=dict)
    alerts: Any = 0
    language: Any = ""
    theme: Any = ""
    currency: Any = ""
    calendar: Any = ""
    time_zone: Any = ""
    toasts: Any = field(default_factory=list)
    on_dismiss: Any = None
    on_undo: Any = None
    sign_out: str = "/auth/sign-out"
    alerts_href: str = "/r/alerts"
    rates_href: str = "/r/gold-rates"


def shell(*content: Any, title: Any, session: Session, page: str = "", flush: bool = False) -> rx.Component:
    """A page inside the frame.

    ``title`` names the window. ``page`` takes the rules of ``assets/css/pages/<page>.css``. ``flush`` lets the page
    reach the edges (lists); otherwise it stands in the middle, at most 1320 wide.
    """
    names = " ".join(name for name in (f"p-{page}" if page else "", "flush" if flush else "") if name)
    inside = content if flush else (rx.el.div(*content, class_name="page"),)
    return rx.el.div(
        kit.page_title(text=title),
        kit.adopt(
            owner=rx.Var.create(session.shop_name).to(str) + "/" + rx.Var.create(session.user_name).to(str),
            language=session.language,
            theme=session.theme,
            currency=session.currency,
            calendar=session.calendar,
            time_zone=session.time_zone,
        ),
        rx.el.a(t("Skip to the content"), href="#main", class_name="skip"),
        _sidebar(session),
        _top(session),
        rx.el.main(kit.connection_banner(), *inside, id="main", class_name=names, tab_index=-1),
        kit.tab_bar(entries=session.tabs, more=_sheet(session, bar=True)),
        _toasts(session),
        class_name="has-shell",
    )


def _sidebar(session: Session) -> rx.Component:
    return rx.el.aside(
        rx.el.div(brand(), kit.rail_switch(), class_name="side-top"),
        rx.el.div(
            rx.el.span(
                rx.Var.create(session.shop_name).to(str)[0], class_name="shop-i", aria_hidden="true", data_raw=""
            ),
            rx.el.span(rx.el.b(session.shop_name, data_raw=""), rx.el.small(session.branch_name, data_raw="")),
            class_name="shop-pick",
        ),
        kit.nav(workspaces=session.nav),
        rx.el.div(kit.keys_dialog(), rx.el.div(kit.rail_switch(), class_name="widen"), class_name="side-foot"),
        class_name="side",
        aria_label=t("Sidebar"),
    )


def _top(session: Session) -> rx.Component:
    return rx.el.header(
        _sheet(session),
        link(mark(), to="/", class_name="brand only-s", aria_label=t("Zarrin")),
        kit.command_palette(workspaces=session.nav, actions=session.actions, sign_out=session.sign_out),
        rx.el.span(class_name="grow"),
        ticker(session.ticker, session.rates_href),
        _bell(session),
        kit.language_switch(),
        kit.theme_switch(),
        _person(session),
        class_name="top",
    )


def ticker(rate: Any, href: str) -> rx.Component:
    """The day's rate of a gram: fineness, figure, its last days, its change in percent; nothing before the first."""
    given = rx.Var.create(rate).to(dict[str, Any])
    change = given["change"].to(float)
    return rx.cond(
        given["rate"],
        link(
            kit.hallmark(given["fineness"]),
            rx.el.b(kit.money(given["rate"], bare=True)),
            kit.sparkline(values=given["spark"].to(list[float])),
            rx.el.em(
                rx.cond(change < 0, kit.icon("arrow-down", size="xs"), kit.icon("arrow-up", size="xs")),
                kit.value(abs(change), kind="percent"),
                class_name=either(change < 0, "down", "up"),
            ),
            to=href,
            class_name="ticker",
            aria_label=t("Gold rate"),
        ),
    )


def _sheet(session: Session, *, bar: bool = False) -> rx.Component:
    return kit.menu_sheet(workspaces=session.nav, bar=bar, user=session.user_name, sign_out=session.sign_out)


def _bell(session: Session) -> rx.Component:
    count = rx.Var.create(session.alerts).to(int)
    return link(
        kit.icon("bell"),
        rx.cond(count > 0, rx.el.em(kit.value(count, kind="integer"))),
        to=session.alerts_href,
        class_name="btn icon ghost bell",
        aria_label=t("Alerts: {n}", n=count),
    )


def _person(session: Session) -> rx.Component:
    return kit.menu(
        kit.menu_head(text=session.user_name),
        rx.cond(session.role, kit.menu_head(text=session.role)),
        kit.menu_rule(),
        kit.sign_out_item(url=session.sign_out),
        initials=session.user_initials,
        label=t("Account of {name}", name=session.user_name),
    )


def _toasts(session: Session) -> rx.Component:
    events = {"on_dismiss": session.on_dismiss, "on_action": session.on_undo}
    events = {name: handler for name, handler in events.items() if handler}
    return kit.toasts(toasts=session.toasts, **events)
