"""A year's budget drawn: the budget, what is spent to date, and the forecast, as lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from alongside.reckon.figures import rounded
from alongside.reckon.money.forecast import Forecast, Month

LEFT, STEP, HEIGHT, ABOVE, BELOW, RIGHT = 90, 58, 220, 20, 34, 150


@dataclass(frozen=True)
class Line:
    """One line: its name and end, the points it goes through, and where its name stands."""

    name: str
    kind: str
    points: str
    end: float
    label: float
    said: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    ground: int
    left: int
    right: int
    months: list[tuple[float, str]]
    scale: list[tuple[float, str]]
    lines: list[Line]


def picture(found: Forecast) -> Picture:
    """Draw all from 0, to one scale. Where names would lie on each other they are parted."""
    most = max(
        (max(m.forecast, m.budget) for m in found.months), default=Decimal(0)
    ) or Decimal(1)
    ground = ABOVE + HEIGHT

    def up(pounds: Decimal) -> float:
        return round(ground - HEIGHT * float(max(pounds, Decimal(0)) / most), 1)

    places = [LEFT + (n + 1) * STEP for n in range(len(found.months))]
    spent = [month for month in found.months if month.spent is not None]
    told = [
        ("Budget", "budget", [(m.budget) for m in found.months]),
        ("Forecast", "forecast", [m.forecast for m in found.months]),
        ("Spent", "spent", [m.spent or Decimal(0) for m in spent]),
    ]
    lines = [
        _line(name, kind, pounds, places, up) for name, kind, pounds in told if pounds
    ]
    months = [(x, f"{m.first:%b}") for x, m in zip(places, found.months, strict=True)]
    scale = [(up(most * n / 4), f"£{rounded(most * n / 4, 0):,}") for n in range(5)]
    right = places[-1]
    return Picture(
        right + RIGHT,
        ground + BELOW,
        ground,
        LEFT,
        right,
        months,
        scale,
        _parted(lines),
    )


def _line(name: str, kind: str, pounds: list[Decimal], places: list[int], up) -> Line:
    points = [(LEFT, up(Decimal(0))), *zip(places, map(up, pounds), strict=False)]
    x, y = points[-1]
    said = f"£{rounded(pounds[-1], 0):,}"
    return Line(name, kind, " ".join(f"{a},{b}" for a, b in points), x, y, said)


def _parted(lines: Iterable[Line]) -> list[Line]:
    """Move names apart that stand at the same end, the lowest first."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda each: -each.label):
        below = [each.label for each in found if each.end == line.end]
        label = min([line.label, *(each - 18 for each in below)])
        found.append(
            Line(line.name, line.kind, line.points, line.end, label, line.said)
        )
    return found


def words(found: Forecast) -> str:
    """Say the picture to who does not see it."""
    last = [month for month in found.months if month.spent is not None][-1:]
    spent = "".join(f"Spent to {m.first:%B}: £{rounded(m.spent, 0):,}. " for m in last)
    return (
        f"{spent}Forecast for the year: £{rounded(found.outturn, 0):,}. "
        f"Budget: £{rounded(found.budget, 0):,}. {found.said}."
    )


def rows(found: Forecast) -> list[tuple[Month, Decimal]]:
    """Return each month with how far its printed forecast is from its printed budget."""
    return [
        (month, rounded(month.forecast, 0) - rounded(month.budget, 0))
        for month in found.months
    ]
