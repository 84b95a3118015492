"""Events and clocks that stand in no database, and the picture of them, for the tests."""

from __future__ import annotations

from datetime import date

from alongside.desk.casework.models import Due, Happening
from alongside.desk.casework.timeline import draw, window
from alongside.reckon.rulebook import england

TODAY = date(2026, 11, 22)
RULES = england()


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(kind: str, on: str) -> Happening:
    return Happening(kind=kind, on=day(on))


def clock(rule: str, start: str, due: str, status: str, **days) -> Due:
    days = {name: day(value) for name, value in days.items()}
    return Due(rule=rule, started_on=day(start), due_on=day(due), status=status, **days)


def a_year(events=(), dues=()):
    """Draw in the usual window; something long ago keeps it from being shortened."""
    shown = window("1y", TODAY, [day("2020-01-01")])
    return draw(list(events), list(dues), RULES, shown, TODAY)


def row(picture, label):
    return next(r for lane in picture.lanes for r in lane.rows if r.label == label)


def drawn(picture, label):
    bars = row(picture, label).bars
    return [[(p.kind, p.x, p.right) for p in bar.pieces] for bar in bars]
