"""What a chart says, in words: that something changed, and never why."""

from __future__ import annotations

from datetime import date

from alongside.reckon.monitoring.chart import Chart
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


def summary(chart: Chart, where: str) -> list[str]:
    """Return all that a chart tells, a sentence each, or that it tells nothing."""
    found = [said(chart, signal, where) for signal in chart.signals]
    no_limits = chart.rows and chart.rows[-1].limits.high is None
    few = [TOO_FEW] if no_limits and chart.rows[-1].limits.low is None else []
    return found + few or [QUIET]


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
