"""Pictures of a pilot as plain SVG: teams, arms and their gap; and all the splits as dots.

They hold neither style nor script, and can be read aloud: a title, and a description made
of the same figures. Pilot teams are whole lines with squares, the others dashed lines with
rings: the colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from alongside.reckon.pilots.assignments import Chosen, assignments
from alongside.reckon.pilots.inference import Numbers, differences, extreme
from alongside.reckon.pilots.trends import Picture

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BELOW = 720, 200, 64, 16, 34, 36
PILOT, OTHERS, FAINT = "#12436D", "#A8400B", 0.35
MOST_DOTS = 1_000
COLUMNS, DOT = 41, 7.5


@dataclass(frozen=True)
class _Frame:
    """A box of the picture: how values and periods become places in it."""

    top: float
    low: float
    high: float
    periods: int

    @property
    def bottom(self) -> float:
        return self.top + HEIGHT

    def x(self, place: float) -> float:
        step = (WIDTH - LEFT - RIGHT) / max(1, self.periods)
        return round(LEFT + step * (place + 0.5), 1)

    def y(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return round(self.bottom - HEIGHT * part, 1)


def event_picture(
    name: str, title: str, found: Picture, periods: Sequence[str], unit: str
) -> str:
    """Return an SVG of team lines with the arms' means, and below it the gap with its band.

    `name` makes the picture's ids its own on a page; `unit` is written at the axes. Raises
    ValueError where no figure at all is known.
    """
    start = int(np.argmax(found.after))
    upper = _frame(TOP, found.values, len(periods))
    banded = [value for each in found.gaps for value in (each.gap, *each.interval, 0.0)]
    lower = _frame(upper.bottom + BELOW + TOP, np.array(banded), len(periods))
    parts = [
        *_axes(upper, f"Each team, and each group's mean ({unit})", periods, start),
        *_teams(upper, found),
        *_axes(lower, f"The gap, over that before the start ({unit})", periods, start),
        *_gaps(lower, found),
    ]
    height = lower.bottom + BELOW
    return _svg(name, title, _event_said(found, periods, unit), height, parts)


def _frame(top: float, values: Numbers, periods: int) -> _Frame:
    known = values[np.isfinite(values)]
    if not len(known):
        raise ValueError("There is no figure to draw. Read the panel's findings.")
    low, high = float(known.min()), float(known.max())
    margin = 0.05 * (high - low) or 1.0
    return _Frame(top, low - margin, high + margin, periods)


def _axes(
    frame: _Frame, heading: str, periods: Sequence[str], start: int
) -> Iterator[str]:
    yield _text(LEFT, frame.top - 12, heading, "start", weight="bold")
    for value in ticks(frame.low, frame.high):
        yield _line(
            [(LEFT, frame.y(value)), (WIDTH - RIGHT, frame.y(value))], "#ccc", 1
        )
        yield _text(LEFT - 8, frame.y(value) + 4, f"{value:g}", "end")
    every = max(1, len(periods) // 8)
    for place in range(0, len(periods), every):
        yield _text(frame.x(place), frame.bottom + 18, periods[place], "middle")
    x = frame.x(start - 0.5)
    yield _line([(x, frame.top), (x, frame.bottom)], "#444", 1.5, dashes="2 3")
    side = "end" if start > len(periods) / 2 else "start"
    yield _text(
        x - 4 if side == "end" else x + 4, frame.top + 12, "the pilot begins", side
    )


def _teams(frame: _Frame, found: Picture) -> Iterator[str]:
    for row, ours in zip(found.values, found.pilot, strict=True):
        yield from _series(frame, row, ours, 1, FAINT)
    for ours, row in zip((True, False), found.arms, strict=True):
        yield from _series(frame, row, ours, 3, 1.0)
        yield from _marks(frame, row, ours)
    yield from _key(frame.top - 16)


def _key(y: float) -> Iterator[str]:
    """What the two lines are, in words beside their own marks."""
    for x, ours, words in ((490, True, "pilot teams"), (610, False, "other teams")):
        yield _line([(x, y), (x + 24, y)], *_ink(ours, 3, 1.0))
        yield _mark(x + 12, y, ours)
        yield _text(x + 30, y + 4, words, "start")


def ticks(low: float, high: float) -> list[float]:
    """Round values within: steps of 1, 2 or 5 times a power of 10, four of them or more."""
    rough = (high - low) / 4
    power = 10.0 ** np.floor(np.log10(rough))
    step = max(each * power for each in (1, 2, 5) if each * power <= rough * 1.001)
    first, last = int(np.ceil(low / step)), int(np.floor(high / step))
    return [float(f"{place * step:.12g}") for place in range(first, last + 1)]


def _ink(ours: bool, width: float, opacity: float) -> tuple[str, float, float, str]:
    return (PILOT if ours else OTHERS), width, opacity, ("" if ours else "6 4")


def _series(
    frame: _Frame, row: Numbers, ours: bool, width: float, opacity: float
) -> Iterator[str]:
    """A line a stretch: a gap in the figures is a gap in the line."""
    known = np.flatnonzero(np.isfinite(row))
    stretches = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    for stretch in stretches:
        points = [(frame.x(place), frame.y(row[place])) for place in stretch]
        yield _line(points, *_ink(ours, width, opacity))


def _marks(frame: _Frame, row: Numbers, ours: bool) -> Iterator[str]:
    for place in np.flatnonzero(np.isfinite(row)):
        yield _mark(frame.x(int(place)), frame.y(row[place]), ours)


def _mark(x: float, y: float, ours: bool) -> str:
    if ours:
        corner = f'x="{x - 4:.1f}" y="{y - 4:.1f}"'
        return f'<rect {corner} width="8" height="8" fill="{PILOT}"/>'
    return (
        f'<circle cx="{x}" cy="{y}" r="4" fill="#fff" stroke="{OTHERS}" '
        'stroke-width="2"/>'
    )


def _gaps(frame: _Frame, found: Picture) -> Iterator[str]:
    ground = frame.y(0.0)
    yield _line([(LEFT, ground), (WIDTH - RIGHT, ground)], "#000", 1.5)
    for place, each in enumerate(found.gaps):
        x, (low, high) = frame.x(place), each.interval
        if np.isfinite(low) and np.isfinite(high):
            yield _line([(x, frame.y(low)), (x, frame.y(high))], PILOT, 3, 0.45)
        if np.isfinite(each.gap):
            yield _mark(x, frame.y(each.gap), True)


def _event_said(found: Picture, periods: Sequence[str], unit: str) -> str:
    ours, others = int(found.pilot.sum()), int((~found.pilot).sum())
    parts = [f"{ours} pilot teams and {others} other teams, in {unit}."]
    for place, each in enumerate(found.gaps):
        if np.isfinite(each.gap):
            when = "after" if found.after[place] else "before"
            low, high = each.interval
            band = f" ({low:+.3g} to {high:+.3g})" if np.isfinite(low) else ""
            parts.append(f"{periods[place]}, {when} the start: {each.gap:+.3g}{band}.")
    return " ".join(parts)


def splits_picture(
    name: str, title: str, changes: Numbers, pilot: Chosen, unit: str
) -> str:
    """Return an SVG with a dot for each split of the teams, by the gap it would have given.

    Those as far from 0 as the split that was are filled squares, and that one is named.
    Of more than 1,000 splits so many are drawn, every so-manieth. Raises ValueError where
    an arm has no team with a change.
    """
    known = ~np.isnan(changes)
    splits = assignments(pilot[known])
    gaps = differences(splits.chosen, changes[known])
    chance = extreme(gaps, 1e-9 * float(np.abs(changes[known]).max(initial=1.0)))
    shown = gaps if len(gaps) <= MOST_DOTS else gaps[:: len(gaps) // MOST_DOTS + 1]
    reach = float(np.abs(gaps).max()) * 1.05 or 1.0
    said = (
        f"{len(gaps):,} splits of {int(known.sum())} teams, each with the gap it would "
        f"have given, from {gaps.min():+.3g} to {gaps.max():+.3g} {unit}. As the teams were "
        f"divided it is {gaps[0]:+.3g}; {chance} ways lie as far from 0 (squares)."
    )
    bottom, parts = _dots(shown, reach, abs(gaps[0]) - 1e-9 * reach)
    parts.append(_text(LEFT, TOP - 12, said.rsplit(". ", 1)[1], "start", weight="bold"))
    return _svg(name, title, said, bottom + BELOW + 20, parts)


def _dots(shown: Numbers, reach: float, own: float) -> tuple[float, list[str]]:
    """Return the ground that the dots stand on, and them with their scale.

    Those of `own` or farther from 0 are squares.
    """
    dots = list(_stacked(shown, reach))
    tallest = max(level for _, level, _ in dots) + 1
    radius = min(DOT, HEIGHT / (2 * tallest))
    bottom = TOP + 2 * radius * tallest
    ground = [(LEFT, bottom + 6), (WIDTH - RIGHT, bottom + 6)]
    parts = [_line(ground, "#000", 1), *_scale(reach, bottom)]
    for column, level, gap in dots:
        x = LEFT + (WIDTH - LEFT - RIGHT) * (column + 0.5) / COLUMNS
        y = bottom - radius * (2 * level + 1)
        parts.append(_dot(round(x, 1), round(y, 1), radius, abs(gap) >= own))
    return bottom, parts


def _stacked(gaps: Numbers, reach: float) -> Iterator[tuple[int, int, float]]:
    """Each gap's column and how many stand under it, those nearest 0 lowest."""
    heights = [0] * COLUMNS
    for gap in sorted((float(each) for each in gaps), key=abs):
        column = min(COLUMNS - 1, int((gap + reach) / (2 * reach) * COLUMNS))
        yield column, heights[column], gap
        heights[column] += 1


def _scale(reach: float, bottom: float) -> Iterator[str]:
    for gap in ticks(-reach, reach):
        x = LEFT + (WIDTH - LEFT - RIGHT) * (gap / reach + 1) / 2
        yield _text(x, bottom + 24, f"{gap:+g}" if gap else "0", "middle")


def _dot(x: float, y: float, radius: float, extreme_one: bool) -> str:
    if extreme_one:
        side = round(2 * radius - 1, 2)
        corner = f'x="{x - side / 2:.1f}" y="{y - side / 2:.1f}"'
        return f'<rect {corner} width="{side}" height="{side}" fill="{PILOT}"/>'
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius - 0.75:.2f}" fill="#fff" stroke="#555" '
        'stroke-width="1"/>'
    )


def _line(
    points: Sequence[tuple[float, float]],
    colour: str,
    width: float,
    opacity: float = 1.0,
    dashes: str = "",
) -> str:
    places = " ".join(f"{x},{y}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline points="{places}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}" stroke-opacity="{opacity}"{dashed}/>'
    )


def _text(x: float, y: float, words: str, anchor: str, weight: str = "normal") -> str:
    return (
        f'<text x="{x}" y="{y:.1f}" font-size="13" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="#0b0c0c">{escape(words)}</text>'
    )


def _svg(name: str, title: str, said: str, height: float, parts: Iterable[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
            f'role="img" aria-labelledby="{name}-title {name}-desc" '
            'font-family="Arial, Liberation Sans, sans-serif">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(said)}</desc>',
            f'<rect width="{WIDTH}" height="{height:.0f}" fill="#fff"/>',
            *parts,
            "</svg>",
        ]
    )
