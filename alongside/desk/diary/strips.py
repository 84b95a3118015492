"""Each day of somebody's week drawn as a strip, beside the words that say the same."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from alongside.desk.diary.calendar_models import Busy
from alongside.desk.diary.wall import LONDON

if TYPE_CHECKING:
    from alongside.desk.diary.week import Day

OPENS, CLOSES = time(8), time(18)  # what a strip shows of a day


class Piece(NamedTuple):
    """A part of a strip: minutes from its left edge, how many, and what it stands for."""

    left: int
    wide: int
    kind: str


def strip(day: Day) -> list[Piece]:
    """Return a day as it is drawn: when somebody can be met, and what is on it."""
    drawn = [] if day.away else [("hours", *each) for each in day.stretches]
    drawn += [
        (_kind(each.status), each.starts_at, each.ends_at) for each in day.entries
    ]
    pieces = [_piece(day.day, *each) for each in drawn]
    return [each for each in pieces if each.wide > 0]


def _kind(status: str) -> str:
    return (
        status if status in (Busy.Status.TENTATIVE, Busy.Status.ELSEWHERE) else "busy"
    )


def _piece(day: date, kind: str, starts: datetime, ends: datetime) -> Piece:
    opens, closes = (datetime.combine(day, at, LONDON) for at in (OPENS, CLOSES))
    left, right = (
        _minutes(opens, min(max(at, opens), closes)) for at in (starts, ends)
    )
    return Piece(left, right - left, kind)


def _minutes(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds() // 60)
