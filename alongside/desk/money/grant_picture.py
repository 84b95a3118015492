"""A grant drawn: awarded, and beneath it the parts of that, each beginning where the last ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from alongside.reckon.money.grants import Position

WIDTH, LEFT, HIGH, STEP, TOP = 520, 150, 22, 34, 10
PARTS = (
    ("Spent", "spent"),
    ("Committed", "committed"),
    ("Left", "left"),
    ("Not allocated", "unallocated"),
)


@dataclass(frozen=True)
class Bar:
    """A bar: what it is, its pounds, and where it lies."""

    label: str
    pounds: Decimal
    kind: str
    x: float
    y: int
    width: float
    high: int = HIGH

    @property
    def middle(self) -> int:
        return self.y + HIGH - 6

    @property
    def after(self) -> float:
        return self.x + self.width + 6


@dataclass(frozen=True)
class Picture:
    bars: list[Bar]
    said: str
    width: int = LEFT + WIDTH + 120
    left: int = LEFT - 10

    @property
    def high(self) -> int:
        return TOP + STEP * len(self.bars)


def picture(stands: Position) -> Picture | None:
    """Draw where a grant stands; None where nothing was awarded."""
    if stands.awarded <= 0:
        return None
    rows = [("Awarded", "whole", stands.awarded, Decimal(0))]
    begins = Decimal(0)
    for label, name in PARTS:
        pounds = getattr(stands, name)
        rows.append((label, name, pounds, begins))
        begins += pounds
    rows.append(("Released", "whole", stands.released, Decimal(0)))
    rows.append(("Received", "whole", stands.received, Decimal(0)))
    if stands.repaid:
        rows.append(("Paid back", "whole", stands.repaid, Decimal(0)))
    bars = [
        Bar(label, pounds, kind, LEFT + _wide(begins, stands), TOP + at * STEP, _wide(pounds, stands))
        for at, (label, kind, pounds, begins) in enumerate(rows)
    ]  # fmt: skip
    said = "; ".join(f"{bar.label.lower()} £{bar.pounds:,.2f}" for bar in bars)
    return Picture(bars, f"Of the grant: {said}.")


def _wide(pounds: Decimal, stands: Position) -> float:
    return round(WIDTH * float(pounds / stands.awarded), 1)
