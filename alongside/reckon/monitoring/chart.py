"""A month-by-month chart: points, phases with frozen limits, and the rules they break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from alongside.reckon.monitoring.limits import (
    ALL_RANGES,
    XMR,
    Limits,
    P,
    p_limits,
    run_limits,
    u_limits,
    without_limits,
    xmr_limits,
)
from alongside.reckon.monitoring.rules import Signal, signals

BASELINE = 12


@dataclass(frozen=True)
class Point:
    """One month's numbers. A p chart takes whole counts; a u chart a count and exposure.

    `baseline` says that limits were frozen with this month among those they come from.
    `doubt` says why a month is not judged; it is shown, and no rule looks at it.
    """

    month: date
    numerator: float
    denominator: float = 1
    baseline: bool = False
    doubt: str = ""

    @property
    def value(self) -> float:
        return self.numerator / self.denominator


@dataclass(frozen=True)
class Phase:
    """From a month on, limits are drawn anew, because a person said why."""

    first: date
    reason: str


@dataclass(frozen=True)
class Row:
    """A point with the limits of its phase, and the rules it helps to break."""

    point: Point
    phase: int
    limits: Limits
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart of kind `xmr`, `p` or `u`, reckoned: its rows, and what they signal."""

    kind: str
    mode: str
    rows: tuple[Row, ...]
    signals: tuple[Signal, ...]

    @property
    def latest(self) -> tuple[Signal, ...]:
        """The signals that the last month is part of: what stands now."""
        last = len(self.rows) - 1
        return tuple(each for each in self.signals if last in each.points)


def chart(
    kind: str,
    points: Sequence[Point],
    phases: Sequence[Phase] = (),
    baseline: int | None = BASELINE,
    mode: str = ALL_RANGES,
    least: float | None = None,
) -> Chart:
    """Reckon a chart of months in order, each but once.

    Limits come from the months of each phase that are marked as its baseline; where fewer
    than twelve are, from the first `baseline` months, and None takes all of the phase. A
    phase of fewer than twelve months has a middle and no limits. A missing month breaks a
    run, since "in a row" would not be true over it; so does one that is not judged.
    `least` is as in `xmr_limits`. Raises ValueError for months out of order.
    """
    months = [point.month for point in points]
    if months != sorted(set(months)):
        raise ValueError("Give each month once, the earliest first.")
    rows: list[Row] = []
    found: list[Signal] = []
    for number, of_phase in _by_phase(points, phases):
        limits = _limits(kind, of_phase, baseline, mode, least)
        for stretch in _unbroken(list(zip(of_phase, limits, strict=True))):
            begun = len(rows)
            values = [point.value for point, _ in stretch]
            if not stretch[0][0].doubt:
                found += [
                    _moved(each, begun)
                    for each in signals(values, [each for _, each in stretch])
                ]
            rows += [Row(point, number, each) for point, each in stretch]
    return Chart(kind, mode, tuple(_flagged(rows, found)), tuple(found))


def _by_phase(
    points: Sequence[Point], phases: Sequence[Phase]
) -> Iterator[tuple[int, list[Point]]]:
    starts = sorted(phase.first for phase in phases)
    numbered = [(sum(first <= p.month for first in starts), p) for p in points]
    for number in range(len(starts) + 1):
        of_phase = [point for phase, point in numbered if phase == number]
        if of_phase:
            yield number, of_phase


def _limits(
    kind: str, points: list[Point], baseline: int | None, mode: str, least: float | None
) -> list[Limits]:
    """Return the limits of each point of a phase, from its baseline."""
    judged = [point for point in points if not point.doubt]
    if len(judged) < BASELINE:
        return [run_limits([p.value for p in judged or points])] * len(points)
    frozen = [point for point in judged if point.baseline]
    base = frozen if len(frozen) >= BASELINE else judged[:baseline]
    if kind == XMR:
        limits = xmr_limits([p.value for p in base], mode, least)
        return [without_limits(limits) if p.doubt else limits for p in points]
    middle = sum(p.numerator for p in base) / sum(p.denominator for p in base)
    made = [
        p_limits(middle, int(p.denominator))
        if kind == P
        else u_limits(middle, p.denominator)
        for p in points
    ]
    return [
        without_limits(each) if p.doubt else each
        for p, each in zip(points, made, strict=True)
    ]


def _unbroken(
    rows: list[tuple[Point, Limits]],
) -> Iterator[list[tuple[Point, Limits]]]:
    """Yield the stretches in which no month is missing; one not judged stands alone."""
    stretch: list[tuple[Point, Limits]] = []
    for row in rows:
        if stretch and (
            gap(stretch[-1][0].month, row[0].month)
            or row[0].doubt
            or stretch[-1][0].doubt
        ):
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def gap(one: date, other: date) -> int:
    """Return how many months lie between two, neither counted."""
    return _number(other) - _number(one) - 1


def _number(month: date) -> int:
    return 12 * month.year + month.month


def _moved(signal: Signal, by: int) -> Signal:
    return replace(
        signal,
        first=signal.first + by,
        last=signal.last + by,
        points=tuple(place + by for place in signal.points),
    )


def _flagged(rows: list[Row], found: list[Signal]) -> Iterator[Row]:
    for place, row in enumerate(rows):
        rules = tuple(each.rule for each in found if place in each.points)
        yield replace(row, rules=rules)
