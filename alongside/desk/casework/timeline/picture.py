"""Draws the picture: where each clock's bar and each event's sign goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.desk.casework.models import Due, Happening
from alongside.desk.casework.timeline import lanes, stretches
from alongside.desk.casework.timeline.drawing import (
    AXIS,
    HEAD,
    ROW,
    Band,
    Bar,
    Lane,
    Picture,
    Piece,
    Row,
    Sign,
    Words,
)
from alongside.desk.casework.timeline.lanes import LANES, OTHER, Group, Stay
from alongside.desk.casework.timeline.stretches import Stretch
from alongside.desk.casework.timeline.window import WIDTH, Window
from alongside.desk.casework.timeline.words import said_of_clock, short, story
from alongside.reckon.rulebook import Rulebook

LEVEL, GAP = 20, 16  # the height of a level; room between signs
LETTER = 6.2  # the width of a letter
LEAST = 6  # lateness is never drawn thinner, so that no sign hides it


@dataclass(frozen=True)
class Scene:
    """What is to be drawn, and for when."""

    happenings: Sequence[Happening]
    dues: Sequence[Due]
    rules: Rulebook
    window: Window
    today: date

    def days(self, kind: str) -> list[date]:
        return [each.on for each in self.happenings if each.kind == kind]

    def signs(self, kinds: Iterable[str]) -> list[Sign]:
        """The events of these kinds in the window, in order."""
        kinds = set(kinds)
        return [
            Sign(
                self.window.x(each.on),
                lanes.shape_of(each.kind),
                f"{lanes.title_of(each.kind)}, {short(each.on)}",
            )
            for each in sorted(self.happenings, key=lambda each: each.on)
            if each.kind in kinds and self.window.holds(each.on)
        ]


def draw(
    happenings: Sequence[Happening],
    dues: Sequence[Due],
    rules: Rulebook,
    window: Window,
    today: date,
) -> Picture:
    """Return the picture of these events and clocks in the window, as on a day."""
    scene = Scene(happenings, dues, rules, window, today)
    rows = lanes.groups(rules, {due.rule for due in dues})
    drawn = [_lane(code, rows, scene) for code in LANES]
    kept = [lane for lane in drawn if lane.rows or lane.bands]
    _stack(kept)
    return Picture(
        kept,
        window.ticks(),
        window.x(today),
        story(happenings, dues, window, today),
    )


def _stack(kept: Iterable[Lane]) -> None:
    """Place the lanes under the axis, and in each its rows under its heading."""
    top: float = AXIS
    for lane in kept:
        lane.y, below = top, HEAD
        for row in lane.rows:
            row.y = below
            below += row.height
        top += lane.height


def _lane(code: str, rows: Sequence[Group], scene: Scene) -> Lane:
    lane = LANES[code]
    mine = [group for group in rows if group.lane == code]
    drawn = [
        _steps(code, mine, scene),
        *([_stays(lane.stays, scene)] if lane.stays else []),
        *(_clocks(group, scene) for group in mine),
    ]
    bands = list(_bands(lane.band, scene)) if lane.band else []
    return Lane(lane.title, bands, [row for row in drawn if row.bars or row.signs])


def _steps(code: str, mine: Sequence[Group], scene: Scene) -> Row:
    """The row of events that complete no clock and begin or end no placement."""
    elsewhere = {kind for group in mine for kind in group.kinds}
    if stays := LANES[code].stays:
        elsewhere |= {stays.opens, stays.closes}
    kinds = {
        each.kind
        for each in scene.happenings
        if lanes.LANE_OF_EVENT.get(each.kind, OTHER) == code
    }
    row = Row(LANES[code].steps, signs=scene.signs(kinds - elsewhere))
    levels = pack([(sign.x, sign.x + GAP) for sign in row.signs])
    _spread(row, row.signs, levels)
    return row


def _stays(stay: Stay, scene: Scene) -> Row:
    """One row of states that follow one another."""
    row = Row(stay.title, signs=scene.signs([stay.opens, stay.closes]))
    opens, closes = scene.days(stay.opens), scene.days(stay.closes)
    for first, last in stretches.of_stays(opens, closes, successive=True):
        x, width, said = _extent(first, last, scene)
        if width:
            words = _inside(said, x, width)
            row.bars.append(Bar([Piece("stay", x, width)], f"Placement {said}", words))
    _spread(row, [*row.bars, *row.signs], [0] * len([*row.bars, *row.signs]))
    return row


def _bands(stay: Stay, scene: Scene) -> Iterator[Band]:
    opens, closes = scene.days(stay.opens), scene.days(stay.closes)
    for first, last in stretches.of_stays(opens, closes):
        x, width, said = _extent(first, last, scene)
        if not width:
            continue
        full = f"{stay.title}, {said}"
        words = next((w for w in (full, stay.title) if _fits(w, width)), "")
        begins, ends = (day and scene.window.holds(day) for day in (first, last))
        yield Band(x, width, words, full, bool(begins), bool(ends))


def _extent(first: date | None, last: date | None, scene: Scene):
    """Return where a state is drawn, how wide, and when it was in words."""
    x = scene.window.x(first or date.min)
    until = scene.window.x(last or scene.today)
    parts = [
        f"from {short(first)}" if first else "",
        f"to {short(last)}" if last else "",
    ]
    return x, round(until - x, 1), " ".join(filter(None, parts))


def _clocks(group: Group, scene: Scene) -> Row:
    """A row of clocks of one sort, with the events that complete them."""
    row = Row(group.title, signs=scene.signs(group.kinds))
    mine = sorted(
        (due for due in scene.dues if due.rule in group.codes),
        key=lambda due: (due.started_on, due.due_on or due.started_on),
    )
    for due in mine:
        found = stretches.of_clock(due, scene.today, group.repeats)
        ends = found[-1].last if found else due.started_on
        if scene.window.touches(due.started_on, ends):
            row.bars.append(_bar(due, found, group, scene))
            row.signs += _without_event(due, row.signs, scene)
    levels = pack(
        [(bar.pieces[0].x, bar.pieces[-1].right) for bar in row.bars if bar.pieces]
    )
    row.bars = [bar for bar in row.bars if bar.pieces]
    _spread(row, row.bars, levels)
    _follow(row, scene)
    return row


def _bar(due: Due, found: Sequence[Stretch], group: Group, scene: Scene) -> Bar:
    pieces = [piece for s in found if (piece := _piece(s, scene.window)).width]
    said = said_of_clock(due, group.title)
    words = _words(due, pieces, scene.today) if due.status == Due.Status.OPEN else None
    return Bar(pieces, said, words, due.completed_on)


def _piece(stretch: Stretch, window: Window) -> Piece:
    x, until = window.x(stretch.first), window.x(stretch.last)
    if stretch.kind == "over" and until > x:
        x = min(x, until - LEAST)
    return Piece(stretch.kind, x, round(until - x, 1))


def _words(due: Due, pieces: Sequence[Piece], today: date) -> Words | None:
    """What stands beside a running clock: inside it where that fits."""
    if not (due.due_on and pieces):
        return None
    late = due.due_on < today
    text = "Overdue" if late else f"Due {short(due.due_on, False)}"
    box, right = pieces[0], pieces[-1].right
    if not late and box.kind == "ahead" and _fits(text, box.width - 12):
        return Words(text, round(box.right - 6, 1), "end", late)
    if right + 6 + len(text) * LETTER <= WIDTH:
        return Words(text, round(right + 6, 1), "start", late)
    return Words(text, round(box.x - 8, 1), "end", late)


def _without_event(due: Due, signs: Sequence[Sign], scene: Scene) -> list[Sign]:
    """A sign for what became of a clock, where no event's sign shows it."""
    unclear = due.status in stretches.UNCLEAR
    day = due.started_on if unclear else due.completed_on
    if day is None or not scene.window.holds(day):
        return []
    x = scene.window.x(day)
    if not unclear and any(sign.x == x for sign in signs):
        return []
    title = lanes.title_of(due.rule)
    shape = "question" if unclear else "tick"
    return [Sign(x, shape, said_of_clock(due, title))]


def _follow(row: Row, scene: Scene) -> None:
    """Put each sign on the level of the clock it completes."""
    levels = {scene.window.x(bar.done_on): bar.y for bar in row.bars if bar.done_on}
    for sign in row.signs:
        sign.y = levels.get(sign.x, row.middle)


def _spread(row: Row, things: Sequence[Bar | Sign], levels: Sequence[int]) -> None:
    """Make the row as tall as its levels need, and place things on theirs."""
    count = max(levels, default=0) + 1
    row.height = max(ROW, ROW - LEVEL + LEVEL * count)
    top = row.middle - LEVEL * (count - 1) / 2
    for thing, level in zip(things, levels, strict=True):
        thing.y = top + LEVEL * level


def pack(extents: Sequence[tuple[float, float]]) -> list[int]:
    """Return the first level on which each extent overlaps none before it."""
    ends: list[float] = []
    levels = []
    for first, last in extents:
        free = (n for n, end in enumerate(ends) if end < first + 1)
        level = next(free, len(ends))
        ends[level : level + 1] = [last]
        levels.append(level)
    return levels


def _fits(text: str, width: float) -> bool:
    return len(text) * LETTER + 12 <= width


def _inside(text: str, x: float, width: float) -> Words | None:
    return Words(text, x + 12, "start") if _fits(text, width - 12) else None
