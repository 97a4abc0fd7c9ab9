"""Files brought into a list: CSV and Excel, tried first, run as a job, and taken back if need be.

``receive`` a file, ``arrange`` its columns, ``start_check`` the dry run, ``mend`` what it could not place,
``start_run`` it, ``start_undo``; ``show`` says how it stands.
"""

from services.admin.importing.batches import (
    UNDO_DAYS,
    arrange,
    get_batch,
    mend,
    receive,
    show,
    start_check,
    start_run,
    start_undo,
    stop,
    undoable,
)
from services.admin.importing.job import check_import, run_import
from services.admin.importing.tidy import tidy_imports
from services.admin.importing.undo import undo_import

__all__ = [
    "UNDO_DAYS", "arrange", "check_import", "get_batch", "mend", "receive", "run_import", "show", "start_check",
    "start_run", "start_undo", "stop", "tidy_imports", "undo_import", "undoable",
]  # fmt: skip
