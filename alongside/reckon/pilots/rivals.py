"""What others would have said of the same pilot: the methods that raise false alarms.

They are here to be measured beside the headline rule, on the council's own past
(`history.py`) and in simulation (benchmarks/pilots_simulated.py). No verdict uses them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.inference import Numbers

stats = Later("scipy.stats")

POINTS = 5.0
ALPHA = 0.05


@dataclass(frozen=True)
class Regression:
    """Difference in differences by least squares, with an effect for each team and period.

    `error` takes team-periods as independent; `clustered` allows for what a team's periods
    share (CR1: teams / (teams - 1) times (n - 1) / (n - k)).
    """

    estimate: float
    error: float
    freedom: int
    clustered: float
    teams: int

    @property
    def p(self) -> float:
        """The p that plain regression prints."""
        return _two_sided(self.estimate, self.error, self.freedom)

    @property
    def clustered_p(self) -> float:
        """The p of clustered errors, read off the normal as is usual."""
        return _two_sided(self.estimate, self.clustered, np.inf)

    @property
    def clustered_t_p(self) -> float:
        """The same off Student's t, with one degree of freedom fewer than teams."""
        return _two_sided(self.estimate, self.clustered, self.teams - 1)


def _two_sided(estimate: float, error: float, freedom: float) -> float:
    if error == 0:
        return float(estimate == 0)
    return float(2 * stats.t.sf(abs(estimate) / error, freedom))


def regression(values: Numbers, pilot: Chosen, after: Chosen) -> Regression:
    """Return the regression of values (teams by periods) on being in the pilot, after.

    Missing cells (nan) are left out. Raises ValueError where what is left cannot tell the
    pilot from teams and periods. Checked in tests/reckon/test_pilot_rivals.py against R's
    clubSandwich (CR1S) and statsmodels.
    """
    known = ~np.isnan(values)
    team, period = np.nonzero(known)
    fixed = _dummies(team, period, values.shape)
    treated = (pilot[:, None] & after[None, :])[known].astype(float)
    both = np.column_stack([values[known], treated])
    rest, rank = _cleared(both, fixed)
    squares = float(rest[:, 1] @ rest[:, 1])
    freedom = len(team) - rank - 1
    if squares < 1e-9 or freedom < 1:
        raise ValueError(
            "No cell tells the pilot apart from its teams and its periods."
        )
    estimate = float(rest[:, 0] @ rest[:, 1]) / squares
    left = rest[:, 0] - estimate * rest[:, 1]
    scores = np.bincount(team, left * rest[:, 1], minlength=len(values))
    teams = len(np.unique(team))
    small = teams / (teams - 1) * (len(team) - 1) / freedom
    error = float(np.sqrt(left @ left / freedom / squares))
    clustered = float(np.sqrt(small * (scores @ scores))) / squares
    return Regression(estimate, error, freedom, clustered, teams)


def _dummies(
    team: np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    period: np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    shape: tuple[int, ...],
) -> Numbers:
    return np.hstack([np.eye(shape[0])[team], np.eye(shape[1])[period][:, 1:]])


def _cleared(both: Numbers, fixed: Numbers) -> tuple[Numbers, int]:
    """Return what is left of columns once teams and periods are taken out, and the rank."""
    fitted, _, rank, _ = np.linalg.lstsq(fixed, both, rcond=None)
    return np.asarray(both - fixed @ fitted, dtype=np.float64), int(rank)


def moved(changes: Numbers, pilot: Chosen, least: float = POINTS) -> bool:
    """Whether the pilot teams' mean moved by five points, or `least`, and is then coloured.

    Takes changes in the unit of `least`. The others' change is not looked at: nor does the
    rule.
    """
    return bool(abs(np.nanmean(changes[pilot])) >= least)
