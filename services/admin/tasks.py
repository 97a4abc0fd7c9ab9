"""The engine's slow work, for the worker to know: long exports, changes of many records, imports."""

from services.admin.bulk.job import change_many
from services.admin.exporting.job import export_list
from services.admin.importing.job import check_import, run_import
from services.admin.importing.undo import undo_import

__all__ = ["change_many", "check_import", "export_list", "run_import", "undo_import"]
