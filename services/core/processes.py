"""Child processes that never outlive us: started in a session of their own, told to end when their parent dies.

On Linux the kernel tells them (``PR_SET_PDEATHSIG``), also after ``kill -9`` of the parent. Elsewhere the next start
finds what was left by its folder.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(death: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to send us this signal when the process that started us ends, however it ends."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(death), 0, 0, 0)


def spawn(
    arguments: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    account: tuple[int, int] | None = None,
    death: signal.Signals = signal.SIGTERM,
    cwd: Path | None = None,
    pipe: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a program whose output goes to the end of ``log``, as another account (user and group id) if given.

    With ``pipe`` its standard output comes to us instead. It has a session of its own, so that Ctrl-C at the terminal
    reaches only us and we end our children in order.
    """
    parent = os.getpid()

    def prepare() -> None:
        die_with_parent(death)
        if os.getppid() != parent:  # it died between the fork and the line above
            os._exit(1)

    log.parent.mkdir(parents=True, exist_ok=True)
    user, group = account or (None, None)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own programs
            [str(part) for part in arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if pipe else output,
            stderr=output,
            env=dict(env) if env is not None else None,
            user=user,
            group=group,
            extra_groups=[] if account else None,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 - it calls one system call and takes no lock
        )


def end(process: subprocess.Popen[bytes], *, by: signal.Signals = signal.SIGTERM, seconds: float = 20) -> None:
    """End a child and everything it started: politely, and after ``seconds`` by force."""
    family = _family(process.pid)
    if process.poll() is None:
        process.send_signal(by)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    if process.poll() is None:
        process.kill()
        process.wait()
    kill_all(family, seconds=2)


def kill_all(processes: Sequence[psutil.Process], *, seconds: float) -> None:
    """Wait for these to end, then end by force those that did not."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(alive, timeout=5)


def left_over(of_us: Callable[[psutil.Process], bool]) -> list[psutil.Process]:
    """Running processes that this test recognises; ourselves and our ancestors never."""
    own = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    return [process for process in _others(own) if of_us(process)]


def tail(path: Path, lines: int = 12) -> str:
    """The last lines of a log."""
    try:
        return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _family(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).children(recursive=True)
    return []


def _others(without: set[int]) -> Iterator[psutil.Process]:
    return (process for process in psutil.process_iter() if process.pid not in without)
