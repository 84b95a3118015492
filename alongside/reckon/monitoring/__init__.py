"""Monthly monitoring: charts that tell a change from noise, and the words for it."""

from __future__ import annotations

from alongside.reckon.monitoring.chart import (
    BASELINE,
    Chart,
    Phase,
    Point,
    Row,
    chart,
    gap,
)
from alongside.reckon.monitoring.limits import (
    ALL_RANGES,
    MODES,
    SCREENED,
    XMR,
    Limits,
    P,
    U,
)
from alongside.reckon.monitoring.rules import Signal
from alongside.reckon.monitoring.words import month_said, said, summary

__all__ = [
    "ALL_RANGES", "BASELINE", "MODES", "SCREENED", "XMR", "Chart", "Limits", "P", "Phase",
    "Point", "Row", "Signal", "U", "chart", "gap", "month_said", "said", "summary",
]  # fmt: skip
