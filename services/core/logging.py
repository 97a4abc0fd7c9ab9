"""What happened, for those who look after it: JSON lines in the data folder, plain lines on the console.

Secrets and personal data are left out before anything is written. A fault of ours gets an id; people see the id,
the log holds the rest.
"""

import logging
import logging.config
import re
import secrets
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from services.core.config import settings

FILE = "zarrin.log"
KEPT_BYTES = 20_000_000
"""A log file larger than this becomes the one before at the next start."""
HIDDEN = "[hidden]"

_SECRET_NAME = re.compile(
    r"pass(word|wd)?$|^pw$|secret|token|cookie|authori[sz]ation|api_?key|credential|^session(_id)?$|^dsn$|_url$",
    re.IGNORECASE,
)
_PERSONAL_NAME = re.compile(r"phone|e_?mail|national_?id|^address$|birth", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):[^@\s/]+(?=@)")
_BEARER = re.compile(r"(?i)(bearer\s+|zarrin_session=|password[\"']?\s*[=:]\s*[\"']?)[^\s\"';,}]+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"(?<![\w.-])\+?\d[\d ()-]{8,16}\d(?![\w.-])")
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_FIRST: list[Any] = [structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level]
_NOISY = {"httpx": "warning", "httpcore": "warning", "asyncio": "warning", "alembic": "warning", "reflex": "warning"}


def configure(process: str, *, console: bool = True) -> None:
    """Send this process's logs, the libraries' too, to the file and (``console``) to standard error.

    ``process`` names who writes: ``web``, ``worker``, ``beat``, ``command``.
    """
    conf = settings()
    path = conf.data_dir / "logs" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    rest: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _named(process),
        structlog.processors.format_exc_info,
        hide_private,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    ]
    handlers: dict[str, Any] = {
        "file": {"class": "logging.handlers.WatchedFileHandler", "filename": str(path), "formatter": "json"},
    }
    if console:
        handlers["console"] = {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}
    level = conf.log_level.upper()
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": _formatter(rest, structlog.processors.JSONRenderer(ensure_ascii=False)),
                "plain": _formatter(rest, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())),
            },
            "handlers": handlers,
            "root": {"level": level, "handlers": list(handlers)},
            "loggers": {name: {"level": least.upper()} for name, least in _NOISY.items()},
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_FIRST,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def log(name: str) -> Any:
    """A logger for a module: ``log(__name__).info("rate pulled", source="…", rate=…)``."""
    return structlog.stdlib.get_logger(name)


def error_id() -> str:
    """A short id for one fault, easy to read out over the telephone."""
    return "E-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))


def unexpected(error: BaseException, what: str = "unexpected error", **context: Any) -> str:
    """Log a fault of ours whole, with its trace; answers the id to show, which is all that people see of it."""
    number = error_id()
    extra = {"error_id": number, **context}
    logging.getLogger("zarrin.unexpected").error("%s %s", what, number, exc_info=error, extra=extra)
    return number


def turn_over() -> None:
    """Put a log file that has grown large aside; the one before that is dropped. Called before processes start."""
    folder = settings().data_dir / "logs"
    for path in folder.glob("*.log"):
        if path.stat().st_size > KEPT_BYTES:
            path.replace(path.with_suffix(".log.1"))


def hide_private(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave secrets and personal data out: by the name of a value, and by its look inside any text."""
    for name in event:
        if not name.startswith("_"):
            event[name] = _hidden(name, event[name])
    return event


def _hidden(name: str, value: Any) -> Any:
    if value is not None and value != "" and (_SECRET_NAME.search(name) or _PERSONAL_NAME.search(name)):
        return HIDDEN
    if isinstance(value, dict):
        return {key: _hidden(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden("", inner) for inner in value]
    if name in {"timestamp", "error_id"} or not isinstance(value, str):
        return value
    return _scrub(value)


def _scrub(text: str) -> str:
    text = _URL_PASSWORD.sub(rf"\1:{HIDDEN}", text)
    text = _BEARER.sub(rf"\1{HIDDEN}", text)
    return _PHONE.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))


def _named(process: str) -> Any:
    def add(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    return add


def _formatter(rest: list[Any], renderer: Any) -> dict[str, Any]:
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _FIRST,
        "processors": [*rest, renderer],
    }
