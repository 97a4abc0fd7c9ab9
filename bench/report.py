"""What a benchmark found, printed beside its aim and kept in ``bench/results.json``."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Result:
    """One comparison. ``ratio`` is ours over other (or ours alone, where ``other`` is an absolute limit)."""

    name: str
    ours: float
    other: float
    unit: str
    ratio: float
    aim: float
    met: bool


def compare(name: str, ours: float, other: float, *, unit: str, aim: float) -> Result:
    """Ours against the other side; met when the ratio is at most the aim."""
    ratio = ours / other if other else float("inf")
    return Result(name, round(ours, 3), round(other, 3), unit, round(ratio, 3), aim, ratio <= aim)


def limit(name: str, ours: float, *, unit: str, aim: float) -> Result:
    """Ours against an absolute limit; the ratio is the share of the limit that is used."""
    return Result(name, round(ours, 3), aim, unit, round(ours / aim, 3), 1.0, ours <= aim)


def interleaved(sides: Sequence[Callable[[], object]], *, rounds: int, warm: int = 3) -> list[list[float]]:
    """Milliseconds of each call of each side, taken in turn, so that noise falls on all sides alike."""
    for _ in range(warm):
        for side in sides:
            side()
    times: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, taken in zip(sides, times, strict=True):
            start = time.perf_counter()
            side()
            taken.append((time.perf_counter() - start) * 1000)
    return times


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies, such as 0.95."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def save(results: Sequence[Result]) -> None:
    """Print the table and replace these names in the results file."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    names = {result.name for result in results}
    rows = [row for row in kept if row["name"] not in names] + [asdict(result) for result in results]
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(f"{'benchmark':52} {'ours':>11} {'other':>11} {'unit':6} {'ratio':>7} {'aim':>6}")
    for result in results:
        mark = "" if result.met else "  missed"
        print(
            f"{result.name:52} {result.ours:11,.2f} {result.other:11,.2f} {result.unit:6} "
            f"{result.ratio:7.2f} {result.aim:6.2f}{mark}"
        )
