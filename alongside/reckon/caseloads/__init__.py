"""Caseloads: cases for each full-time worker who is there, the band, what if, what is ahead.

A caseload is a fraction and is kept as one: 927 cases / 39 FTE. It is judged unrounded and
printed to one place, with its fraction.
"""

from alongside.reckon.caseloads.ahead import (
    Crossing,
    Forecast,
    crossing,
    forecast,
)
from alongside.reckon.caseloads.bands import Band, Bands
from alongside.reckon.caseloads.load import Load, fte_of, rounded, said
from alongside.reckon.caseloads.settings import BadCaseloads, Settings, read, shipped
from alongside.reckon.caseloads.weights import Case, Weights

__all__ = [
    "BadCaseloads",
    "Band",
    "Bands",
    "Case",
    "Crossing",
    "Forecast",
    "Load",
    "Settings",
    "Weights",
    "crossing",
    "forecast",
    "fte_of",
    "read",
    "rounded",
    "said",
    "shipped",
]
