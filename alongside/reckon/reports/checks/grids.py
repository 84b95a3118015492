"""A table's figures by row and column, with what its labels and heads say they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from alongside.reckon.reports.amounts import Amount, only_amount
from alongside.reckon.reports.report import Table

_TOTAL = re.compile(
    r"(?:grand|overall|sub-?|net|council|service|department(?:al)?|county)?\s*-?\s*totals?\b"
    r"(?!.*\b(?:caseload|per|average))|all(?: \w+)?$|sum$|overall$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"average|mean\b|median|\brate|%|percent|per cent|\bper\b|ratio|turnover|share|grade|"
    r"\bscp\b|year$|date|\bref|\bno\.|priority|score|rank",
    re.IGNORECASE,
)
_ROUGH = re.compile(
    r"£\s?(?:000|k\b|m\b|million|thousand)|000s?\b|fte|wte|hours|days|rounded|million",
    re.IGNORECASE,
)
_NONE = {"-", "–", "—", "nil", "none", "0"}
_BLANK = {"", ".", "..", "*", "c", "n/a", "tbc", "tba", "?"}


@dataclass(frozen=True)
class Grid:
    """A table taken apart: `heads` one for each column, `body` the rows below the heads."""

    table: Table

    @cached_property
    def heads(self) -> list[str]:
        width = len(self.table.rows[0])
        top = self.table.rows[: self.table.heads]
        return [
            " ".join(dict.fromkeys(filter(None, (row[at] for row in top))))
            for at in range(width)
        ]

    @cached_property
    def body(self) -> list[list[str]]:
        return [list(row) for row in self.table.rows[self.table.heads :]]

    @cached_property
    def figures(self) -> list[list[Amount | None]]:
        return [[only_amount(cell) for cell in row] for row in self.body]

    @cached_property
    def numeric(self) -> list[int]:
        """The columns, after that of the labels, of which more than half are figures."""
        return [at for at in range(1, len(self.heads)) if self._is_numeric(at)]

    def label(self, row: int) -> str:
        return self.body[row][0]

    def is_total(self, row: int) -> bool:
        return bool(_TOTAL.match(self.label(row).strip()))

    def is_total_column(self, column: int) -> bool:
        return bool(_TOTAL.match(self.heads[column].strip()))

    def is_rate(self, column: int) -> bool:
        """Whether a column's figures are averages, shares or years, and are never summed."""
        shares = sum(
            bool(figure and figure.unit == "%") for figure in self._column(column)
        )
        return bool(_RATE.search(self.heads[column])) or shares > 0

    def is_rough(self, column: int) -> bool:
        """Whether a column is told in thousands, or in parts of people and time."""
        about = f"{self.table.caption} {self.heads[column]}"
        return bool(_ROUGH.search(about))

    def name(self, column: int) -> str:
        return (
            f"“{self.heads[column]}”" if self.heads[column] else f"column {column + 1}"
        )

    def _column(self, column: int) -> list[Amount | None]:
        return [row[column] for row in self.figures]

    def _is_numeric(self, column: int) -> bool:
        filled = sum(bool(row[column]) for row in self.figures)
        return filled * 2 > len(self.figures) and filled >= 1


def is_none(cell: str) -> bool:
    """Whether a cell says that there is nothing: "-", "nil"."""
    return cell.strip().lower() in _NONE


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing."""
    return cell.strip().lower() in _BLANK
