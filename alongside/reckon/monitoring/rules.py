"""What tells a change from noise: the four rules of NHS England's Making Data Count.

One month outside the limits; seven in a row on one side of the middle; seven in a row
rising or falling; two of three near a limit on the same side. No more: each further rule
finds more changes that are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alongside.reckon.monitoring.limits import Limits

OUTSIDE, SHIFT, TREND, TWO_IN_THREE = "outside", "shift", "trend", "two_in_three"
RULES = (SHIFT, TREND, OUTSIDE, TWO_IN_THREE)
IN_A_ROW = 7


@dataclass(frozen=True)
class Signal:
    """A rule broken by the points from `first` to `last` (places in the series).

    `side` is 1 above the middle or rising, -1 below it or falling. `points` are those
    that break the rule: of two in three, the two or three near the limit.
    """

    rule: str
    first: int
    last: int
    side: int
    points: tuple[int, ...]


def signals(values: Sequence[float], limits: Sequence[Limits]) -> list[Signal]:
    """Return every rule broken in one unbroken stretch of months, by where it begins."""
    sides = [
        _sign(value - each.middle) for value, each in zip(values, limits, strict=True)
    ]
    moves = [_sign(b - a) for a, b in zip(values, values[1:], strict=False)]
    found = [
        *_outside(values, limits),
        *(_run(SHIFT, *each) for each in _runs(sides, IN_A_ROW)),
        *(
            _run(TREND, first, last + 1, way)
            for first, last, way in _runs(moves, IN_A_ROW - 1)
        ),
        *_two_in_three(values, limits, sides),
    ]
    return sorted(found, key=lambda signal: (signal.first, RULES.index(signal.rule)))


def _outside(values: Sequence[float], limits: Sequence[Limits]) -> Iterator[Signal]:
    beyond = [
        _beyond(value, each.low, each.high)
        for value, each in zip(values, limits, strict=True)
    ]
    for each in _runs(beyond, 1):
        yield _run(OUTSIDE, *each)


def _two_in_three(
    values: Sequence[float], limits: Sequence[Limits], sides: Sequence[int]
) -> Iterator[Signal]:
    """Yield stretches of threes on one side, two of each near the limit and inside it."""
    near = [
        _beyond(value, each.near_low, each.near_high)
        if not _beyond(value, each.low, each.high)
        else 0
        for value, each in zip(values, limits, strict=True)
    ]
    threes = [
        first
        for first in range(len(values) - 2)
        if abs(sum(sides[first : first + 3])) == 3
        and sum(map(bool, near[first : first + 3])) >= 2
    ]
    for first, last in _joined(threes):
        points = tuple(place for place in range(first, last + 1) if near[place])
        yield Signal(TWO_IN_THREE, points[0], points[-1], sides[first], points)


def _joined(threes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield overlapping threes as one stretch: its first place and its last."""
    stretch: list[int] = []
    for first in threes:
        if stretch and first > stretch[-1] + 2:
            yield stretch[0], stretch[-1] + 2
            stretch = []
        stretch.append(first)
    if stretch:
        yield stretch[0], stretch[-1] + 2


def _runs(signs: Sequence[int], least: int) -> Iterator[tuple[int, int, int]]:
    """Yield each run of one sign, neither 0 nor short: first place, last place, sign."""
    begun = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[begun]:
            if signs[begun] and place - begun >= least:
                yield begun, place - 1, signs[begun]
            begun = place


def _run(rule: str, first: int, last: int, side: int) -> Signal:
    return Signal(rule, first, last, side, tuple(range(first, last + 1)))


def _beyond(value: float, low: float | None, high: float | None) -> int:
    if high is not None and value > high:
        return 1
    return -1 if low is not None and value < low else 0


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
