"""``zarrin price``: its answer, its table, and the sentence for bad input."""

import json

import pytest
import typer
from typer.testing import CliRunner

from app.cli.price import price

app = typer.Typer()
app.command()(price)
IRAN = (
    "--net-weight 10 --rate 7000 --rate-fineness 750 --fineness 750 --making-percent 10 --profit-percent 7 "
    "--tax-percent 9 --tax-base making+profit --attachments 0 --round total=half-up:0.01"
)


def run(arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments.split())
    return result.exit_code, result.output


def test_it_answers_with_decimals_as_strings() -> None:
    code, output = run(f"{IRAN} --json")
    answer = json.loads(output)
    steps = answer.pop("steps")
    assert code == 0
    assert answer == {
        "gold": "70000",
        "making": "7000",
        "wastage": "0",
        "stones": "0",
        "attachments": "0",
        "profit": "5390",
        "tax": "1115.1",
        "total": "83505.10",
    }
    assert [step["name"] for step in steps] == ["gold", "making", "profit", "tax", "total"]
    assert steps[0]["formula"] == "10.000 g × 7,000 × 750 ÷ 750"
    assert steps[-1]["rounding"] == "half-up:0.01"


def test_it_shows_an_aligned_derivation() -> None:
    code, output = run(IRAN)
    lines = output.splitlines()
    assert code == 0
    assert lines[0].split() == ["Gold", "10.000", "g", "×", "7,000", "×", "750", "÷", "750", "70,000"]
    assert lines[-1].endswith("83,505.10  half-up:0.01")


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        ("--gold 45000 --making-percent 10 --preset india", "50985"),
        ("--gold 45000 --making-percent 10 --tax-base gold+making --tax-percent 3", "50985"),
        ("--net-weight 10 --rate 7000 --making-percent 10 --preset iran", "83629"),
        ("--net-weight 10 --rate 7000 --making-percent 10 --preset iran --on 2023-01-01", "83505.1"),
        ("--net-weight 10 --rate 7000 --making-percent 10 --preset iran --tax-percent 9", "83505.1"),
        ("--net-weight 10 --rate 7000 --making-per-gram 700 --preset none", "77000"),
        ("--gold 1000 --attachments 100 --attachments-taxed --tax-percent 10", "1110"),
        ("--gold 1000 --making-fixed 55 --round making=up:10 --round total=down:100", "1000"),
        ("--gold 1000 --cost box=5 --cost assay=10:taxed --tax-percent 10", "1016"),
        ("--gold 1000 --wastage-percent 5 --stones 7", "1057"),
        ("--net-weight ۱۰ --rate ۷۰۰۰", "70000"),
    ],
)
def test_each_option_has_its_effect(arguments: str, total: str) -> None:
    code, output = run(f"{arguments} --json")
    assert (code, json.loads(output)["total"]) == (0, total)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("", "Give the net weight and the rate, or the gold value"),
        ("--net-weight 1", "--rate: Give the rate per gram"),
        ("--rate x", "x is not a number"),
        ("--gold NaN", "NaN is not a number"),
        ("--gold -1", "-1 is below zero"),
        ("--gold 1 --rate 5", "Give the gold value or the rate, not both"),
        ("--gold 1 --round tota=up:1", "There is no step tota to round"),
        ("--gold 1 --round total=ups:1", "ups:1 is not one"),
        ("--gold 1 --round total", "step=mode:unit"),
        ("--gold 1 --cost box", "name=amount"),
        ("--gold 1 --preset mars", "There is no preset mars"),
        ("--gold 1 --tax-base silver", "silver is not"),
        ("--gold 1 --fineness 1001", "up to 1000; 1001 is not"),
    ],
)
def test_bad_input_ends_with_two_and_says_why(arguments: str, sentence: str) -> None:
    code, output = run(arguments)
    assert code == 2
    assert sentence in " ".join(output.replace("│", " ").split())
