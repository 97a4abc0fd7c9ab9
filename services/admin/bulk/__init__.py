"""One change for many records: chosen, previewed, then done at once or by a job."""
