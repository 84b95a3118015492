"""The figures of a folder, from `figures.csv`: a row each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from alongside.reckon.figures import DAY, SOURCES, Figure, reckon
from alongside.reckon.reports.problems import Problem
from alongside.reckon.reports.tables import lines, looked_up

COLUMNS = (
    "name", "value", "unit", "rounding", "as_at", "period", "source", "behind", "formula",
)  # fmt: skip
NAME = re.compile(r"[a-z][a-z0-9_]*")
VALUE = re.compile(r"-?\d+(\.\d+)?")
MOST_PLACES = 6


def read(
    text: str, file: str, data: Mapping[str, str], problems: list[Problem]
) -> Sequence[Figure]:
    """Return the figures as typed or looked up; what is wrong is added to the problems.

    `value` is a number without commas, or a day like 2015-04-20. `source` is typed,
    indicator, pilot or money; unless typed, `behind` names a cell: `FILE: COLUMN where
    NAME=VALUE and NAME=VALUE`, of a file in `data/`.
    """
    found: dict[str, Figure] = {}
    rows: dict[str, int] = {}
    for row, told in lines(text, file, COLUMNS, problems):
        wrong = _Wrong(file, row, problems)
        name = told["name"]
        if not NAME.fullmatch(name):
            wrong("name", f"{name!r} is no name.", "Use small letters, digits and _.")
        elif name in found:
            wrong("name", f"{name!r} is there twice.", "Rename one of the two.")
        else:
            found[name], rows[name] = _figure(told, data, wrong), row
    told_of = {each.row for each in problems if each.file == file}
    for name, what in reckon(found.values()).wrong.items():
        if rows[name] not in told_of:
            problems.append(Problem(file, rows[name], "formula", f"{name} {what}", ""))
    return tuple(found.values())


class _Wrong:
    """Keeps what is wrong in a row."""

    def __init__(self, file: str, row: int, problems: list[Problem]) -> None:
        self.file, self.row, self.problems = file, row, problems

    def __call__(self, column: str, what: str, do: str) -> None:
        self.problems.append(Problem(self.file, self.row, column, what, do))


def _figure(told: Mapping[str, str], data: Mapping[str, str], wrong: _Wrong) -> Figure:
    source = told["source"] or "typed"
    if source not in SOURCES:
        wrong("source", f"{source!r} is no source.", f"Write {', '.join(SOURCES)}.")
    value = told["value"]
    if source != "typed" and not value and told["behind"]:
        try:
            value = looked_up(told["behind"], data)
        except LookupError as problem:
            wrong("behind", f"{problem.args[0]}.", "Name one cell of a file in data/.")
    if value and not (_day(value) if told["unit"] == DAY else VALUE.fullmatch(value)):
        wrong("value", f"{value!r} is no number.",
              "Write it without commas or a unit; or a day as 2015-04-20, its unit day.")  # fmt: skip
        value = ""
    if told["as_at"] and not _day(told["as_at"]):
        wrong("as_at", f"{told['as_at']!r} is no day.", "Write it as 2015-04-20.")
    return Figure(
        told["name"], value, told["formula"], told["unit"], _places(told, wrong),
        _day(told["as_at"]), told["period"], source, told["behind"],
    )  # fmt: skip


def _places(told: Mapping[str, str], wrong: _Wrong) -> int | None:
    rounding = told["rounding"]
    if not rounding:
        return None
    if not re.fullmatch(r"-?\d", rounding) or abs(int(rounding)) > MOST_PLACES:
        wrong("rounding", f"{rounding!r} is no number of decimals.",
              "Write 0 for whole numbers, 1 for one decimal, -3 for thousands.")  # fmt: skip
        return None
    return int(rounding)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
