"""Clocks as columns: a number a cell, and the names that the numbers stand for.

Thirty million clocks so are a gigabyte; a `Due` is made of one when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from alongside.reckon.dues.due import REASONS, STATUSES, Due

Column = npt.NDArray[np.int32]
Words = Sequence[str] | npt.NDArray[np.object_]
Cells = list[str | None] | list[date | None]
UNIX = date(1970, 1, 1).toordinal()  # numpy counts days from here
WHY = ("", *REASONS)


@dataclass(frozen=True)
class Names:
    """What a number stands for, by its place; -1 stands for none."""

    codes: Sequence[str]
    teams: Sequence[str]
    worker_ids: Sequence[str]
    workers: Sequence[str]
    children: Words = ()
    episodes: Words = ()


@dataclass(frozen=True)
class Clocks:
    """Columns of one length, a clock a row, rule after rule.

    Days are ordinals (`date.toordinal`), 0 where there is none. `status` is a place in
    STATUSES, `reason` one in WHY; the others are places in the names.
    """

    names: Names
    child: Column
    code: Column
    started_on: Column
    episode: Column
    due_on: Column
    completed_on: Column
    ended_on: Column
    status: Column
    team: Column
    worker: Column
    reason: Column

    def __len__(self) -> int:
        return len(self.child)

    def dues(self) -> Iterator[Due]:
        """Yield each clock as a Due, in order of child, code, day and episode."""
        return map(Due, *self.said().values())

    def said(self) -> dict[str, Cells]:
        """Return the columns of a Due, in their order, with names and days in the cells."""
        order = np.lexsort((self.episode, self.started_on, self.code, self.child))
        names = self.names
        return {
            "child_id": _named(names.children, self.child[order]),
            "code": _named(names.codes, self.code[order]),
            "started_on": _days(self.started_on[order]),
            "episode": _named(names.episodes, self.episode[order]),
            "due_on": _days(self.due_on[order]),
            "completed_on": _days(self.completed_on[order]),
            "ended_on": _days(self.ended_on[order]),
            "status": _named(STATUSES, self.status[order]),
            "team": _named(names.teams, self.team[order]),
            "worker_id": _named(names.worker_ids, self.worker[order]),
            "worker": _named(names.workers, self.worker[order]),
            "reason": _named(WHY, self.reason[order]),
        }


def _named(names: Words, places: Column) -> Cells:
    known = np.empty(len(names) + 1, dtype=object)  # the last stays None, for -1
    known[:-1] = names
    cells: Cells = known[places].tolist()
    return cells


def _days(ordinals: Column) -> Cells:
    days = (ordinals.astype(np.int64) - UNIX).astype("datetime64[D]")
    days[ordinals == 0] = np.datetime64("NaT")
    cells: Cells = days.tolist()
    return cells
