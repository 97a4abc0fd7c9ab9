"""What every wrapped browser part shares: its module, its npm packages, its kinds of event."""

from typing import TYPE_CHECKING, Any, TypeAlias

import reflex as rx

RADIX = "radix-ui@1.8.1"
PLOTLY = "plotly.js-basic-dist-min@4.1.1"

Json: TypeAlias = dict[str, Any]

if TYPE_CHECKING:
    OnText: TypeAlias = Any
    OnTexts: TypeAlias = Any
    OnPair: TypeAlias = Any
    OnFlag: TypeAlias = Any
    OnCount: TypeAlias = Any
    OnAnswer: TypeAlias = Any
    OnAct: TypeAlias = Any
    OnCell: TypeAlias = Any
    OnFlagged: TypeAlias = Any
    OnParts: TypeAlias = Any
    OnWidths: TypeAlias = Any
    OnNothing: TypeAlias = Any
else:
    _passed = rx.event.passthrough_event_spec
    OnText = rx.EventHandler[_passed(str)]
    OnTexts = rx.EventHandler[_passed(list[str])]
    OnPair = rx.EventHandler[_passed(str, str)]
    OnFlag = rx.EventHandler[_passed(bool)]
    OnCount = rx.EventHandler[_passed(int)]
    OnAnswer = rx.EventHandler[_passed(dict[str, Any])]
    OnAct = rx.EventHandler[_passed(str, dict[str, Any])]
    OnCell = rx.EventHandler[_passed(str, str, int, str, str)]
    OnFlagged = rx.EventHandler[_passed(str, bool)]
    OnParts = rx.EventHandler[_passed(list[Any])]
    OnWidths = rx.EventHandler[_passed(dict[str, int])]
    OnNothing = rx.EventHandler[rx.event.no_args_event_spec]


def module(file: str) -> str:
    """Where the build finds the module of a part: a file of ``assets/kit``."""
    return f"$/public/kit/{file}"
