"""One change for many records: chosen, previewed, then done at once or by a job, and taken back."""

from services.admin.bulk import run, undo

__all__ = ["run", "undo"]
