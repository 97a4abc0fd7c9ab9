"""A side in a process of its own, so that its peak memory is its own: ``python -m bench.apart module function …``.

The function does the work and is timed; what it returns is ignored. Prints seconds and megabytes.
"""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module

from bench import FOLDER
from services.core.config import ROOT


@dataclass(frozen=True)
class Taken:
    """What a side took: wall-clock seconds of its work, and the peak of its process in megabytes."""

    seconds: float
    peak_mb: float


def apart(module: str, function: str, *arguments: str) -> Taken:
    """Run ``module.function(*arguments)`` in a process of its own; the servers are up meanwhile."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "bench.apart", module, function, *arguments],
        env=_said() | {"ZARRIN_BENCH_DIR": str(FOLDER), "PATH": "/usr/bin:/bin"},
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def _said() -> dict[str, str]:
    """What was asked for by the environment holds for the side too."""
    return {name: value for name, value in os.environ.items() if name.startswith("ZARRIN_BENCH_")}


def main() -> None:
    """Do it, and say what it took."""
    module, function, *arguments = sys.argv[1:]
    work = getattr(import_module(module), function)
    start = time.perf_counter()
    work(*arguments)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
