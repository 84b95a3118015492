"""What chance alone makes of an indicator: its noise floor, and regression to the mean."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.reckon.pilots.comparison import Comparison, means
from alongside.reckon.pilots.noise import Noise, Scale, floor, of_teams, scale_of
from alongside.reckon.pilots.panel import Figures
from alongside.reckon.pilots.regression_to_mean import Expected, expected

TEAMS = 3  # the fewest that tell how teams differ


@dataclass(frozen=True)
class Chance:
    """The noise floor of an effect, and how far the gap is expected to move by itself.

    `move` is what regression to the mean alone is expected to add to the effect, in its
    unit and with its sign: teams that stood out before the start were partly lucky or
    unlucky. `expected` is that of each team with figures on both sides. All are None where
    the counts are not known, the latter two where teams are too few.
    """

    noise: Noise | None = None
    move: float | None = None
    expected: Expected | None = None


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
    noise = floor(estimate, kept, scale, pilot, comparison.after)
    if len(before) < TEAMS:
        return Chance(noise)
    found = expected(before, of_teams(kept, scale, ~comparison.after))
    return Chance(noise, found.move(pilot), found)
