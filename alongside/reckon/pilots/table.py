"""The rows of a panel's CSV file, whatever parts its columns, under headings that can be told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Findings
from alongside.reckon.intake.texts import separator_of
from alongside.reckon.pilots.cells import Reader, Row

LONG = ("team", "period", "indicator", "value")


class NotAPanel(ValueError):
    """A file is no panel; the message says why and what to do."""


class Table:
    """A CSV file as rows by heading. Columns may be parted by commas, semicolons or tabs.

    Headings are lower case; `sep=;` in the first line is passed over. Raises NotAPanel for
    a file without a row, or with two columns of one name.
    """

    def __init__(self, text: str, file: str) -> None:
        text = text.removeprefix("\ufeff")
        if not text.strip():
            raise NotAPanel(f"{file} is empty. Choose the file that holds the figures.")
        parts = separator_of(text)
        rows = list(csv.reader(io.StringIO(text, newline=None), delimiter=parts))
        self.top = 2 if text[:4].lower() == "sep=" else 1
        self.header = [each.strip().lower() for each in rows[self.top - 1]]
        self._rows = rows[self.top :]
        for name in self.header:
            if name and self.header.count(name) > 1:
                raise NotAPanel(f"{file} has two columns called {name}. Take one out.")
        self.reader = Reader(self.header, Findings(file), comma=parts != ",")

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield each row that holds anything, with its number in the file."""
        for line, cells in enumerate(self._rows, start=self.top + 1):
            if any(cell.strip() for cell in cells):
                self._say_more(line, cells)
                yield line, dict(zip(self.header, cells, strict=False))

    def _say_more(self, line: int, cells: Sequence[str]) -> None:
        more = [cell for cell in cells[len(self.header) :] if cell.strip()]
        if more:
            what = f"{more[0]!r} stands beyond the last heading."
            do = "Write numbers without commas, and a name that has one in quotation marks."
            self.reader.say(LEFT_OUT, line, self.header[-1], what, do)

    def say_windows(self) -> None:
        """Say that the file was not UTF-8."""
        what = "The file is not UTF-8; it was read as Windows text (cp1252)."
        do = "Check a name with an accent, or save it as CSV UTF-8."
        self.reader.findings.add(NOTE, what, do)

    def lacks(self, wanted: Sequence[str]) -> list[str]:
        return [each for each in wanted if each not in self.header]
