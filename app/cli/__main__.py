"""``python -m app.cli``: the same as ``zarrin``."""

from app.cli.main import main

main()
