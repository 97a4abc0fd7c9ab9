"""What a change of many records would do, and what became of it."""

import reflex as rx

from app.ui.kit.base import Json, OnFlag, module


class BulkPlan(rx.Component):
    """``plan``: ``{count, over, checked, done, same, refused, reasons, rows, job, whole}``, as the preview answers it.

    ``rows`` carry ``changes``: columns with ``before`` and ``after``.
    """

    library = module("bulk-plan.jsx")
    tag = "BulkPlan"

    plan: rx.Var[Json]
    whole: rx.Var[bool]

    on_whole: OnFlag


class BulkDone(rx.Component):
    """``outcome``: ``{done, same, refused, lines: [{id, title, why}]}``, or ``{job}``."""

    library = module("bulk-plan.jsx")
    tag = "BulkDone"

    outcome: rx.Var[Json]
