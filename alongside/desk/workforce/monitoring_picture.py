"""A series as a picture: months along, the figure up, its middle and its limits.

A month that breaks a rule is a filled diamond, all others open circles, so that colour
only repeats what the shape says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from alongside.desk.workforce.monitoring_series import Month, Series
from alongside.reckon.monitoring import gap

HEIGHT, TOP, FOOT, LEFT, STEP, RIGHT = 180, 24, 44, 56, 46, 16


@dataclass(frozen=True)
class Dot:
    """One month drawn."""

    month: Month
    x: float
    y: float
    label: str

    @property
    def diamond(self) -> str:
        return f"M{self.x} {self.y - 7}l7 7l-7 7l-7 -7z"


@dataclass(frozen=True)
class Line:
    """A stretch of middle or limit, level over the months it holds for."""

    kind: str
    path: str


@dataclass(frozen=True)
class Tick:
    y: float
    label: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    ground: int
    trace: str
    dots: list[Dot]
    lines: list[Line]
    ticks: list[Tick]
    anew: list[float]


def picture(series: Series) -> Picture:
    """Draw a series from 0 to its highest number, limits among them."""
    scale, places = series.ratio.scale, series.ratio.places
    most = max(_reach(month) for month in series.months) or 1.0
    ground = TOP + HEIGHT

    def up(value: float) -> float:
        return round(ground - HEIGHT * value / most, 1)

    stand = _places(series.months)
    dots = [
        Dot(month, LEFT + STEP * (n + 0.5), up(_value(month)), f"{month.month:%b %Y}")
        for n, month in zip(stand, series.months, strict=True)
    ]
    ticks = [
        Tick(up(part), str(round(Decimal(part * scale), places)))
        for part in (0.0, most / 2, most)
    ]
    return Picture(
        LEFT + STEP * (stand[-1] + 1) + RIGHT, ground + FOOT, ground, _trace(dots), dots,
        [
            Line(kind, _level(stand, series.months, name, up))
            for kind, name in (("middle", "middle"), ("limit", "low"), ("limit", "high"))
        ],
        ticks, [dot.x - STEP / 2 for dot in dots if dot.month.first_of_phase],
    )  # fmt: skip


def _value(month: Month) -> float:
    return float(month.figure.numerator / month.figure.denominator)


def _reach(month: Month) -> float:
    return max(_value(month), month.limits.high or 0, month.limits.middle)


def _trace(dots: list[Dot]) -> str:
    """Return a path from month to month, broken where one or more are missing."""
    path = f"M{dots[0].x} {dots[0].y}"
    for one, other in pairwise(dots):
        on = "M" if gap(one.month.month, other.month.month) else "L"
        path += f"{on}{other.x} {other.y}"
    return path


def _places(months: tuple[Month, ...]) -> list[int]:
    """Return where each month stands: a place is left free wherever any are missing."""
    places = [0]
    for one, other in pairwise(months):
        places.append(places[-1] + (2 if gap(one.month, other.month) else 1))
    return places


def _level(places: list[int], months: tuple[Month, ...], name: str, up) -> str:
    """Return a path that is level over each month, and broken where there is no limit."""
    path = []
    for n, month in zip(places, months, strict=True):
        value = getattr(month.limits, name)
        if value is not None:
            path.append(f"M{LEFT + STEP * n} {up(value)}h{STEP}")
    return "".join(path)
