"""Reading what PostgreSQL says of a plan it has run."""


def rows_read(line: str) -> float:
    """The rows that a line of ``explain analyze`` has read in all, over its loops; 0 where it tells none."""
    _before, found, actual = line.partition("(actual rows=")
    if not found:
        return 0
    rows, _loops, times = actual.rstrip(")").partition(" loops=")
    return float(rows) * int(times)
