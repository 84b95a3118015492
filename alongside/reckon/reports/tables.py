"""Tables of a report's folder: CSV as typed, a row of heads first."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from alongside.reckon.reports.problems import Problem


@dataclass(frozen=True)
class Rows:
    """A table as typed: its file, its heads, its rows of cells; a cell not there is ""."""

    file: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def read(file: str, text: str, problems: list[Problem]) -> Rows:
    """Return a table; heads that are empty, and rows too long or short, are problems."""
    lines = list(csv.reader(StringIO(text)))
    heads = [each.strip() for each in lines[0]] if lines else []
    if not heads:
        problems.append(Problem(file, 1, "", "it is empty.", "Write the heads first."))
    for place, head in enumerate(heads, 1):
        if not head:
            problems.append(Problem(file, 1, f"column {place}", "the head is empty.",
                                    "Say what the column holds."))  # fmt: skip
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(heads):
            problems.append(
                Problem(file, number, "", f"it has {len(line)} cells for {len(heads)} heads.",
                        "Leave a cell that is missing empty, between its commas.")
            )  # fmt: skip
        rows.append(tuple(cell.strip() for cell in line))
    return Rows(file, tuple(heads), tuple(rows))


def lines(
    text: str, file: str, columns: Sequence[str], problems: list[Problem]
) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file with their lines, by the columns that it may have."""
    reader = csv.DictReader(StringIO(text), restval="")
    heads = [head.strip() for head in reader.fieldnames or ()]
    reader.fieldnames = heads
    for head in heads:
        if head not in columns:
            problems.append(Problem(file, 1, head or "a column", "it means nothing here.",
                                    f"The columns are {', '.join(columns)}."))  # fmt: skip
    found = []
    for row in reader:
        if None in row:
            problems.append(Problem(file, reader.line_num, "", "it has more cells than heads.",
                                    "Put a text with a comma in quotation marks."))  # fmt: skip
        told = {column: (row.get(column) or "").strip() for column in columns}
        if any(told.values()):
            found.append((reader.line_num, told))
    return found


def looked_up(where: str, data: Mapping[str, str]) -> str:
    """Return the one cell that `FILE: COLUMN where NAME=VALUE and NAME=VALUE` names.

    Raises LookupError, with why there is none or more than one.
    """
    file, _, rest = where.partition(":")
    column, _, asked = rest.partition(" where ")
    if file.strip() not in data:
        raise LookupError(f"there is no data/{file.strip()}")
    wanted = dict(
        (part.partition("=")[0].strip(), part.partition("=")[2].strip())
        for part in asked.split(" and ")
        if part.strip()
    )
    rows = [
        row
        for row in csv.DictReader(StringIO(data[file.strip()]))
        if all(row.get(name) == value for name, value in wanted.items())
    ]
    if len(rows) != 1 or column.strip() not in rows[0]:
        raise LookupError(f"{len(rows)} rows of {file.strip()} have a {where!r}")
    return rows[0][column.strip()]
