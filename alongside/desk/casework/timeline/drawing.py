"""What is on the picture, and where: lanes of rows, each with bars and signs.

Places are in units of the drawing (`window.WIDTH` across). A row's bars and signs are
placed from its own top, a lane's rows from the lane's.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from datetime import date

from alongside.desk.casework.timeline import lanes, stretches
from alongside.desk.casework.timeline.window import WIDTH, Tick

AXIS, HEAD, ROW, EDGE = (
    60,
    26,
    32,
    10,
)  # of the months, a lane's heading, a row; a margin
LABEL = 22  # letters to a line of a row's label
BOXES = {"run": 5, "over": 20, "ahead": 18, "stay": 20}  # heights; the others are lines


@dataclass
class Sign:
    """An event, by its shape."""

    x: float
    shape: str
    said: str
    y: float = 0


@dataclass
class Piece:
    """A stretch of a bar. Its path is drawn about the bar's own height."""

    kind: str
    x: float
    width: float

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def path(self) -> str:
        height = BOXES.get(self.kind)
        if height is None:
            return f"M{self.x} 0h{self.width}"
        return f"M{self.x} {-height / 2}h{self.width}v{height}h-{self.width}z"


@dataclass
class Words:
    text: str
    x: float
    anchor: str = "start"
    late: bool = False


@dataclass
class Bar:
    """A clock, or a state: pieces one after another on one level."""

    pieces: list[Piece]
    said: str
    words: Words | None = None
    done_on: date | None = None
    y: float = 0


@dataclass
class Row:
    label: str
    bars: list[Bar] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    height: float = ROW
    y: float = 0

    @property
    def labelled(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.words]

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.height / 2

    @property
    def lines(self) -> list[tuple[float, str]]:
        """The label's lines and where each stands."""
        lines = textwrap.wrap(self.label, LABEL)
        first = self.middle - 7 * (len(lines) - 1) + 4
        return [(first + 14 * n, line) for n, line in enumerate(lines)]


@dataclass
class Band:
    """A plan or period of care, behind the rows of its lane."""

    x: float
    width: float
    label: str
    said: str
    begins: bool
    ends: bool

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)


@dataclass
class Lane:
    title: str
    bands: list[Band]
    rows: list[Row]
    y: float = 0

    @property
    def height(self) -> float:
        return HEAD + sum(row.height for row in self.rows)


@dataclass
class Picture:
    lanes: list[Lane]
    ticks: list[Tick]
    today: float
    desc: str
    left: float = -EDGE
    width: float = WIDTH + 2 * EDGE

    @property
    def height(self) -> float:
        return AXIS + sum(lane.height for lane in self.lanes)

    @property
    def opens_at(self) -> float:
        """How far across, as a share, the newest thing up to today lies.

        A window too narrow for the picture opens there, and not on empty months.
        """
        rows = [row for lane in self.lanes for row in lane.rows]
        ends = [sign.x for row in rows for sign in row.signs]
        ends += [bar.pieces[-1].right for row in rows for bar in row.bars]
        newest = min(max(ends, default=self.today), self.today)
        return round((newest - self.left) / self.width, 3)

    @property
    def banded(self) -> bool:
        return any(lane.bands for lane in self.lanes)

    @property
    def shapes(self) -> list[tuple[str, str]]:
        """The shapes drawn, in the order met, with what they stand for."""
        met = {
            s.shape: 1 for lane in self.lanes for row in lane.rows for s in row.signs
        }
        return [(shape, lanes.meaning(shape)) for shape in met]

    @property
    def kinds(self) -> list[tuple[Piece, str]]:
        """A sample of each outline and pattern drawn, with what it stands for."""
        met = {
            piece.kind
            for lane in self.lanes
            for row in lane.rows
            for bar in row.bars
            for piece in bar.pieces
        }
        return [
            (Piece(kind, 0, 44), words)
            for kind, words in stretches.MEANINGS.items()
            if kind in met
        ]
