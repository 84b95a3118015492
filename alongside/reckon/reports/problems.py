"""What keeps a folder from being read as a report: all of it at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Control characters, which no Word file may hold and no reader sees.
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Problem:
    """What is the matter in a file of a folder, at which row and column, and what to do.

    `row` is a line of the file, counted from 1, or 0 for the file as a whole.
    """

    file: str
    row: int
    column: str
    what: str
    do: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.what} {self.do}"


class BadFolder(ValueError):
    """A folder that cannot be read as a report; `problems` has everything found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))
