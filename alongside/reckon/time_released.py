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

    outside: int
    noted: int


@dataclass(frozen=True)
class Outside:
    """Minutes outside of all that were noted; `share` is None where few days tell it."""

    outside: int
    noted: int
    days: int
    share: Share | None

    @property
    def fraction(self) -> float | None:
        return self.outside / self.noted if self.noted else None


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

    @property
    def error(self) -> float:
        return self.sampled.error if self.sampled else 0.0


def estimate(reference: int, timed: Sequence[Timed]) -> Estimate:
    """Return the minutes a task takes: all minutes answered over all times, from ten on."""
    if len(timed) < LEAST_TIMED:
        return Estimate(reference, len(timed))
    return Estimate(reference, len(timed), ratio(timed))


@dataclass(frozen=True)
class Done:
    """What was done of one task: times by its estimate, and minutes somebody said.

    `released` is the share, 0 to 1, that a social worker would otherwise have done.
    """

    task: str
    times: int
    said_minutes: int
    released: float


@dataclass(frozen=True)
class Released:
    """Hours released, with 95% limits that come of timing few of the tasks.

    `rests_on_reference` is how many of the hours rest on references that nobody has
    timed enough: of those the limits know nothing. `low` and `high` are None where all do.
    """

    hours: float
    low: float | None
    high: float | None
    rests_on_reference: float


def released(done: Iterable[Done], estimates: Mapping[str, Estimate]) -> Released:
    """Return the hours that this work released of qualified time.

    Delta method: the hours are a weighted sum of the tasks' means, which are timed apart,
    so that the squares of their errors add up; the degrees of freedom are Satterthwaite's.
    Raises KeyError for a task that has no estimate and was not said in minutes.

    Source: Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
    """
    times: defaultdict[str, float] = defaultdict(float)
    said = 0.0
    for each in done:
        said += each.said_minutes * each.released
        if each.times:
            times[each.task] += each.times * each.released
    minutes = said + sum(n * estimates[task].minutes for task, n in times.items())
    guessed = sum(
        n * estimates[task].minutes
        for task, n in times.items()
        if not estimates[task].sampled
    )
    half = _half({task: n for task, n in times.items() if n}, estimates)
    hours = minutes / HOUR
    return Released(
        hours,
        None if half is None else max(0.0, hours - half / HOUR),
        None if half is None else hours + half / HOUR,
        guessed / HOUR,
    )


def _half(
    times: Mapping[str, float], estimates: Mapping[str, Estimate]
) -> float | None:
    """Return half the interval in minutes; None where nothing was timed enough."""
    found = [
        ((n * sampled.error) ** 2, sampled.freedom)
        for task, n in times.items()
        if (sampled := estimates[task].sampled)
    ]
    if not found:
        return None
    whole = sum(square for square, _ in found)
    if not whole:
        return 0.0
    freedom = whole**2 / sum(square**2 / of for square, of in found)
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
