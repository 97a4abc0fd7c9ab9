"""Exports of a filtered list: at once when it is short, by a job when it is long; in every kind of file alike."""

from services.admin.exporting.download import EXPORT_LIMIT, Download, Export, export_stream, start_export
from services.admin.exporting.formats import Format
from services.admin.exporting.job import export_list

__all__ = ["EXPORT_LIMIT", "Download", "Export", "Format", "export_list", "export_stream", "start_export"]
