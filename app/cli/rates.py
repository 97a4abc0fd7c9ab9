"""``zarrin rates``: pull the gold rate now, and import a history."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.price import BAD_INPUT, decimal
from models.shop.gold_rate import GoldRate
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError, NotFound, ValidationFailed
from services.core.i18n import _
from services.platform.tenants import all_tenants, current_tenant, find_tenant
from services.shop.pricing import plain
from services.shop.rates.contract import SourceFailed
from services.shop.rates.csv_history import SHIPPED, CsvHistory
from services.shop.rates.service import ask, current_rate, import_history, pull
from services.shop.rates.settings import RateSettings

FAILED = 1
GOOD = frozenset({"recorded", "nothing-new", "by-hand"})
"""Outcomes of a pull that need nobody's attention."""

rates = typer.Typer(name="rates", help="Gold rates: pull the newest, import a history.", no_args_is_help=True)

Shop = Annotated[str | None, typer.Option("--shop", help="The short name of a shop; all shops if not given.")]
Source = Annotated[str | None, typer.Option("--source", help="csv, goldapi or metals-api; else the shop's own.")]
File = Annotated[
    Path, typer.Argument(help="CSV with the columns Date and Price (per troy ounce); else the shipped one.")
]
FileCurrency = Annotated[str, typer.Option("--currency", help="The currency of the file's prices.")]
Exchange = Annotated[
    Decimal | None,
    typer.Option(
        "--exchange", parser=decimal, metavar="NUMBER", help="What one unit of it costs in the shop's currency."
    ),
]
Since = Annotated[datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Leave out what is older.")]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


@rates.command("pull")
def pull_now(shop: Shop = None, source: Source = None, as_json: Json = False) -> None:
    """Ask the rate source now and record what it says.

    Ends with 1 where a source failed or its rate was refused; the last good rate then stays.
    """
    with _sentences():
        answers = [_pull(actor, source) for actor in _actors(shop)]
    _say(answers, ("shop", "outcome", "price_per_gram", "currency", "quoted_at", "reason"), as_json=as_json)
    if any(answer["outcome"] not in GOOD for answer in answers):
        raise typer.Exit(FAILED)


@rates.command("import")
def import_file(
    file: File = SHIPPED,
    shop: Shop = None,
    currency: FileCurrency = "USD",
    exchange: Exchange = None,
    since: Since = None,
    as_json: Json = False,
) -> None:
    """Add the rates of a file. What is there already is left alone, so a file can be imported again."""
    with _sentences():
        if not file.is_file():
            raise ValidationFailed(_("There is no file {file}", file=file))
        if exchange is not None and exchange <= 0:
            raise ValidationFailed(_("An exchange rate must be above zero"))
        quotes = list(CsvHistory(file, currency).quotes(since.date() if since else None))
        answers = []
        for actor in _actors(shop):
            with unit_of_work(actor) as uow:
                done = import_history(uow, quotes, {currency: exchange} if exchange is not None else None)
                answers.append({"shop": current_tenant(uow).slug, "added": done.added, "known": done.known})
    _say(answers, ("shop", "added", "known"), as_json=as_json)


def _pull(actor: Actor, named: str | None) -> dict[str, Any]:
    """Pull for one shop; the source is asked between two transactions."""
    with unit_of_work(actor, read_only=True) as uow:
        tenant = current_tenant(uow)
        source, slug, before = RateSettings.of(tenant).pulled(named), tenant.slug, current_rate(uow.session)
        quoted_at, stands = before.quoted_at if before else None, _rate(before)
    if source is None:
        return {"shop": slug, "outcome": "by-hand", **stands}
    answer = ask(source)
    with unit_of_work(actor) as uow:
        row = pull(uow, source, answer)
        said = {"shop": slug, "source": source.name, **_rate(current_rate(uow.session))}
    if isinstance(answer, SourceFailed):
        return {**said, "outcome": "failed", "reason": str(answer.message)}
    if row:
        return {**said, "outcome": "recorded"}
    fresh = quoted_at is None or answer.quoted_at > quoted_at
    return {**said, "outcome": "refused" if fresh else "nothing-new"}


def _rate(row: GoldRate | None) -> dict[str, Any]:
    """The rate that stands, as text."""
    if row is None:
        return {"price_per_gram": None, "fineness": None, "currency": None, "quoted_at": None}
    return {
        "price_per_gram": plain(row.price_per_gram),
        "fineness": plain(row.fineness),
        "currency": row.currency,
        "quoted_at": row.quoted_at.isoformat(),
    }


def _actors(shop: str | None) -> list[Actor]:
    """The system, acting for the named shop or for each."""
    if shop is None:
        return [Actor.for_system(tenant_id) for tenant_id in all_tenants()]
    tenant = find_tenant(shop)
    if tenant is None:
        raise NotFound(_("There is no shop called {name}", name=shop))
    return [Actor.for_system(tenant.id)]


def _say(answers: list[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool) -> None:
    """Answer as JSON, or one line for each shop."""
    if as_json:
        typer.echo(json.dumps(answers, ensure_ascii=False, indent=2))
        return
    for answer in answers:
        typer.echo("  ".join(str(answer[name]) for name in columns if answer.get(name) is not None))


@contextmanager
def _sentences() -> Iterator[None]:
    """An error people can act on becomes its sentence and exit code 2."""
    try:
        yield
    except AppError as error:
        sentences = [str(text) for text in error.fields.values()] or [str(error.message)]
        typer.echo("\n".join(f"Error: {text}" for text in sentences), err=True)
        raise typer.Exit(BAD_INPUT) from error
