"""A pilot drawn: the mean of each arm's teams, period by period, and where it began.

Pilot teams are a full line with filled circles, comparison teams a dashed one with open
squares: the colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import numpy as np

from alongside.reckon.pilots.pictures import ticks as round_values
from alongside.reckon.pilots.told import Telling, signed

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 760, 320, 64, 24, 44, 46
PILOT, COMPARED, QUIET = "#0b3a44", "#8a4b00", "#5a6a6c"


def picture(told: Telling) -> str:
    """Return the picture as SVG, with its words in it."""
    arms, periods = _arms(told), told.panel.periods
    up, ticks = _scale(np.concatenate(arms), told.unit == "points")
    along = _along(len(periods))
    start = int(np.argmax(told.comparison.after))
    parts = [
        *_grid(ticks, up),
        *_names(periods, along),
        *_begin(along, start),
        *_line(arms[1], along, up, COMPARED, "6 5", _square),
        *_line(arms[0], along, up, PILOT, "", _circle),
        *_key(),
    ]
    said = escape(words(told))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{said}" font-family="Arial, Liberation Sans, sans-serif" '
        f'font-size="13">{"".join(parts)}</svg>'
    )


def words(told: Telling) -> str:
    """Return what the picture shows, for those who do not see it."""
    gap = told.three[2]
    return (
        f"{told.title}: the mean of the pilot teams and that of the comparison teams, from "
        f"{told.panel.periods[0]} to {told.panel.periods[-1]}; the pilot begins in "
        f"{told.asked.start}. {told.three[0].label.lower().capitalize()} "
        f"{told.three[0].said}, {told.three[1].label.lower()} {told.three[1].said}: a gap "
        f"of {gap.said}, {signed(gap.low)} to {signed(gap.high)}."
    )


def _arms(told: Telling) -> list[np.ndarray]:
    """Return the mean of each arm's teams by period, nan where none has a figure."""
    values = told.panel.indicators[told.primary["indicator"]].values
    pilot = told.comparison.pilot
    return [_means(values[pilot]), _means(values[~pilot])]


def _means(values: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _scale(
    values: np.ndarray, points: bool
) -> tuple[Callable[[float], float], list[float]]:
    """Return what places a value, and the ticks; half the range is left free below and above.

    The scale need not begin at 0: it is lines that are drawn, and their ticks are told.
    """
    least, most = float(np.nanmin(values)), float(np.nanmax(values))
    spare = (most - least) / 2 or 1.0
    low, high = least - spare, most + spare
    low = max(low, 0.0) if least >= 0 else low
    high = min(high, 100.0) if points and most <= 100 else high
    tall = HEIGHT - TOP - FOOT

    def up(value: float) -> float:
        return round(TOP + tall * (1 - (value - low) / (high - low)), 1)

    return up, round_values(low, high)


def _along(count: int) -> list[float]:
    step = (WIDTH - LEFT - RIGHT) / max(count, 1)
    return [round(LEFT + step * (at + 0.5), 1) for at in range(count)]


def _grid(ticks: list[float], up: Callable[[float], float]) -> Iterator[str]:
    for tick in ticks:
        y = up(tick)
        yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#d5dcdc"/>'
        yield _text(LEFT - 8, y + 4, f"{tick:g}", "end")


def _names(periods: tuple[str, ...], along: list[float]) -> Iterator[str]:
    """Name as many periods as there is room for."""
    every = max(1, -(-len(periods) // 9))
    for at in range(0, len(periods), every):
        yield _text(along[at], HEIGHT - FOOT + 22, periods[at], "middle")


def _begin(along: list[float], start: int) -> Iterator[str]:
    x = round((along[start - 1] + along[start]) / 2, 1)
    yield f'<path d="M{x} {TOP}V{HEIGHT - FOOT}" stroke="{QUIET}" stroke-dasharray="2 3"/>'
    side = "end" if start > len(along) / 2 else "start"
    yield _text(
        x - 6 if side == "end" else x + 6, HEIGHT - FOOT - 8, "The pilot begins", side
    )


def _line(
    values: np.ndarray,
    along: list[float],
    up: Callable[[float], float],
    colour: str,
    dashes: str,
    mark: Callable[[float, float, str], str],
) -> Iterator[str]:
    path, pen = "", "M"
    for x, value in zip(along, values, strict=True):
        if np.isnan(value):
            pen = "M"
            continue
        path, pen = path + f"{pen}{x} {up(value)}", "L"
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dashed}/>'
    for x, value in zip(along, values, strict=True):
        if not np.isnan(value):
            yield mark(x, up(value), colour)


def _circle(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="4.5" fill="{colour}"/>'


def _square(x: float, y: float, colour: str) -> str:
    return (
        f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="#fff" '
        f'stroke="{colour}" stroke-width="2"/>'
    )


def _key() -> Iterator[str]:
    yield _circle(LEFT + 6, 18, PILOT)
    yield _text(LEFT + 18, 22, "Pilot teams, mean")
    yield _square(LEFT + 166, 18, COMPARED)
    yield _text(LEFT + 178, 22, "Comparison teams, mean")


def _text(x: float, y: float, said: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="#10201f">{escape(said)}</text>'
