"""What support officers' time comes to: the share outside their work, and hours released.

A note is one press: a task, for a team, on a day, done so many times. Its minutes are the
task's reference time, which is an estimate, or what the officer said instead. Each week some
of the notes whose minutes nobody said are drawn, and the officer is asked how long it took.
From `LEAST_TIMED` such answers on, the estimate of a task is what they come to.

Time released is what a social worker would otherwise have spent: of each task a share, as
the catalogue says. It is time, not cash: nobody is paid less for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import NamedTuple

from alongside.reckon.intervals import (
    Ratio,
    Share,
    apart,
    clustered_share,
    ratio,
    student,
)

LEAST_TIMED = 10  # answers of a task, before they stand in place of its reference
LEAST_DAYS = 10  # days of officers, before a share has an interval
LEAST_OFFICERS = 3  # whose time a sum holds, before others than their managers see it
HOUR = 60


class OfficerDay(NamedTuple):
    """The minutes that one officer noted on one day, in all and outside the catalogue."""

    outside: float
    noted: float


@dataclass(frozen=True)
class Outside:
    """Minutes outside of all that were noted; `share` is None where few days tell it."""

    outside: float
    noted: float
    days: int
    share: Share | None

    @property
    def fraction(self) -> float | None:
        return self.outside / self.noted if self.noted else None

    @property
    def percent(self) -> int | None:
        return None if self.fraction is None else round(100 * self.fraction)


def outside(days: Iterable[OfficerDay]) -> Outside:
    """Return the share of time outside the catalogue, with a 95% interval.

    Days are taken to be independent of each other, the minutes of one are not
    (`clustered_share`). An officer's days resemble each other too; where a team has three
    officers or fewer, that cannot be told from their few, and the interval leaves it out:
    it speaks of more days of these officers, not of other officers.
    """
    kept = [day for day in days if day.noted]
    found = clustered_share(kept) if len(kept) >= LEAST_DAYS else None
    return Outside(
        sum(day.outside for day in kept), sum(day.noted for day in kept), len(kept), found
    )  # fmt: skip


def difference(one: Outside, other: Outside) -> tuple[float, float, float] | None:
    """Return one share less another with its 95% limits; None where either is not told."""
    if one.share is None or other.share is None:
        return None
    low, high = apart(one.share, other.share)
    return one.share.value - other.share.value, low, high


class Timed(NamedTuple):
    """An answer: how many minutes so many times took."""

    minutes: int
    times: int


@dataclass(frozen=True)
class Estimate:
    """The minutes a task takes once: its reference, and what answers came to.

    `sampled` is None below `LEAST_TIMED` answers. Its limits are those of the mean.
    """

    reference: int
    answers: int = 0
    sampled: Ratio | None = None

    @property
    def minutes(self) -> float:
        return self.sampled.value if self.sampled else float(self.reference)


def estimate(reference: int, timed: Sequence[Timed]) -> Estimate:
    """Return the minutes a task takes: all minutes answered over all times, from ten on."""
    if len(timed) < LEAST_TIMED:
        return Estimate(reference, len(timed))
    return Estimate(reference, len(timed), ratio(timed))


@dataclass(frozen=True)
class Done:
    """What was done of one task, whether its minutes were said or are the reference's.

    `in_all` is how often; `times` and `by_reference` are of those whose minutes nobody said,
    `said` the minutes that somebody did. `share`, 0 to 1, is what a social worker would
    otherwise have done of it.
    """

    task: str
    in_all: int
    times: int
    by_reference: float
    said: float
    share: float


@dataclass(frozen=True)
class Released:
    """Hours released, with 95% limits that come of timing few of the tasks.

    `by_reference` is how many of the hours rest on references that were not timed enough:
    of those the limits know nothing. `low` and `high` are None where nothing was.
    """

    hours: float
    low: float | None
    high: float | None
    by_reference: float


def released(done: Iterable[Done], timed: Mapping[str, Ratio]) -> Released:
    """Return the hours that this work released of qualified time.

    `timed` has the minutes of each task that was timed enough (`Estimate.sampled`). Delta
    method: the hours are a weighted sum of those means, which are timed apart, so that the
    squares of their errors add up; the degrees of freedom are Satterthwaite's.

    Source: Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
    """
    times: defaultdict[str, float] = defaultdict(float)
    said = guessed = 0.0
    for each in done:
        said += each.said * each.share
        if each.task in timed:
            times[each.task] += each.times * each.share
        else:
            guessed += each.by_reference * each.share
    hours = sum(n * timed[task].value for task, n in times.items()) + said + guessed
    hours /= HOUR
    half = _half([(n, timed[task]) for task, n in times.items() if n])
    if half is None:
        return Released(hours, None, None, guessed / HOUR)
    return Released(hours, max(0.0, hours - half), hours + half, guessed / HOUR)


def _half(weighted: Sequence[tuple[float, Ratio]]) -> float | None:
    """Return half the interval in hours; None where nothing was timed enough."""
    if not weighted:
        return None
    squares = [(n * mean.error / HOUR) ** 2 for n, mean in weighted]
    if not (whole := sum(squares)):
        return 0.0
    parts = zip(squares, weighted, strict=True)
    freedom = whole**2 / sum(square**2 / mean.freedom for square, (_, mean) in parts)
    return student(freedom) * sqrt(whole)


def drawn(notes: Mapping[str, Sequence[int]], each: int, seed: str) -> set[int]:
    """Return which notes to ask about: of each task so many, or all where there are fewer.

    `notes` are keys by task. The same seed and notes always draw the same ones, in
    whatever order they come; a note of one task changes nothing of what is drawn of others.
    """
    found: set[int] = set()
    for task, keys in notes.items():
        chance = Random(f"{seed}/{task}")
        found.update(chance.sample(sorted(keys), min(each, len(keys))))
    return found


def may_be_told(
    groups: Mapping[str, set[int]], least: int = LEAST_OFFICERS
) -> set[str]:
    """Return the groups whose sums tell no one officer's time to others.

    A group is told where it holds the time of enough officers. Nor may one be worked out
    by taking the others from the total: where those left out hold too few together, the
    smallest that was told is left out as well. Groups of nobody hide nobody.
    """
    left = {name for name, who in groups.items() if 0 < len(who) < least}
    told = {name for name, who in groups.items() if len(who) >= least}
    while left and told and len(_together(groups, left)) < least:
        smallest = min(told, key=lambda name: (len(groups[name]), name))
        told.remove(smallest)
        left.add(smallest)
    return told


def _together(groups: Mapping[str, set[int]], names: set[str]) -> set[int]:
    return set().union(*(groups[name] for name in names))
