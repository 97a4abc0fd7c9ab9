"""Texts of the pages, translated in the browser.

``t("Save")`` is a :class:`reflex.Var` that brings a hook and an import from ``assets/kit/i18n.js``, so a change of
language repaints at once: no event, no state, nothing on the wire. Catalogues are gettext files in ``locales/``.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar

_TRANSLATOR = VarData(
    imports={"$/public/kit/i18n.js": [ImportVar(tag="useT")]},
    hooks={"const $t = useT()": None},
)


def t(msgid: str, **params: Any) -> rx.Var[str]:
    """An English text in the reader's language; ``{name}`` in it is filled from ``params``, which may be Vars.

    Numbers among the parameters are written as the reader writes them.
    """
    return _call("$t", [rx.Var.create(msgid), *_filled(params)])


def tn(one: str, many: str, n: Any, **params: Any) -> rx.Var[str]:
    """One text for one, another for many: ``tn("{n} item", "{n} items", n=State.count)``."""
    return _call("$t.plural", [rx.Var.create(one), rx.Var.create(many), *_filled({"n": n, **params})])


def t_var(message: Any) -> rx.Var[str]:
    """What the server sent to be translated here: a msgid, or ``Message.plain()`` with ``msgid`` and ``params``."""
    return _call("$t.message", [rx.Var.create(message)])


def noun(label: Any) -> rx.Var[str]:
    """A label of the server inside a sentence: ``t("New {what}", what=noun(label))`` gives "New pricing rule"."""
    return _call("$t.noun", [rx.Var.create(label)])


def either(condition: Any, yes: Any, no: Any) -> Any:
    """``rx.cond`` between two texts or classes; its own overloads are drawn for components."""
    return rx.cond(condition, yes, no)


def language() -> rx.Var[str]:
    """The reader's language, ``en`` or ``fa``."""
    return _call("$t.language", None)


def _filled(params: dict[str, Any]) -> list[rx.Var[Any]]:
    return [rx.Var.create(params)] if params else []


def _call(name: str, args: list[rx.Var[Any]] | None) -> rx.Var[str]:
    data = VarData.merge(_TRANSLATOR, *(arg._get_all_var_data() for arg in args or []))  # noqa: SLF001 - Reflex's own way to merge
    expression = name if args is None else f"{name}({', '.join(map(str, args))})"
    return rx.Var(expression, _var_type=str, _var_data=data).guess_type().to(str)
