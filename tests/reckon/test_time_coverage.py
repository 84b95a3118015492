"""Whether 95% intervals of clustered shares hold the truth about 95 times of 100."""

from __future__ import annotations

from random import Random

import pytest

from alongside.reckon.intervals import clustered_share, wilson_interval
from alongside.reckon.time_released import OfficerDay, Timed, estimate

TRIES = 1500


def a_day(chance: Random, often: float) -> OfficerDay:
    """A day of two to five hours noted, of which sometimes a stretch lies outside."""
    noted = chance.randint(120, 300)
    part = chance.betavariate(2, 3) if chance.random() < often else 0.0
    return OfficerDay(round(part * noted), noted)


def held(days: int, often: float, share, seed: int) -> float:
    """Return how often the interval held the truth: 2 of 5 parts, on so many days."""
    chance, truth, found = Random(seed), often * 0.4, 0
    for _ in range(TRIES):
        low, high = share([a_day(chance, often) for _ in range(days)])
        found += low <= truth <= high
    return found / TRIES


def clustered(units) -> tuple[float, float]:
    return clustered_share(units)[1:]


def as_if_minutes_were_answers(units) -> tuple[float, float]:
    return wilson_interval(sum(u.outside for u in units), sum(u.noted for u in units))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("days", "often"), [(10, 0.5), (20, 0.3), (20, 0.8), (60, 0.15), (60, 0.5)]
)
def test_the_clustered_interval_holds_the_truth(days, often):
    assert 0.93 <= held(days, often, clustered, seed=20260105) <= 0.98


@pytest.mark.slow
def test_minutes_taken_as_answers_would_not():
    assert held(20, 0.5, as_if_minutes_were_answers, seed=20260105) < 0.5


@pytest.mark.slow
def test_the_interval_of_a_tasks_minutes_holds_the_truth():
    """Minutes as they are: few long ones among many short (gamma, mean 24)."""
    chance, found = Random(20260105), 0
    for _ in range(TRIES):
        timed = [Timed(round(chance.gammavariate(4, 6)), 1) for _ in range(20)]
        low, high = estimate(20, timed).sampled.limits
        found += low <= 24 <= high
    assert 0.925 <= found / TRIES <= 0.97
