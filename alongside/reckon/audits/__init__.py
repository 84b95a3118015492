"""Case audits: shares of each grade by team and quarter, and what may be said of them.

`Row` is a team's audits of one period, as counts or as printed percentages; `compare` sets
a team's two rows side by side and colours each cell by a `Reading` that is stated in words.
`coloured_by_chance` says how many cells would be coloured had nothing changed, `fit` what
counts could have given a printed row, and `kappa` how far two auditors agree.
"""

from __future__ import annotations

from alongside.reckon.audits.agreement import Kappa, kappa
from alongside.reckon.audits.chance import coloured_by_chance
from alongside.reckon.audits.colours import READINGS, Cell, Colour, Reading, compare
from alongside.reckon.audits.counts import Fit, Slip, fit, fit_with_a_slip
from alongside.reckon.audits.rows import (
    OFSTED,
    Grade,
    Polarity,
    Row,
    Share,
    together,
)
from alongside.reckon.audits.saying import said_of

__all__ = [
    "OFSTED", "READINGS", "Cell", "Colour", "Fit", "Grade", "Kappa", "Polarity",
    "Reading", "Row", "Share", "Slip", "coloured_by_chance", "compare", "fit",
    "fit_with_a_slip", "kappa", "said_of", "together",
]  # fmt: skip
