"""A copy of the project without what was built or kept in it, and commands run in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", ".web", ".data", ".*_cache", "__pycache__", "shots", "images", "*.egg-info", "fonts"
)


class CleanCopy:
    """The copy at ``root``; nothing done there touches the project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT, root, ignore=LEFT_OUT)

    def run(self, *command: str, data: Path | None = None) -> str:
        """Run ``python -m …`` there and give what it said; a failure fails the test with its last words."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("ZARRIN_", "DATABASE_", "REDIS_"))}
        environment |= {"ZARRIN_ENVIRONMENT": "test", "ZARRIN_DATA_DIR": str(data or self.root / ".data")}
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a new file."""
        file = self.root / path
        assert not file.exists(), f"{path} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
