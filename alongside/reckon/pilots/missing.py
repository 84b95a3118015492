"""Missing cells: how far the answer moves, whatever stood there. Nothing is filled in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alongside.reckon.pilots.comparison import Comparison
from alongside.reckon.pilots.inference import Numbers
from alongside.reckon.pilots.panel import GOOD_OR_BETTER, INADEQUATE, Figures, Panel
from alongside.reckon.pilots.wide import GRADES, AuditRow

OF = {GOOD_OR_BETTER: GRADES[:2], INADEQUATE: GRADES[3:]}


def share_missing(values: Numbers, comparison: Comparison) -> float:
    """Return how many of the cells that count have no figure, as a share."""
    used = comparison.used & comparison.teams[:, None]
    return float(np.isnan(values)[used].mean())


def bounds(figures: Figures, comparison: Comparison, most: float) -> list[Numbers]:
    """Return the values with every missing cell filled as is worst, and best, for the pilot.

    A cell is taken to lie between the lowest and the highest of the panel, or between 0 and
    `most` where that is known. What helps the pilot is high after and low before in its own
    teams, and the other way about in the others. Nothing where no cell is missing.
    """
    lacks = np.isnan(comparison.masked(figures.values)) & comparison.used
    lacks &= comparison.teams[:, None]
    if not lacks.any():
        return []
    low, high = float(np.nanmin(figures.values)), float(np.nanmax(figures.values))
    if np.isfinite(most):
        low, high = 0.0, most
    helped = comparison.pilot[:, None] == comparison.after[None, :]
    return [
        np.where(lacks, np.where(helped, *ends), figures.values)
        for ends in ((low, high), (high, low))
    ]


def completed(panel: Panel, indicator: str) -> Iterator[tuple[str, list[Numbers]]]:
    """Yield, for each cell that the other grades completed, the values had it been else.

    Each whole number of points from 0 to the highest of the same grade in the team's other
    periods is tried, beside what the others leave. Only grades that the indicator counts.
    """
    for (team, period), row in panel.audits.items():
        for grade in OF.get(indicator, ()):
            place = GRADES.index(grade)
            if np.isnan(row.printed[place]) and not np.isnan(row.shares[place]):
                values = panel.indicators[indicator].values
                at = panel.teams.index(team), panel.periods.index(period)
                yield (
                    f"{grade.replace('_', ' ')} of {team} in {period}",
                    [
                        _moved(values, at, n - row.shares[place])
                        for n in _tried(panel, team, row, place)
                    ],
                )


def _tried(panel: Panel, team: str, row: AuditRow, place: int) -> range:
    others = [
        each.printed[place]
        for (whose, _), each in panel.audits.items()
        if whose == team and not np.isnan(each.printed[place])
    ]
    return range(int(max([*others, row.shares[place]])) + 1)


def _moved(values: Numbers, at: tuple[int, int], by: float) -> Numbers:
    moved = values.copy()
    moved[at] += by
    return moved
