"""What a chart says, in words: that something changed, and never why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from alongside.reckon.clock import months_from
from alongside.reckon.monitoring.chart import Chart, Row, gap
from alongside.reckon.monitoring.rules import OUTSIDE, SHIFT, TREND, Signal

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
QUIET = "No rule is broken: the months vary as they did before."
TOO_FEW = (
    "Too few months for limits: they are drawn from twelve on. A run on one side of the "
    "middle is told of all the same."
)


def said(chart: Chart, signal: Signal, where: str) -> str:
    """Return a signal as a sentence: `where` is "this team" or "the service".

    A chart shows that something changed and when. What changed it, the chart cannot know.
    """
    return f"{_what(chart, signal)}: something changed in {where}."


def summary(chart: Chart, where: str, since: int = 0) -> list[str]:
    """Return all that a chart tells, a sentence each, or that it tells nothing.

    Of months missing or not judged, those from the place `since` on are told of.
    """
    found = [said(chart, signal, where) for signal in chart.signals]
    judged = [row for row in chart.rows if not row.point.doubt]
    last = judged[-1].limits if judged else None
    few = [TOO_FEW] if last and last.high is None and last.low is None else []
    rows = chart.rows[since:]
    return (found + few or [QUIET]) + list(_missing(rows)) + list(_doubted(rows))


def _missing(rows: Sequence[Row]) -> Iterator[str]:
    """Yield each stretch of months without a figure."""
    for one, other in pairwise(row.point.month for row in rows):
        if many := gap(one, other):
            first, last = months_from(one, 1), months_from(one, many)
            until = f" to {month_said(last)}" if many > 1 else ""
            yield (
                f"There is no figure for {month_said(first)}{until}: the line is broken "
                "there, and no run goes over it."
            )


def _doubted(rows: Sequence[Row]) -> Iterator[str]:
    """Yield, for each doubt, the months of it."""
    doubts: dict[str, list[str]] = {}
    for row in rows:
        if row.point.doubt:
            doubts.setdefault(row.point.doubt, []).append(month_said(row.point.month))
    for doubt, months in doubts.items():
        first, last = months[0], months[-1]
        named = (
            first if len(months) == 1 else f"{len(months)} months, {first} to {last}"
        )
        yield f"Cannot tell of {named}: {doubt}."


def month_said(month: date) -> str:
    return f"{month:%B %Y}"


def _what(chart: Chart, signal: Signal) -> str:
    first, last = (chart.rows[at].point.month for at in (signal.first, signal.last))
    many = len(signal.points)
    if signal.rule == OUTSIDE:
        side = "above the upper limit" if signal.side > 0 else "below the lower limit"
        if many == 1:
            return f"{month_said(first)} is {side}"
        return f"{month_said(first)} to {month_said(last)} are {side}"
    stretch = f"{month_said(first)} to {month_said(last)}"
    if signal.rule == SHIFT:
        side = "above" if signal.side > 0 else "below"
        return f"{_number(many)} months in a row {side} the middle, {stretch}"
    if signal.rule == TREND:
        way = "each higher" if signal.side > 0 else "each lower"
        return f"{_number(many)} months in a row {way} than the one before, {stretch}"
    side = "upper" if signal.side > 0 else "lower"
    few = "Two of three" if many == 2 else _number(many)
    return f"{few} months near the {side} limit, {stretch}"


def _number(many: int) -> str:
    return (NUMBERS[many] if many < len(NUMBERS) else str(many)).capitalize()
