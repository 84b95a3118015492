"""The bound of a month, by two ways that share no row: CP-SAT's whole model agrees with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import inf

import pytest

pytest.importorskip("ortools")

from alongside.reckon.arrange.check import broken
from alongside.reckon.arrange.conflicts import Row, maximal
from alongside.reckon.arrange.costs import Levels, scale, total
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.invented import invented
from alongside.reckon.arrange.problem import Problem
from alongside.reckon.arrange.proving import least, options, prove
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.solving import solve

PATIENCE = 60.0  # seconds, of which a quiet machine takes one


def proved(problem: Problem) -> tuple[Levels, Levels]:
    """Return the bound and the best month found on the way from the greedy one."""
    found = [greedy(problem)]
    bound = prove(problem, found[0], lambda: PATIENCE, found.append)
    for places in found:
        assert broken(problem, places, Diaries(problem, places).absent) == []
    return bound, min(total(problem, places) for places in found)


def by_the_whole_model(problem: Problem) -> Levels:
    places, bound = solve(
        Diaries(problem), problem.meetings.values(), scale(problem), greedy(problem),
        PATIENCE, 1, 0, None,
    )  # fmt: skip
    assert scale(problem).apart(bound) == total(problem, places)
    return total(problem, places)


def close(problem: Problem) -> Problem:
    """All due within its first days, so that the meetings stand in each other's way."""
    meetings = {
        key: replace(each, due=min(each.due, each.opens + timedelta(days=3)))
        for key, each in problem.meetings.items()
    }
    return replace(problem, meetings=meetings)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_ways_agree_on_the_best_month(seed):
    problem = close(read_problem(invented(9, seed)))
    bound, best = proved(problem)
    assert bound == best == by_the_whole_model(problem)


def test_what_is_pinned_counts_and_is_in_the_way():
    problem = read_problem(invented(9, 3))
    key, place = next(iter(greedy(problem).items()))
    others = {
        k: replace(m, opens=m.due) for k, m in problem.meetings.items() if k != key
    }
    pinned = replace(problem.meetings[key], booked=place, pinned=True)
    problem = replace(problem, meetings={key: pinned, **others})
    bound, best = proved(problem)
    assert bound == best == by_the_whole_model(problem)


def test_one_that_can_never_stand_is_left_out_for_certain():
    problem = read_problem(invented(6, 4))
    key = next(iter(problem.meetings))
    nobody = replace(problem.people[problem.meetings[key].required[0]], hours={})
    problem = replace(problem, people={**problem.people, nobody.id: nobody})
    bound, best = proved(problem)
    assert bound == best and bound.law >= 1000


def test_a_bound_is_of_every_month_and_of_no_time_at_all():
    problem = read_problem(invented(12, 5))
    month = total(problem, greedy(problem))
    alone = least(problem, lambda: -inf)
    by_parts = least(problem, lambda: PATIENCE)
    assert alone <= by_parts <= month
    assert alone == Levels(*(sum(column) for column in zip(*_cheapest(problem), strict=True)))  # fmt: skip


def _cheapest(problem: Problem):
    """What each costs alone: the first by levels, since none here is late or moved."""
    for key in problem.meetings:
        yield min(each.cost for each in options(problem) if each.meeting.id == key)


def test_rows_that_another_says_are_left_out():
    wide, narrow = Row(frozenset({1, 2, 3}), frozenset(), 1), Row(frozenset({2, 3}), frozenset(), 1)  # fmt: skip
    other = Row(frozenset({2, 3}), frozenset(), 2)
    assert set(maximal([narrow, wide, other])) == {wide, other}
