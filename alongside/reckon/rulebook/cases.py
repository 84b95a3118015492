"""The worked cases: dates worked by hand from the law, by which the book is tested.

They stand in `worked/`, a file a service. Tests hold every rule to them, the manual
prints them, and the desk shows them beside the rule.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from alongside.reckon.clock import LONDON


@dataclass(frozen=True)
class Case:
    """One date worked by hand: a start, the last day in time, and why.

    Of a limit in hours both may be moments, on London's clocks.
    """

    code: str
    starts: date
    due: date
    why: str


@cache
def worked_cases() -> dict[str, list[Case]]:
    """Return the worked cases (`code,starts,due,why`), by rule."""
    cases: dict[str, list[Case]] = {}
    folder = files("alongside.reckon.rulebook") / "worked"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".csv"):
            continue
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            starts, due = _read(row["starts"]), _read(row["due"])
            case = Case(row["code"], starts, due, row["why"])
            cases.setdefault(case.code, []).append(case)
    return cases


def _read(text: str) -> date:
    if "T" in text:
        return datetime.fromisoformat(text).replace(tzinfo=LONDON)
    return date.fromisoformat(text)
