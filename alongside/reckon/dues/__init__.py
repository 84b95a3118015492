"""What is due, when: every rule reckoned by one statement, and by hand for one child.

`reckon` is the statement, the same text on every engine. `reckon_child` is the plain
second way; the two must agree. Neither knows a number of the law: the rulebook does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from alongside.reckon.clock import Clock
from alongside.reckon.dues.by_hand import reckon_child
from alongside.reckon.dues.due import (
    OPEN,
    REASONS,
    STATUS_WORDS,
    STATUSES,
    Due,
    Happening,
)
from alongside.reckon.dues.known import gaps, latest_known, reckoned
from alongside.reckon.dues.recorded import Difference, differences
from alongside.reckon.dues.set_days import Exceptions
from alongside.reckon.dues.tables import happenings, prepare, reckon, reckon_rows
from alongside.reckon.dues.unread import unread
from alongside.reckon.records import Records
from alongside.reckon.rulebook import Rulebook
from alongside.reckon.stores import connect

__all__ = [
    "OPEN", "REASONS", "STATUSES", "STATUS_WORDS", "Difference", "Due", "Exceptions",
    "Happening", "differences", "dues", "dues_rows", "gaps", "happenings", "latest_known",
    "prepare", "reckon", "reckon_child", "reckoned", "unread",
]  # fmt: skip


def dues(
    records: Records,
    rulebook: Rulebook,
    clock: Clock,
    as_at: date,
    address: str = "duckdb://",
    progress: Callable[[str], None] = lambda step: None,
) -> list[Due]:
    """Return every clock of every child in the records, as at a day, in order."""
    with connect(address) as store:
        prepare(store, records, rulebook, clock, progress)
        progress("Reckoning what is due")
        return reckon(store, as_at)


def dues_rows(
    records: Records,
    rulebook: Rulebook,
    clock: Clock,
    as_at: date,
    columns: Sequence[str],
    address: str = "duckdb://",
) -> Iterator[tuple[object, ...]]:
    """Yield some columns of each clock that `dues` returns, in order, as they are found."""
    with connect(address) as store:
        prepare(store, records, rulebook, clock)
        yield from reckon_rows(store, as_at, columns)
