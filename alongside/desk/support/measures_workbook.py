"""Time by team and month as a workbook, with the numbers that each share was made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import made_by, spreadsheet
from alongside.desk.support.time_measures import Line, Measures
from alongside.reckon.time_released import LEAST_OFFICERS

SHEET = (
    ("Team", 26), ("Month", 10), ("Officers", 10), ("Officer-days", 13),
    ("Minutes outside the catalogue", 20), ("Minutes noted", 14), ("Share outside", 14),
    ("From", 8), ("To", 8), ("Minutes of social work", 16),
    ("Minutes of business support", 18), ("Times outside", 13), ("Hours released", 14),
    ("From", 8), ("To", 8), ("Of these by reference alone", 18),
    ("FTE social workers there", 16), ("Hours each FTE", 14), ("Pounds, as time", 16),
)  # fmt: skip


def measures_workbook(measures: Measures, user: User) -> bytes:
    """Return a row a team and month that somebody noted time in, and one for all teams."""
    said = [
        "Time of support officers, by team and month, "
        f"as at {day_said(measures.as_at)}. {made_by(user)}",
        "Minutes are reference times, which are estimates, or what was timed or said. Hours "
        "released are time, not cash: nobody is paid less for them.",
        "From and to are 95% limits: of shares, over officer-days; of hours, from timing few "
        "tasks. An empty cell cannot be told from so few.",
        _left_out(measures),
    ]
    return spreadsheet("Time of support officers", said, SHEET, _rows(measures))


def _left_out(measures: Measures) -> str:
    """Say what is not shown, and why: to everybody but who manages the officers."""
    left = measures.left_out(measures.months)
    if not left:
        return "Nothing is left out: every team and month can be told to you."
    return (
        f"“Not shown” are months of {', '.join(left)}: fewer than {LEAST_OFFICERS} officers "
        "noted time, so that one of them could be told, or another such team worked out. "
        "Only who line-manages those officers is shown them."
    )


def _rows(measures: Measures) -> Iterator[tuple]:
    for month in measures.months:
        for team in measures.shown:
            if (team, month[0]) in measures.by_cell:
                yield _row(measures.line(team, [month]), month[0])
        if (whole := measures.whole([month])).spent is None or whole.spent.officers:
            yield _row(whole, month[0])


def _row(line: Line, month) -> tuple:
    named = (line.name, f"{month:%Y-%m}")
    if line.spent is None:
        return (*named, "Not shown", *[""] * (len(SHEET) - 3))
    spent, outside, released = line.spent, line.spent.outside, line.spent.released
    share = outside.share
    return (
        *named, len(spent.officers), outside.days, round(outside.outside),
        round(outside.noted), _decimal(outside.fraction, 3),
        _decimal(share and share.low, 3), _decimal(share and share.high, 3),
        round(spent.upward * 60), round(spent.sideways * 60), spent.times_outside,
        _decimal(released.hours), _decimal(released.low), _decimal(released.high),
        _decimal(released.by_reference), _decimal(line.fte, 2), _decimal(line.each, 2),
        _decimal(line.pounds and line.pounds[0], 0),
    )  # fmt: skip


def _decimal(value: float | None, places: int = 1) -> Decimal | str:
    return "" if value is None else Decimal(f"{value:.{places}f}")
