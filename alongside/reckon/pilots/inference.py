"""What a split of teams tells: exact randomisation inference, and Student's t beside it.

Each team counts once, by its change: after less before. The effect is the mean change of
the pilot teams less that of the others. How unusual it is among all splits that could have
been is counted, not modelled. Where teams were not chosen by lot, the count answers that
question alone: how unusual is this split among all splits?
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from alongside.reckon.later import Later
from alongside.reckon.pilots.assignments import (
    Assignments,
    Chosen,
    assignments,
    groups_of,
)

stats = Later("scipy.stats")

Numbers: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]
LEVEL = Fraction(1, 20)
TIE = 1e-9  # of the largest change: two splits nearer than this are tied


@dataclass(frozen=True)
class Chance:
    """A p as a fraction: so many of the splits are at least as extreme."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of

    def __str__(self) -> str:
        return f"{self.count:,} of {self.of:,}"


@dataclass(frozen=True)
class Student:
    """A t test of team changes: pooled where the arms are equal, else Welch's."""

    error: float
    freedom: float
    p: float
    interval: Interval


@dataclass(frozen=True)
class Effect:
    """The effect with its exact p, its intervals and the least p the design can give.

    `t` is None where an arm has one team, or no spread is seen. `studentised` is the p of
    the same splits by effect over its standard error, which unequal arms need. `one_way`
    counts the splits at least as far in the direction seen.
    """

    estimate: float
    ri: Chance
    one_way: Chance
    studentised: Chance
    ri_interval: Interval
    t: Student | None
    smallest_p: Chance
    exact: bool
    teams: int

    @property
    def p(self) -> float:
        """The larger of the two exact p values; they agree where the arms are equal."""
        return max(self.ri.value, self.studentised.value)


def effect(
    changes: Numbers, pilot: Chosen, groups: Sequence[Hashable] | None = None
) -> Effect:
    """Return the effect on the pilot teams, from each team's change.

    Teams whose change is missing (nan) are left out, with the splits they were in. Raises
    ValueError where an arm has no team left.

    Source: Fisher (1935), The Design of Experiments; Rosenbaum (2002), Observational
    Studies, section 2.6, for the interval. Checked in tests/reckon/test_pilot_inference.py.
    """
    known = ~np.isnan(changes)
    if not (known & pilot).any() or not (known & ~pilot).any():
        raise ValueError("There is no team with figures before and after in each arm.")
    kept = None if groups is None else list(compress(groups, known))
    splits = assignments(pilot[known], kept)
    changes, pilot = changes[known], pilot[known]
    gaps = differences(splits.chosen, changes)
    return Effect(
        estimate=float(gaps[0]),
        ri=extreme(gaps, _tie(changes)),
        one_way=extreme(gaps, _tie(changes), one_way=True),
        studentised=extreme(studentised(splits.chosen, changes), TIE),
        ri_interval=inverted(splits, changes),
        t=student(changes, pilot, kept),
        smallest_p=least(splits),
        exact=splits.exact,
        teams=len(changes),
    )


def differences(chosen: Chosen, changes: Numbers) -> Numbers:
    """Return the mean change of those chosen less that of the others, for each split."""
    count = chosen.sum(axis=1)
    inside = chosen @ changes
    return np.asarray(
        inside / count - (changes.sum() - inside) / (len(changes) - count),
        dtype=np.float64,
    )


def studentised(chosen: Chosen, changes: Numbers) -> Numbers:
    """Return each split's difference over its standard error (Welch's).

    A difference without any spread is infinite; no difference is 0. An arm of one team has
    no spread, and is taken to have that of the other.
    """
    (first, ones), (second, others) = (
        _variance(each, changes) for each in (chosen, ~chosen)
    )
    first, second = (
        np.where(np.isnan(first), second, first),
        np.where(np.isnan(second), first, second),
    )
    gaps = differences(chosen, changes)
    return _over(gaps, np.sqrt(first / ones + second / others), _tie(changes))


def _variance(chosen: Chosen, changes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the variance within those chosen, nan for one team, and how many they are."""
    count = chosen.sum(axis=1).astype(np.float64)
    around = np.maximum(chosen @ changes**2 - (chosen @ changes) ** 2 / count, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(count > 1, around / (count - 1), np.nan), count


def _over(gaps: Numbers, errors: Numbers, tie: float) -> Numbers:
    """A gap without any spread is infinite; no gap is 0 whatever its spread."""
    with np.errstate(divide="ignore", invalid="ignore"):
        over = np.where(errors <= tie, np.sign(gaps) * np.inf, gaps / errors)
    return np.asarray(np.where(np.abs(gaps) <= tie, 0.0, over), dtype=np.float64)


def _tie(changes: Numbers) -> float:
    return TIE * float(np.abs(changes).max(initial=0.0))


def extreme(statistics: Numbers, tie: float, *, one_way: bool = False) -> Chance:
    """Return how many splits are at least as extreme as the first: either way, or one."""
    seen = float(statistics[0])
    sizes = statistics * (np.sign(seen) or 1.0) if one_way else np.abs(statistics)
    tie *= abs(seen) if np.isfinite(seen) and abs(seen) > 1 else 1.0
    return Chance(int((sizes >= abs(seen) - tie).sum()), len(statistics))


def least(splits: Assignments) -> Chance:
    """Return the smallest two-sided p the design can give, whatever happens.

    The split that was is always as extreme as itself; so is its mirror, where changing the
    arms round is a split that could have been.
    """
    mirrored = (splits.chosen[1:] == ~splits.chosen[0]).all(axis=1).any()
    return Chance(2 if mirrored and splits.exact else 1, splits.listed)


def inverted(
    splits: Assignments, changes: Numbers, level: Fraction = LEVEL
) -> Interval:
    """Return the effects that would not be refused at a level, by exact inversion.

    Were the effect t, a split's difference is its own less t times how far it shares the
    pilot teams. It stays at least as extreme as the one that was for every t between two
    bounds, both on either side of the estimate; so the limits are counted off the bounds
    put in order. Infinite where the design has too few splits for the level.
    """
    gaps = differences(splits.chosen, changes)
    shared = differences(splits.chosen, splits.chosen[0].astype(np.float64))
    low, high = _bounds(gaps, shared)
    place = int(level * len(gaps))
    return float(np.sort(low)[place]), float(np.sort(high)[::-1][place])


def _bounds(gaps: Numbers, shared: Numbers) -> tuple[Numbers, Numbers]:
    with np.errstate(divide="ignore", invalid="ignore"):
        one = np.where(shared > 1 - TIE, -np.inf, (gaps[0] - gaps) / (1 - shared))
        other = np.where(shared < TIE - 1, np.inf, (gaps[0] + gaps) / (1 + shared))
    # The split that was, and its mirror, are as extreme whatever the effect is.
    always = np.abs(shared) > 1 - TIE
    low = np.where(always, -np.inf, np.minimum(one, other))
    high = np.where(always, np.inf, np.maximum(one, other))
    return low, high


def student(
    changes: Numbers, pilot: Chosen, groups: Sequence[Hashable] | None = None
) -> Student | None:
    """Return the t test of the changes that the design asks for.

    Of pairs, it is of the differences within them; else pooled where the arms are equal,
    and Welch's where they are not. None where an arm has one team or nothing varies.
    """
    arms = changes[pilot], changes[~pilot]
    if min(map(len, arms)) < 2:
        return None
    if (within := _within_pairs(changes, pilot, groups)) is not None:
        error = float(within.std(ddof=1) / sqrt(len(within)))
        lone = np.ptp(within) == 0
        return (
            None if lone else _student(float(within.mean()), error, len(within) - 1.0)
        )
    if all(np.ptp(arm) == 0 for arm in arms):
        return None
    # Of equal arms Welch's error is the pooled one; only the freedom differs.
    error = sqrt(sum(arm.var(ddof=1) / len(arm) for arm in arms))
    freedom = len(changes) - 2.0
    if len(arms[0]) != len(arms[1]):
        lost = sum((arm.var(ddof=1) / len(arm)) ** 2 / (len(arm) - 1) for arm in arms)
        freedom = error**4 / lost
    return _student(float(arms[0].mean() - arms[1].mean()), error, freedom)


def _within_pairs(
    changes: Numbers, pilot: Chosen, groups: Sequence[Hashable] | None
) -> Numbers | None:
    """Return pilot less other within each group, if every group is one and one."""
    blocks = groups_of(pilot, groups)
    if any(len(block) != 2 or pilot[block].sum() != 1 for block in blocks):
        return None
    return np.array(
        [np.dot(changes[block], np.where(pilot[block], 1, -1)) for block in blocks]
    )


def _student(gap: float, error: float, freedom: float) -> Student:
    half = float(stats.t.ppf(0.975, freedom)) * error
    p = 2 * float(stats.t.sf(abs(gap) / error, freedom))
    return Student(error, freedom, p, (gap - half, gap + half))


def max_t(changes: Sequence[Numbers], pilot: Chosen) -> list[Chance]:
    """Return each indicator's p, put right for how many were looked at.

    Of each split the largest |t| over all indicators is taken, and how often that reaches
    an indicator's own is counted: the same splits for all, so that what goes together is
    kept. Every indicator is to have a change of every team.

    Source: Westfall and Young (1993), Resampling-Based Multiple Testing, algorithm 2.5.
    """
    splits = assignments(pilot)
    tests = np.abs([studentised(splits.chosen, each) for each in changes])
    largest = tests.max(axis=0)
    return [
        Chance(int((largest >= one[0] * (1 - TIE)).sum()), splits.listed)
        for one in tests
    ]
