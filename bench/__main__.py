"""All benchmarks in one run: ``python -m bench``; ``python -m bench checkout lists`` runs these alone."""

import sys
from importlib import import_module

from bench.place import say
from bench.report import save

NAMES = ("checkout", "lists", "unfold_lists", "rls", "imports", "exports", "events", "page", "unfold_page")


def main() -> None:
    """Measure, print, write down."""
    names = sys.argv[1:] or NAMES
    unknown = set(names) - set(NAMES)
    if unknown:
        sys.exit(f"There is no benchmark called {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}.")
    for name in names:
        say(f"— {name}")
        save(import_module(f"bench.{name}").measure())


if __name__ == "__main__":
    main()
