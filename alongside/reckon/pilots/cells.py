"""Cells of a panel's CSV file: names and numbers, and what is said of those missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase

import numpy as np

from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Findings
from alongside.reckon.pilots import periods

Row = Mapping[str, str | None]
WHOLE = 100.0  # per cent


class Unreadable(ValueError):
    """A row has no team, no period or no indicator, and is left out."""


def number(text: str, *, comma: bool = False) -> float | None:
    """Return the number in a cell, nan for an empty one, None for what is neither.

    A per cent sign is passed over. `.` and `-` are empty: never 0. With `comma` a decimal
    comma may stand, as in the files of a spreadsheet that parts columns by semicolons.
    """
    text = text.strip().removesuffix("%").strip()
    if comma and text.count(",") == 1:
        text = text.replace(",", ".")
    if text in ("", ".", "-", "–", "—", "*", "..", ":", "c"):
        return np.nan
    try:
        found = float(text)
    except ValueError:
        return None
    return found if np.isfinite(found) else None


class Reader:
    """Reads cells and keeps what is found; columns are named as a spreadsheet does."""

    def __init__(
        self, header: Sequence[str], findings: Findings, *, comma: bool = False
    ) -> None:
        self.header, self.findings, self.comma = list(header), findings, comma

    def column(self, name: str) -> str:
        at = self.header.index(name)
        return f"{ascii_uppercase[at] if at < 26 else at + 1}: {name}"

    def names(self, row: Row, line: int, columns: Sequence[str]) -> list[str]:
        """Return the names of a row, its period as it is written here.

        Raises Unreadable, and says so, for an empty name or what is no period.
        """
        names = [(row.get(each) or "").strip() for each in columns]
        for column, said in zip(columns, names, strict=True):
            if not said:
                self._left_out(line, column, f"There is no {column} here.", "Write it.")
        try:
            names[1] = periods.name(*periods.place(names[1]))
        except ValueError as problem:
            said, do = str(problem).split(". ", 1)
            self._left_out(line, columns[1], f"{said}.", do)
        return names

    def _left_out(self, line: int, column: str, what: str, do: str) -> None:
        what = f"{what} The row is left out."
        self.say(LEFT_OUT, line, column, what, do)
        raise Unreadable(what)

    def number(
        self, row: Row, line: int, column: str, *, may_be_empty: bool = False
    ) -> float:
        """Return a cell's number, nan where the column or the number is missing."""
        if column not in self.header:
            return np.nan
        found = number(said := row.get(column) or "", comma=self.comma)
        if found is None:
            what = f"{said.strip()!r} is not a number, so that the cell is missing."
            self.say(LEFT_OUT, line, column, what, "Write a number, or nothing.")
            return np.nan
        if np.isnan(found) and not may_be_empty:
            self.missing(line, column)
        if said.strip().endswith("%") and found > WHOLE:
            return self.beyond(line, column, found)
        return found

    def beyond(self, line: int, column: str, found: float) -> float:
        """Say that a share is of more than all, and return it as missing."""
        what = f"{found:g} is more than 100 per cent, so that the cell is missing."
        self.say(LEFT_OUT, line, column, what, "Look for the number in its source.")
        return np.nan

    def missing(self, line: int, column: str) -> None:
        what = "The cell is empty, and stays missing: it is never taken for 0."
        self.say(NOTE, line, column, what, "Look for the number in its source.", what)

    def say(
        self,
        kind: str,
        line: int | None,
        column: str,
        what: str,
        do: str,
        alike: str = "",
    ) -> None:
        where = self.column(column)
        self.findings.add(kind, what, do, row=line, column=where, alike=alike)
