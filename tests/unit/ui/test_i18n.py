"""Texts in Python pages."""

import reflex as rx

from app.ui.i18n import t, t_var, tn


class Counter(rx.State):
    """Something to count."""

    count: int = 3


def test_a_text_brings_its_hook_and_its_module() -> None:
    data = t("Save")._get_all_var_data()
    assert data is not None
    assert data.hooks == ("const $t = useT()",)
    assert [name for name, _ in data.imports] == ["$/public/kit/i18n.js"]


def test_parameters_may_be_vars_and_keep_their_state() -> None:
    text = t("{n} left of {name}", n=Counter.count, name="Nasim")
    data = text._get_all_var_data()
    assert "{n} left of {name}" in str(text)
    assert data is not None
    assert "useT" in data.hooks[0] or any("useT" in hook for hook in data.hooks)
    assert any("counter" in state for state in data.field_dependencies)


def test_plurals_and_server_messages_use_the_same_translator() -> None:
    assert str(tn("{n} item", "{n} items", n=2)).startswith("$t.plural(")
    assert str(t_var(Counter.count)).startswith("$t.message(")
