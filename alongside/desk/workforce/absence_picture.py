"""Days lost month by month as a picture: a bar a month, all to one scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.reckon.absence import Share

HEIGHT, ABOVE, BELOW, BAR, STEP, LEFT = 160, 30, 30, 46, 72, 20


@dataclass(frozen=True)
class Bar:
    """A month drawn: its share, and where it stands."""

    label: str
    share: Share | None
    x: int
    top: float
    height: float

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


def picture(months: Iterable[tuple[str, Share | None]]) -> Picture:
    """Draw the share lost of each month, by its name; of a month not shown, no bar."""
    shares = list(months)
    values = [float((share and share.value) or 0) for _, share in shares]
    scale, ground = HEIGHT / (max(values, default=0) or 1), ABOVE + HEIGHT
    bars = [
        Bar(
            label, share, LEFT + n * STEP,
            round(ground - value * scale, 1), round(value * scale, 1),
        )
        for n, ((label, share), value) in enumerate(zip(shares, values, strict=True))
    ]  # fmt: skip
    return Picture(LEFT + len(bars) * STEP, ground + BELOW, ground, BAR, bars)
