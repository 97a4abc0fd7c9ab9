"""The engine's slow work, for the worker to know: long exports."""

from services.admin.exporting.job import export_list

__all__ = ["export_list"]
