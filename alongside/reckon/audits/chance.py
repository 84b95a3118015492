"""How many cells would be coloured if nothing had changed: an exact sum, no draws.

With few audits a share moves by 5 points when one case does. Each cell's two shares are
taken to be of one share, the two periods put together; the chance that they differ by as
much as the rule asks is summed over all counts (binomial), and the cells' chances added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil, exp, floor, lgamma, log, log1p

from alongside.reckon.audits.colours import Reading, half_up
from alongside.reckon.audits.rows import Grade, Polarity

NEGLIGIBLE = 1e-9  # of a chance: such counts are passed over


def coloured_by_chance(
    pairs: Iterable[tuple[Sequence[int], Sequence[int]]],
    scale: Sequence[Grade],
    reading: Reading,
) -> float:
    """Return how many cells a rule colours on average where no team's practice changed.

    `pairs` holds for each team the counts of each grade before and after. A team without
    audits in either period has no cell.
    """
    return sum(
        _chance(first, sum(before), then, sum(after), grade, reading)
        for before, after in pairs
        if sum(before) and sum(after)
        for grade, first, then in zip(scale, before, after, strict=True)
    )


def _chance(
    first: int, before: int, then: int, after: int, grade: Grade, reading: Reading
) -> float:
    """The chance that a cell is coloured, its share being that of both periods together."""
    if reading.polarity_of(grade) is Polarity.NEITHER:
        return 0.0
    share = (first + then) / (before + after)
    ends = [0.0, *accumulate(_binomial(after, share))]
    chance = 0.0
    for count, probability in enumerate(_binomial(before, share)):
        if probability > NEGLIGIBLE:
            low, high = _plain(count, before, after, reading)
            chance += probability * (1 - (ends[high] - ends[low]))
    return max(0.0, chance)


def _plain(count: int, before: int, after: int, reading: Reading) -> tuple[int, int]:
    """Return the counts after that leave a cell without colour: from the first, up to but
    without the second."""
    if reading.relative and not count:
        return 0, after + 1  # a change from nothing has no per cent, and no colour
    was = Fraction(100 * count, before)
    margin = Fraction(reading.boundary) * (was / 100 if reading.relative else 1)
    if reading.rounded:
        # Printed n stands for n - 1/2 up to but without n + 1/2.
        was = Fraction(half_up(was))
        least, most = was - margin, was + margin
        step = Fraction(1, 2) if reading.at_least else Fraction(-1, 2)
        low, high = (
            ceil((least + step) * after / 100),
            ceil((most - step) * after / 100),
        )
    else:
        least, most = (was - margin) * after / 100, (was + margin) * after / 100
        inside = reading.at_least
        low = floor(least) + 1 if inside else ceil(least)
        high = ceil(most) if inside else floor(most) + 1
    return max(low, 0), min(high, after + 1)


def _binomial(audits: int, share: float) -> list[float]:
    """The chance of each count, from logarithms: a product of hundreds is 0 to a machine."""
    if share in (0.0, 1.0):
        return [float(n == share * audits) for n in range(audits + 1)]
    whole, yes, no = lgamma(audits + 1), log(share), log1p(-share)
    return [
        exp(
            whole - lgamma(n + 1) - lgamma(audits - n + 1) + n * yes + (audits - n) * no
        )
        for n in range(audits + 1)
    ]
