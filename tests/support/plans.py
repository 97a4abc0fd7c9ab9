"""Reading what PostgreSQL says of a plan it has run."""

from sqlalchemy import text

from services.core.actor import Actor
from services.core.database import unit_of_work
from tests.support.statements import Sent


def run_plans(actor: Actor, sent: Sent) -> list[list[str]]:
    """The plan of each statement, run anew row by row, as is cheapest on a longer table."""
    with unit_of_work(actor, read_only=True) as uow:
        for setting in ("seqscan", "hashjoin", "mergejoin"):
            uow.session.execute(text(f"set local enable_{setting} = off"))
        ask = uow.session.connection().exec_driver_sql
        explain = "explain (analyze, buffers off, costs off, timing off)"
        return [[line for (line,) in ask(f"{explain} {sql}", values)] for sql, values in sent]


def rows_read(line: str) -> float:
    """The rows that a line of ``explain analyze`` has read in all, over its loops; 0 where it tells none."""
    _before, found, actual = line.partition("(actual rows=")
    if not found:
        return 0
    rows, _loops, times = actual.rstrip(")").partition(" loops=")
    return float(rows) * int(times)
