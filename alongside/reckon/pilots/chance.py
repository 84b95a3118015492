"""What chance alone makes of an indicator: its noise floor, and regression to the mean."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.reckon.pilots.comparison import Comparison, means
from alongside.reckon.pilots.noise import Noise, Scale, floor, of_teams, scale_of
from alongside.reckon.pilots.panel import Figures
from alongside.reckon.pilots.regression_to_mean import expected

TEAMS = 3  # the fewest that tell how teams differ


@dataclass(frozen=True)
class Chance:
    """The noise floor of an effect, and how far the gap is expected to move by itself.

    `move` is what regression to the mean alone is expected to add to the effect, in its
    unit and with its sign: teams that stood out before the start were partly lucky or
    unlucky. Both are None where the counts are not known, `move` where teams are too few.
    """

    noise: Noise | None = None
    move: float | None = None


def chance(
    estimate: float,
    figures: Figures,
    comparison: Comparison,
    scale: Scale | None = None,
) -> Chance:
    """Return what chance makes of an effect."""
    kept, pilot = comparison.compared(figures)
    if (scale := scale or scale_of(kept)) is None:
        return Chance()
    before = means(kept.values[:, ~comparison.after])
    move = None
    if len(before) >= TEAMS:
        sampling = of_teams(kept, scale, ~comparison.after)
        move = expected(before, sampling).move(before, pilot)
    return Chance(floor(estimate, kept, scale, pilot, comparison.after), move)
