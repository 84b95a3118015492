"""The weeks ahead as a picture: a bar a week, and a line for what could be done in it."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.desk.casework.ahead import Week

HEIGHT, ABOVE, BELOW, BAR, STEP, LEFT = 200, 30, 58, 46, 72, 20


@dataclass(frozen=True)
class Bar:
    """One week drawn: where it stands, how high, and where its line runs."""

    week: Week
    x: int
    top: float
    height: float
    possible: float | None

    @property
    def middle(self) -> float:
        return self.x + BAR / 2


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    ground: int
    bar: int
    bars: list[Bar]


def picture(weeks: list[Week]) -> Picture:
    """Draw the weeks to one scale, the tallest of bars and lines filling the height."""
    tallest = max((max(week.due, week.possible or 0) for week in weeks), default=0)
    scale, ground = HEIGHT / (tallest or 1), ABOVE + HEIGHT

    def high(number: float) -> float:
        return round(number * scale, 1)

    bars = [
        Bar(
            week,
            LEFT + n * STEP,
            round(ground - high(week.due), 1),
            high(week.due),
            None if week.possible is None else round(ground - high(week.possible), 1),
        )
        for n, week in enumerate(weeks)
    ]
    width = LEFT + len(weeks) * STEP
    return Picture(width, ground + BELOW, ground, BAR, bars)
