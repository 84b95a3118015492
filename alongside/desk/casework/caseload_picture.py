"""Caseloads as a picture: a bar a team or worker, on one scale with the bands' edges."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from alongside.desk.casework.caseloads import Line
from alongside.reckon.caseloads import Settings

NAMES, WIDTH, AFTER, ABOVE, BAR, STEP = 285, 430, 130, 26, 18, 30
MOST_NAME = 40  # letters that fit beside a bar


@dataclass(frozen=True)
class Bar:
    """One caseload drawn; `stripes` says by how dense a pattern its band is told."""

    line: Line
    name: str
    y: int
    width: float

    @property
    def middle(self) -> float:
        return self.y + BAR / 2

    @property
    def end(self) -> float:
        return NAMES + self.width


@dataclass(frozen=True)
class Edge:
    """Where a band ends."""

    x: float
    said: str


@dataclass(frozen=True)
class Picture:
    """All bars to one scale; `left` is where they begin."""

    width: int
    height: int
    left: int
    bar: int
    bars: list[Bar]
    edges: list[Edge]


def picture(lines: list[Line], settings: Settings) -> Picture:
    """Draw the caseloads that can be divided, the scale ending past the last band's edge."""
    ends = [band.ends.at for band in settings.bands.bands if band.ends]
    highest = [line.load.each for line in lines if line.load.each is not None]
    most = max([*highest, *(end * Fraction(5, 4) for end in ends), Fraction(1)])

    def wide(number: Fraction) -> float:
        return round(float(number / most) * WIDTH, 1)

    bars = [
        Bar(line, _short(line.name), ABOVE + n * STEP, wide(line.load.each or Fraction(0)))
        for n, line in enumerate(lines)
    ]  # fmt: skip
    edges = [Edge(NAMES + wide(end), f"{float(end):g}") for end in ends]
    height = ABOVE + len(lines) * STEP + 8
    return Picture(NAMES + WIDTH + AFTER, height, NAMES, BAR, bars, edges)


def _short(name: str) -> str:
    return name if len(name) <= MOST_NAME else name[: MOST_NAME - 1].rstrip() + "…"
