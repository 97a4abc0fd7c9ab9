"""``zarrin``: the command line behind ``make``. Faults end in one sentence and an exit code, never in a trace.

Exit codes: 0 done, 1 it could not be done or something is down, 2 the command was not understood.
"""

import errno
import sys
from collections.abc import Callable

import typer
from sqlalchemy.exc import OperationalError

from app.cli import data, declared, keep, make, messages, price, rates, run, serve
from app.server.build import BuildFailed
from app.server.refusals import Refused
from services.core import logging
from services.core.embedded import ServerFailed
from services.core.errors import AppError

app = typer.Typer(
    help="The back office of a gold and jewelry business.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(run.run)
app.command()(run.reset)
app.command()(run.doctor)
app.command()(keep.migrate)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(keep.psql)
app.command("settings")(keep.show_settings)
app.command()(price.price)
app.command()(messages.messages)
app.command()(declared.resources)
app.command()(make.make)
app.command()(make.migration)
app.add_typer(rates.rates, name="rates")
app.add_typer(data.users, name="user")
app.add_typer(data.tenants, name="tenant")
for internal in (serve.web, serve.worker, serve.beat, serve.build, serve.prepare):
    app.command(hidden=True)(internal)


def main() -> None:
    """Run the command and turn what went wrong into a sentence."""
    sys.exit(guarded(app))


def guarded(call: Callable[[], object]) -> int:  # noqa: PLR0911 - one for each kind of failure
    """The exit code of a call; a sentence on standard error when it failed."""
    try:
        call()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(bool(ending.code))
    except (Refused, BuildFailed, ServerFailed, PermissionError) as error:
        return _failed(str(error))
    except AppError as error:
        fields = "; ".join(f"{name}: {message}" for name, message in error.fields.items())
        return _failed(f"{error.message}{f' ({fields})' if fields else ''}.")
    except OperationalError as error:
        reason = (str(error.orig).strip().splitlines() or ["no reason given"])[0]
        return _failed(f"The database does not answer ({reason}): is Zarrin running?")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _failed("The disk is full.")
        return _unexpected(error)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last fence before the person
        return _unexpected(error)
    return 0


def _unexpected(error: Exception) -> int:
    try:
        logging.configure("command", console=False)
        number = logging.unexpected(error)
    except OSError as second:
        return _failed(f"Something went wrong ({type(error).__name__}: {error}), and no log can be written ({second}).")
    return _failed(f"Something went wrong ({type(error).__name__}: {error}); the log has it as {number}.")


def _failed(sentence: str) -> int:
    typer.echo(sentence, err=True)
    return 1
