"""The weeks ahead as a picture: the cases expected, and the interval as a striped band."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.reckon.caseloads import Forecast
from alongside.reckon.caseloads.ahead import Week

HEIGHT, ABOVE, BELOW, LEFT, STEP, RIGHT = 210, 20, 50, 60, 78, 60


@dataclass(frozen=True)
class Point:
    """A week drawn: where it stands, and where its interval begins and ends."""

    day: date
    week: Week
    x: int
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class Drawn:
    """The points, the line through them, the outline of the interval, and the scale."""

    width: int
    height: int
    left: int
    ground: int
    points: list[Point]
    line: str
    area: str
    scale: list[tuple[int, float]]


def drawn(told: Forecast, day: date) -> Drawn:
    """Draw a forecast from its day; the scale begins near the lowest, and says where."""
    now = Week(0, told.now, told.now, told.now)
    weeks = [now, *told.weeks]
    lowest, highest = min(w.low for w in weeks), max(w.high for w in weeks)
    span = max(highest - lowest, 1)

    def place(number: float) -> float:
        return round(ABOVE + (highest - number) / span * HEIGHT, 1)

    points = [
        Point(
            day + timedelta(weeks=week.ahead),
            week,
            LEFT + week.ahead * STEP,
            place(week.expected),
            place(week.low),
            place(week.high),
        )
        for week in weeks
    ]
    line = "M" + "L".join(f"{p.x} {p.y}" for p in points)
    up = [f"{p.x} {p.high}" for p in points]
    down = [f"{p.x} {p.low}" for p in reversed(points)]
    marks = sorted({round(lowest), round((lowest + highest) / 2), round(highest)})
    return Drawn(
        LEFT + STEP * (len(weeks) - 1) + RIGHT,
        ABOVE + HEIGHT + BELOW,
        LEFT,
        ABOVE + HEIGHT,
        points,
        line,
        "M" + "L".join([*up, *down]) + "Z",
        [(mark, place(mark)) for mark in marks],
    )
