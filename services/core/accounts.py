"""The account PostgreSQL runs as when we are root: it refuses to be root itself."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

NAME = "zarrin-db"
SYSTEM_PATH = "/usr/sbin:/sbin:/usr/bin:/bin"


def for_postgres() -> tuple[int, int] | None:
    """User and group id to run PostgreSQL as; none when we are not root. The account is made at the first time."""
    if os.geteuid() != 0:
        return None
    for name in (NAME, "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            if name == NAME and _make():
                return for_postgres()
        else:
            return entry.pw_uid, entry.pw_gid
    raise PermissionError("PostgreSQL can't run as root and no other account could be made: start Zarrin as a user.")


def open_passage(*paths: Path) -> None:
    """Let that account walk through the folders above these paths, without letting it list them."""
    for path in paths:
        for folder in path.resolve().parents:
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _make() -> bool:
    program = shutil.which("useradd", path=SYSTEM_PATH)
    if program is None:
        return False
    made = subprocess.run(  # noqa: S603 - a fixed system program
        [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "--user-group", NAME],
        check=False,
        capture_output=True,
    )
    return made.returncode == 0
