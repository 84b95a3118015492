"""Audit grades by team and period, one row each, as percentages or as counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alongside.reckon.intake.findings import NOTE, SUSPICIOUS
from alongside.reckon.pilots.cells import WHOLE, Reader, Row

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
OF_AUDITS = {
    "good_or_better": "Case audits graded good or better",
    "inadequate": "Case audits of the worst grade",
}
ROUNDED = 2  # points by which four rounded percentages may be away from 100


@dataclass(frozen=True)
class AuditRow:
    """The four grades of a team and a period, best first, in per cent of its audits.

    `printed` are the cells as they are typed (nan where missing), `shares` with a single
    missing cell completed by what the others leave. `audits` is how many there were, or
    nan where only percentages are known. `line` is the row of the file.
    """

    line: int
    printed: tuple[float, ...]
    shares: tuple[float, ...]
    audits: float = np.nan

    @property
    def good_or_better(self) -> float:
        return self.shares[0] + self.shares[1]

    @property
    def inadequate(self) -> float:
        return self.shares[3]

    @property
    def counts(self) -> tuple[int, ...] | None:
        """How many audits had each grade, where that is known."""
        if np.isnan([*self.shares, self.audits]).any():
            return None
        return tuple(round(each * self.audits / 100) for each in self.shares)


def written_as_percent(rows: Sequence[Sequence[float | None]]) -> bool:
    """Whether a file's rows are percentages: of the whole ones most add up to about 100."""
    whole = [sum(row) for row in _complete(rows)]
    near = sum(abs(each - WHOLE) <= ROUNDED for each in whole)
    return 2 * near > len(whole)


def _complete(rows: Sequence[Sequence[float | None]]) -> list[list[float]]:
    numbers = [[each for each in row if each is not None] for row in rows]
    return [row for row in numbers if len(row) == 4 and not np.isnan(row).any()]


def audit_row(row: Row, line: int, percent: bool, reader: Reader) -> AuditRow:
    """Return one row of grades, with a single missing cell completed and told."""
    *printed, audits = (
        reader.number(row, line, each, may_be_empty=True) for each in (*GRADES, "n")
    )
    if percent:
        printed = [
            reader.beyond(line, grade, each) if each > WHOLE else each
            for grade, each in zip(GRADES, printed, strict=True)
        ]
    whole = WHOLE if percent else audits
    grades = _completed(tuple(printed), whole, line, reader)
    total = sum(grades)
    if abs(total - whole) > (ROUNDED if percent else 0):
        what = f"The four grades add up to {total:g}, not {whole:g}."
        reader.say(SUSPICIOUS, line, GRADES[0], what, "Look the row up in its source.")
    if percent:
        return AuditRow(line, tuple(printed), grades, audits)
    shares = tuple(100 * each / total if total else np.nan for each in grades)
    return AuditRow(line, tuple(printed), shares, total)


def _completed(
    printed: tuple[float, ...], whole: float, line: int, reader: Reader
) -> tuple[float, ...]:
    """A single missing cell is what the other three leave of the whole."""
    missing = [place for place, each in enumerate(printed) if np.isnan(each)]
    if len(missing) != 1 or np.isnan(whole):
        for place in missing:
            reader.missing(line, GRADES[place])
        return printed
    left = max(0.0, whole - float(np.nansum(printed)))
    what = f"The cell is empty; the other three leave {left:g} of {whole:g}."
    reader.say(NOTE, line, GRADES[missing[0]], what, "Check it against its source.")
    return tuple(left if np.isnan(each) else each for each in printed)
