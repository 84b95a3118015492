"""How far a share, a rate or a mean may be from what lies behind it: 95% intervals.

Of counts of whole events; and of sums over units that were drawn or came by chance, where
each unit (a day of somebody's, a task that was timed) brings a part and a whole. Full-time
equivalents and days lost have no interval here: their spread is seen over months, on a
chart (`monitoring`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, lgamma, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

Z_95 = NormalDist().inv_cdf(0.975)
TAIL_95 = 0.025
NO_RATE = "No rate: nothing was counted in the denominator."


def wilson_interval(numerator: int, denominator: int) -> tuple[float, float]:
    """Return the 95% confidence limits of a proportion, low then high.

    Takes counts of whole events, never percentages, and returns proportions between 0
    and 1. Small counts are where a council most needs this: 0 of 20 gives 0 to 0.16, not
    0 to 0. Raises ValueError where the denominator is 0 or the numerator does not lie
    between 0 and it.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; checked in
    tests/reckon/test_rates.py against table I of Newcombe (1998), Stat. Med. 17, 857-872.
    """
    check_share(numerator, denominator)
    return _wilson(numerator / denominator, denominator)


def _wilson(p: float, denominator: float) -> tuple[float, float]:
    z2 = Z_95**2
    centre = (p + z2 / (2 * denominator)) / (1 + z2 / denominator)
    half = Z_95 * sqrt(p * (1 - p) / denominator + z2 / (4 * denominator**2))
    half /= 1 + z2 / denominator
    # Of all or none, rounding in the machine would put the limit beside the share.
    return max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half))


def difference_interval(
    numerator: int, denominator: int, other_numerator: int, other_denominator: int
) -> tuple[float, float]:
    """Return the 95% limits of one proportion less another, of two separate groups.

    Takes counts, and returns differences between -1 and 1. Raises ValueError as
    `wilson_interval` does.

    Source: Newcombe (1998), Stat. Med. 17, 873-890, method 10; checked in
    tests/reckon/test_difference.py against his table II.
    """
    return apart(
        _share(numerator, denominator), _share(other_numerator, other_denominator)
    )


def _share(numerator: int, denominator: int) -> Share:
    low, high = wilson_interval(numerator, denominator)
    return Share(numerator / denominator, low, high)


class Share(NamedTuple):
    """A share between 0 and 1, with its 95% limits."""

    value: float
    low: float
    high: float


def apart(one: Share, other: Share) -> tuple[float, float]:
    """Return the 95% limits of one share less another, from the limits of each.

    The two are to be of separate groups. Source: as `difference_interval`.
    """
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return one.value - other.value - below, one.value - other.value + above


class Ratio(NamedTuple):
    """The sum of parts over the sum of wholes, and its standard error.

    `freedom` is the degrees of freedom with which the error is known: units less one.
    """

    value: float
    error: float
    freedom: int

    @property
    def limits(self) -> tuple[float, float]:
        """The 95% limits by Student's t."""
        half = student(self.freedom) * self.error
        return self.value - half, self.value + half


def ratio(units: Sequence[tuple[float, float]]) -> Ratio:
    """Return what the parts come to of the wholes, over units that came independently.

    A unit is a part and its whole: the minutes of a timed task and how often it was done.
    Where every whole is 1, the ratio is the mean, and its error that of a mean. Raises
    ValueError for fewer than two units, or wholes that come to nothing.

    Source: Cochran (1977), Sampling Techniques, 3rd ed., equation 6.13 without the
    correction for a finite population; checked in tests/reckon/test_ratios.py by hand.
    """
    if len(units) < 2:
        raise ValueError("One unit tells no error: two are needed.")
    parts, wholes = (sum(each) for each in zip(*units, strict=True))
    if wholes <= 0:
        raise ValueError(NO_RATE)
    value = parts / wholes
    spread = sum((part - value * whole) ** 2 for part, whole in units)
    count = len(units)
    return Ratio(value, sqrt(count / (count - 1) * spread) / wholes, count - 1)


def clustered_share(units: Sequence[tuple[float, float]]) -> Share:
    """Return the share of the wholes that the parts are, where minutes come by units.

    The minutes of one officer's one day hang together, so that a hundred minutes are far
    fewer than a hundred answers. The share's error over units (`ratio`) says of how many
    independent answers it is worth; Wilson's interval is taken of so many, fewer by what
    Student's t adds for few units. A share of all or nothing has no error: there, each
    unit is taken as one answer. Raises ValueError as `ratio` does, and where a part is
    below 0 or more than its whole.

    Source: Korn and Graubard (1998), Survey Methodology 24, 193-201, with Wilson's interval
    in place of Clopper and Pearson's, as Dean and Pagano (2015), J. Surv. Stat. Methodol. 3,
    484-503, advise; its coverage is tried in tests/reckon/test_time_coverage.py.
    """
    if any(not 0 <= part <= whole for part, whole in units):
        raise ValueError("A part lies between 0 and its whole.")
    found = ratio(units)
    p = found.value
    worth = len(units) if not found.error else p * (1 - p) / found.error**2
    return Share(p, *_wilson(p, worth * (Z_95 / student(found.freedom)) ** 2))


def student(freedom: float) -> float:
    """Return the two-sided 95% point of Student's t, for 3 degrees of freedom or more.

    Within 0.004 at 3, and 0.001 from 4 on. Raises ValueError below 3, where the sum that
    is used is no longer near.

    Source: Abramowitz and Stegun (1964), 26.7.5; checked against the printed table.
    """
    if freedom < 3:
        raise ValueError(f"{freedom} degrees of freedom: at least 3, so four units.")
    z = Z_95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z)
        / (92160 * freedom**4)
    )


def poisson_interval(count: int) -> tuple[float, float]:
    """Return the exact 95% confidence limits of the mean behind a count, low then high.

    Divide both by the exposure (staff-months, visits) for the limits of a rate. 0 gives
    0 to 3.69: nobody left is not proof that nobody leaves. Raises ValueError below 0.

    Source: Garwood (1936), Biometrika 28, 437-442.
    """
    if count < 0:
        raise ValueError(f"{count} is not a count. Counts begin at 0.")
    far = 2.0 * count + 10
    high = _where(lambda mean: poisson_at_most(count, mean) < TAIL_95, count, far)
    if count == 0:
        return 0.0, high
    low = _where(lambda mean: 1 - poisson_at_most(count - 1, mean) > TAIL_95, 0, far)
    return low, high


def poisson_at_most(count: int, mean: float) -> float:
    """Return the chance of at most so many events where `mean` are to be expected."""
    if mean == 0:
        return 1.0
    terms = (exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))
    return min(1.0, sum(terms))


def binomial_at_most(count: int, of: int, share: float) -> float:
    """Return the chance that at most `count` of so many are in, where a share of all is."""
    if count >= of or share == 0:
        return 1.0
    if share == 1:
        return 0.0
    ways = lgamma(of + 1)
    terms = (
        exp(
            ways - lgamma(k + 1) - lgamma(of - k + 1)
            + k * log(share) + (of - k) * log(1 - share)
        )
        for k in range(count + 1)
    )  # fmt: skip
    return min(1.0, sum(terms))


def check_share(numerator: int, denominator: int) -> None:
    """Raise ValueError for what is no share: of nothing, or not of those in it."""
    if denominator == 0:
        raise ValueError(NO_RATE)
    if not 0 <= numerator <= denominator:
        raise ValueError(
            f"{numerator} of {denominator} is not a share. Check that the numerator "
            "counts some of those in the denominator."
        )


def _where(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the mean, between two, from which on something holds."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
