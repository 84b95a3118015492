"""The workforce in figures: local definitions and the Department's, never under one name."""

from __future__ import annotations

from alongside.reckon.indicators.workforce import department, local
from alongside.reckon.indicators.workforce.local import MONTHLY
from alongside.reckon.indicators.workforce.ratio import (
    NotComparable,
    Ratio,
    RatioFigure,
)

__all__ = ["MONTHLY", "RATIOS", "NotComparable", "Ratio", "RatioFigure"]

RATIOS: dict[str, Ratio] = {
    ratio.name: ratio
    for family in (local, department)
    for ratio in vars(family).values()
    if isinstance(ratio, Ratio)
}
