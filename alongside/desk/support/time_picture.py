"""A year of months as a picture: a bar a month to one scale, with its interval as a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEIGHT, ABOVE, BELOW, BAR, STEP, LEFT = 160, 34, 30, 44, 74, 20


@dataclass(frozen=True)
class Value:
    """A month's value with its limits, and how it is said; `value` is None where not told."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    short: str
    said: str


@dataclass(frozen=True)
class Bar:
    """A month drawn: its bar, and its interval as a line beside the bar's middle."""

    value: Value
    x: int
    top: float
    height: float
    low: float | None
    high: float | None

    @property
    def middle(self) -> float:
        return self.x + BAR / 2

    @property
    def above(self) -> float:
        """Where the figure stands: over the bar and its interval."""
        return min(self.top, self.top if self.high is None else self.high)


@dataclass(frozen=True)
class Picture:
    name: str
    title: str
    width: int
    height: int
    ground: int
    bar: int
    bars: list[Bar]


def picture(name: str, title: str, values: Iterable[Value]) -> Picture:
    """Draw months from 0 to the highest limit; of a month that is not told, no bar."""
    values = list(values)
    most = max((each.high or each.value or 0 for each in values), default=0) or 1
    ground = ABOVE + HEIGHT

    def up(value: float | None) -> float | None:
        return None if value is None else round(ground - HEIGHT * value / most, 1)

    bars = [
        Bar(
            each, LEFT + n * STEP, up(each.value or 0), round(HEIGHT * (each.value or 0) / most, 1),
            up(each.low), up(each.high),
        )
        for n, each in enumerate(values)
    ]  # fmt: skip
    return Picture(
        name, title, LEFT + len(bars) * STEP, ground + BELOW, ground, BAR, bars
    )
