"""``zarrin price``: one price with its derivation, without a shop or a database."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import typer

from services.core.errors import ValidationFailed
from services.shop.pricing import (
    Cost,
    Making,
    Price,
    Rounding,
    Terms,
    WastageOf,
    parse_base,
    preset,
)
from services.shop.pricing import price as price_of

BAD_INPUT = 2


def decimal(text: str) -> Decimal:
    """Read a number in Latin, Persian or Arabic digits; anything else is named in the error."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter(f"{text} is not a number; write it plainly, as in 7000 or 83505.10") from None
    if not value.is_finite():
        raise typer.BadParameter(f"{text} is not a number")
    return value


def _number(*names: str, text: str) -> Any:
    return typer.Option(*names, parser=decimal, metavar="NUMBER", help=text)


NetWeight = Annotated[Decimal | None, _number("--net-weight", text="Net weight in grams.")]
Rate = Annotated[Decimal | None, _number("--rate", text="Gold rate per gram.")]
RateFineness = Annotated[
    Decimal | None, _number("--rate-fineness", text="Fineness the rate is quoted at; 750 if not given.")
]
FinenessOption = Annotated[Decimal | None, _number("--fineness", text="Fineness of the piece; 750 if not given.")]
Gold = Annotated[Decimal | None, _number("--gold", text="The gold value itself, instead of weight and rate.")]
MakingPercent = Annotated[Decimal | None, _number("--making-percent", text="Making charge, percent of the gold.")]
MakingPerGram = Annotated[Decimal | None, _number("--making-per-gram", text="Making charge per gram.")]
MakingFixed = Annotated[Decimal | None, _number("--making-fixed", text="Making charge, a fixed amount.")]
ProfitPercent = Annotated[Decimal | None, _number("--profit-percent", text="Profit, percent of the profit base.")]
ProfitBase = Annotated[str | None, typer.Option(help="Parts that carry profit; gold+making if not given.")]
TaxPercent = Annotated[Decimal | None, _number("--tax-percent", text="Tax, percent of the tax base.")]
TaxBase = Annotated[
    str | None, typer.Option(help="Taxed parts joined by +, or all, or none; making+profit if not given.")
]
Attachments = Annotated[Decimal | None, _number("--attachments", text="Value of what is attached.")]
AttachmentsTaxed = Annotated[bool | None, typer.Option(help="Whether attachments are taxed.")]
Stones = Annotated[Decimal | None, _number("--stones", text="Value of the stones.")]
StonesTaxed = Annotated[bool | None, typer.Option(help="Whether stones are taxed.")]
WastagePercent = Annotated[Decimal | None, _number("--wastage-percent", text="Wastage in percent.")]
WastageOfOption = Annotated[WastageOf | None, typer.Option(help="What wastage is taken of.")]
CostOption = Annotated[
    list[str] | None, typer.Option("--cost", metavar="NAME=AMOUNT[:taxed]", help="A further cost; can be repeated.")
]
Round = Annotated[
    list[str] | None,
    typer.Option(
        "--round", metavar="STEP=MODE:UNIT", help="Rounding of a step, as in total=half-up:0.01; can be repeated."
    ),
]
PresetOption = Annotated[str | None, typer.Option("--preset", help="Terms of a country: iran, india, uae, none.")]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the preset; else today.")]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


def price(  # noqa: PLR0913 - one parameter per option of the command
    net_weight: NetWeight = None,
    rate: Rate = None,
    rate_fineness: RateFineness = None,
    fineness: FinenessOption = None,
    gold: Gold = None,
    making_percent: MakingPercent = None,
    making_per_gram: MakingPerGram = None,
    making_fixed: MakingFixed = None,
    profit_percent: ProfitPercent = None,
    profit_base: ProfitBase = None,
    tax_percent: TaxPercent = None,
    tax_base: TaxBase = None,
    attachments: Attachments = None,
    attachments_taxed: AttachmentsTaxed = None,
    stones: Stones = None,
    stones_taxed: StonesTaxed = None,
    wastage_percent: WastagePercent = None,
    wastage_of: WastageOfOption = None,
    cost: CostOption = None,
    rounding: Round = None,
    preset_name: PresetOption = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Price a piece: gold, making, wastage, stones, attachments, profit and tax, each step shown.

    A preset gives the terms of a country; any option beside it wins. Without one there is no profit and no tax unless
    asked for.
    """
    try:
        day = (on or datetime.now(UTC)).date()
        terms = preset(preset_name, day).terms if preset_name else Terms(tax_base=parse_base("making+profit"))
        making = Making(making_percent or Decimal(0), making_per_gram or Decimal(0), making_fixed or Decimal(0))
        asked = {
            "net_weight": net_weight,
            "rate": rate,
            "rate_fineness": rate_fineness,
            "fineness": fineness,
            "gold": gold,
            "profit_percent": profit_percent,
            "profit_base": parse_base(profit_base) if profit_base is not None else None,
            "tax_percent": tax_percent,
            "tax_base": parse_base(tax_base) if tax_base is not None else None,
            "attachments": attachments,
            "attachments_taxed": attachments_taxed,
            "stones": stones,
            "stones_taxed": stones_taxed,
            "wastage_percent": wastage_percent,
            "wastage_of": wastage_of or (WastageOf.GOLD if gold is not None else None),
            "making": making if making != Making() else None,
        }
        terms = replace(terms, rounding={**terms.rounding, **dict(_rounding(text) for text in rounding or ())})
        costs = tuple(_cost(text) for text in cost or ())
        given = {name: value for name, value in asked.items() if value is not None}
        answer = price_of(terms.request(costs=costs, **given))
    except ValidationFailed as error:
        typer.echo(_sentence(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    typer.echo(json.dumps(answer.to_json(), ensure_ascii=False, indent=2) if as_json else table(answer))


def _sentence(error: ValidationFailed) -> str:
    """Each wrong option with its sentence."""
    if not error.fields:
        return f"Error: {error.message}"
    options = {name: "round" if name == "rounding" else name.replace("_", "-") for name in error.fields}
    return "\n".join(f"Error: --{options[name]}: {text}" for name, text in error.fields.items())


def _rounding(text: str) -> tuple[str, Rounding]:
    step, equals, policy = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"--round is written step=mode:unit, as in total=half-up:0.01; {text} is not")
    return step.strip(), Rounding.parse(policy)


def _cost(text: str) -> Cost:
    name, equals, amount = text.partition("=")
    value, _colon, flag = amount.partition(":")
    if not equals or flag not in {"", "taxed"}:
        raise typer.BadParameter(f"--cost is written name=amount or name=amount:taxed; {text} is not")
    return Cost(name.strip(), decimal(value), flag == "taxed")


def table(answer: Price) -> str:
    """The derivation as aligned lines: step, formula, amount, and the rounding where there is one."""
    rows = [
        (
            str(step.label),
            step.text(),
            f"{step.amount:,f}".replace("-", "−"),
            "" if str(step.rounding) == "none" else str(step.rounding),
        )
        for step in answer.steps
    ]
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{a:<{wide[0]}}  {b:<{wide[1]}}  {c:>{wide[2]}}  {d}".rstrip() for a, b, c, d in rows]
    rule = "─" * (sum(wide) + 4)
    return "\n".join([*lines[:-1], rule, lines[-1]])
