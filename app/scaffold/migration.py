"""A migration drawn up by comparing the models with a scratch database, parted by tenant and with its words indexed."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from app.server.refusals import Refused
from services.admin.fields import Use
from services.admin.registry import registry
from services.core.config import ROOT

VERSIONS = ROOT / "alembic" / "versions"
CREATED = re.compile(r"op\.create_table\(\s*['\"](\w+)['\"]")
EMPTY = re.compile(r'def upgrade\(\).*?"""\n\s+(# ### .*\n\s+)?pass\b', re.DOTALL)
ADDRESSES = (
    "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PLATFORM_URL", "DATABASE_BACKUP_URL", "REDIS_URL",
    "REDIS_STATE_URL",
)  # fmt: skip
"""A scratch database alone: whatever the environment names is left out."""


def draw_up(slug: str, message: str) -> Path:
    """Write the next migration, from what the models have and the migrations don't. Raises :class:`Refused`.

    It works in a process and a database of its own: models just written are read there, and nothing else is touched.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        raise Refused("A migration is called in small Latin letters, as in warranty_cards.")
    number = f"{max((int(path.name[:4]) for path in VERSIONS.glob('[0-9]*.py')), default=0) + 1:04}"
    with tempfile.TemporaryDirectory(prefix="zarrin-migration-") as scratch:
        environment = {**os.environ, **dict.fromkeys(ADDRESSES, ""), "ZARRIN_DATA_DIR": scratch}
        command = [sys.executable, "-m", "app.scaffold.migration", number, slug, message]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    written = VERSIONS / f"{number}_{slug}.py"
    if done.returncode or not written.exists():
        written.unlink(missing_ok=True)
        raise Refused((done.stderr.strip().splitlines() or ["the migration could not be drawn up"])[-1])
    return written


def _main(number: str, slug: str, message: str) -> None:
    """In a process of its own: migrate a scratch database, compare, write."""
    from services.core import database, embedded, migrations  # noqa: PLC0415 - the scratch database's settings
    from services.core.config import settings  # noqa: PLC0415 - as above

    with embedded.servers(settings().data_dir):
        migrations.upgrade()
        drawn = migrations.draw_up(number, message)
        database.dispose()
    source = drawn.read_text(encoding="utf-8")
    drawn.unlink()
    if EMPTY.search(source):
        sys.exit("The models have nothing that the migrations don't.")
    written = VERSIONS / f"{number}_{slug}.py"
    written.write_text(source.rstrip() + "\n" + "".join(_protection(source)), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", written], check=False, capture_output=True)  # noqa: S603 - present where people develop


def _protection(source: str) -> list[str]:
    """What the comparison can't know: row-level security of new tables, and the words to be searched."""
    lines = []
    for table in CREATED.findall(source):
        lines.append(f'    rls.protect(op, "{table}")\n')
        resource = registry.for_table(table)
        searched = [b.key for b in resource.fields_for(Use.SEARCH) if b.search is True] if resource else []
        if searched:
            lines.append(f'    rls.search_index(op, "{table}", {tuple(searched)!r})\n'.replace("'", '"'))
    return lines


if __name__ == "__main__":
    _main(*sys.argv[1:4])
