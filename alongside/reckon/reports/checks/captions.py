"""Captions of tables: each has one where any has, and their numbers run on without a gap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from alongside.reckon.reports.checks.grids import Grid
from alongside.reckon.reports.outline import tables
from alongside.reckon.reports.report import Finding, Report, Table

_NUMBERED = re.compile(r"Table\s+(?P<number>\d+)\b", re.IGNORECASE)
_FEW = 2  # a box of a line or two on the front page needs no caption


def check(report: Report) -> Iterator[Finding]:
    found = [
        (where, match and int(match["number"]), table)
        for where, _, table in tables(report)
        for match in [_NUMBERED.match(table.caption)]
    ]
    numbers = [number for _, number, _ in found if number]
    times = Counter(numbers)
    last = 0
    appended = _appended(report)
    for where, number, table in found:
        if not number:
            told = len(table.rows) > _FEW and Grid(table).numeric
            if numbers and told and not table.caption and where not in appended:
                yield _finding(
                    where, "The table has no caption, and others have.", "likely"
                )
            continue
        if times[number] > 1 and number <= last:
            yield _finding(
                where, f"More than one table is called Table {number}.", "certain"
            )
        elif number != last + 1:
            due = "the first" if not last else f"after Table {last}"
            yield _finding(
                where,
                f"Table {number} is {due}, where Table {last + 1} is due.",
                "likely",
            )
        last = max(last, number)


def _appended(report: Report) -> set[str]:
    """Return the tables of appendices, which are named by these."""
    found, within = set(), False
    for where, part in report.placed():
        if isinstance(part, Table):
            found |= {where} if within else set()
        elif part.level:
            within = bool(re.match(r"appendi|annex", part.text, re.IGNORECASE))
    return found


def _finding(where: str, what: str, sure: str) -> Finding:
    do = "Number the tables in order, each with a caption, and check what refers to them."
    return Finding(
        "caption", where, what, do, "certain" if sure == "certain" else "likely"
    )
