"""The size of an establishment between two days, drawn as steps of FTE."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.reckon.clock import days_apart
from alongside.reckon.establishment import Line, Size

WIDTH, HEIGHT, LEFT, ABOVE, BELOW = 640, 120, 60, 24, 30


@dataclass(frozen=True)
class Picture:
    """A line that goes up and down with the days; `said` is the same in words."""

    path: str
    first: Decimal
    last: Decimal
    highest: Decimal
    lowest: Decimal
    width: int = LEFT + WIDTH + LEFT
    height: int = ABOVE + HEIGHT + BELOW
    left: int = LEFT
    right: int = LEFT + WIDTH
    ground: int = ABOVE + HEIGHT
    top: int = ABOVE


def picture(first: Size, lines: Sequence[Line], before: date, after: date) -> Picture:
    """Draw the FTE from one day to the other, from nothing up to the most there was."""
    steps: dict[date, Decimal] = defaultdict(Decimal)
    for line in lines:
        steps[line.on] += line.size.fte
    fte, sizes = first.fte, [(before, first.fte)]
    for day in sorted(steps):
        fte += steps[day]
        sizes.append((day, fte))
    highest = max(size for _, size in sizes)
    days = max(days_apart(before, after), 1)

    def across(day: date) -> str:
        return f"{LEFT + WIDTH * days_apart(before, day) / days:.1f}"

    def up(size: Decimal) -> str:
        return f"{ABOVE + HEIGHT * float(1 - size / (highest or 1)):.1f}"

    path = f"M{LEFT} {up(first.fte)}" + "".join(
        f"H{across(day)}V{up(size)}" for day, size in sizes[1:]
    )
    return Picture(
        f"{path}H{LEFT + WIDTH}", first.fte, fte, highest, min(s for _, s in sizes)
    )
