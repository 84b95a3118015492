"""Of which year a return tells: of every review of that year, and of none before it.

The year of the children in need census and of the SSDA903 runs from 1 April to 31 March
(Department for Education, guides to both returns).
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from alongside.reckon.intake.findings import NOTE, Findings
from alongside.reckon.intake.layouts import layouts
from alongside.reckon.records import TABLES, Records

_ELSE = ("ssd_cla_episodes", "ssd_cp_plans")


def tell_year(
    records: Records, book: str, stated: date | None, findings: Findings
) -> None:
    """Note in the records since when a return's tables are complete, and say so.

    `stated` is the day that the return itself says it is for. Without one, the year is
    that in which most of the rows lie, so that a mistyped day moves nothing.
    """
    for table in _of_year(book) & records.rows.keys():
        first = _first_day(stated) if stated else _year_of_most(records, table)
        if first:
            records.complete_since[table] = first
            _say(first, findings)


def _of_year(book: str) -> frozenset[str]:
    made = (each for layout in layouts(book).values() for each in layout.makes)
    return frozenset(each.table for each in made if each.of_year)


def _year_of_most(records: Records, table: str) -> date | None:
    """Return the first day of the year of most rows of a table; if it has none, of the
    latest that is told of periods of care and plans."""
    years = Counter(map(_first_day, _days(records, table)))
    if years:
        return max(years, key=lambda year: (years[year], year))
    told = [day for name in _ELSE for day in _days(records, name)]
    return _first_day(max(told)) if told else None


def _days(records: Records, table: str) -> list[date]:
    dates = TABLES[table].dates
    cells = (row.get(name) for row in records.rows.get(table, ()) for name in dates)
    return [cell for cell in cells if isinstance(cell, date)]


def _first_day(day: date) -> date:
    april = day.replace(month=4, day=1)
    return april if day >= april else april.replace(year=day.year - 1)


def _say(first: date, findings: Findings) -> None:
    findings.add(
        NOTE,
        "A return tells of the reviews of its own year alone: those in it were taken as all "
        f"since {first.day} {first:%B %Y}, and what was held before is not known.",
        "If it was made for another year, check the dates in it.",
    )
