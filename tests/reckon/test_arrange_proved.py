"""The bound of a month, by two ways that share no row: CP-SAT's whole model agrees with it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import chain, combinations, repeat
from math import inf
from random import Random

import pytest

pytest.importorskip("ortools")

from alongside.reckon.arrange import bounding, choosing
from alongside.reckon.arrange.bounding import by_parts
from alongside.reckon.arrange.by_day import ByDay
from alongside.reckon.arrange.check import broken
from alongside.reckon.arrange.conflicts import Conflicts, Row, maximal
from alongside.reckon.arrange.costs import MISSING, Levels, scale, total
from alongside.reckon.arrange.days import FINE
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.invented import invented
from alongside.reckon.arrange.problem import Busy, Place, Problem
from alongside.reckon.arrange.proving import _Proof, options, prove
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.solving import solve
from alongside.reckon.arrange.timeline import A_DAY, Timeline

PATIENCE = 60.0  # seconds, of which a quiet machine takes one
MONTHS = 300 if os.environ.get("ALONGSIDE_THOROUGH") else 15


def proved(problem: Problem) -> tuple[Levels, Levels]:
    """Return the bound and the best month found on the way from the greedy one."""
    found = [greedy(problem)]
    bound = prove(problem, found[0], lambda: PATIENCE, found.append, workers=2)
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
    assert by_parts(problem, lambda: -inf) == Levels()
    # Time for each meeting alone, and for nothing after.
    seconds = chain(repeat(1.0, len(problem.meetings)), repeat(-inf))
    alone = by_parts(problem, lambda: next(seconds))
    assert alone == Levels(*(sum(column) for column in zip(*_cheapest(problem), strict=True)))  # fmt: skip
    assert alone <= by_parts(problem, lambda: PATIENCE) <= month


@pytest.mark.parametrize("part", [100, 4])
def test_a_bound_by_parts_ends_with_its_time(part, monkeypatch):
    """Time goes by one for each option that is looked at for what stands in its way."""
    problem, taken = close(read_problem(invented(12, 5))), []
    stays = Conflicts._stays

    def counted(self, option):
        taken.append(option)
        return stays(self, option)

    def within(budget: int) -> Levels:
        taken.clear()
        return by_parts(problem, lambda: budget - len(taken))

    monkeypatch.setattr(bounding, "A_PART", part)
    monkeypatch.setattr(Conflicts, "_stays", counted)
    whole, every = within(10**6), len(taken)
    assert every > 100
    for budget in (1, every // 10, every // 2, every - 1):
        assert Levels() < within(budget) <= whole
        assert len(taken) <= budget


@pytest.mark.parametrize("seed", range(MONTHS))
@pytest.mark.parametrize(("part", "beyond"), [(100, 6), (2, 0)])
def test_no_bound_by_parts_is_above_the_best(seed, part, beyond, monkeypatch):
    """Chairs that cost the same are named here only where there is one."""
    monkeypatch.setattr(choosing, "ALIKE", 1)
    monkeypatch.setattr(bounding, "A_PART", part)
    monkeypatch.setattr(bounding, "BEYOND", beyond)
    assert by_parts(small(seed), lambda: PATIENCE) <= best_of_all(seed)


def test_meetings_in_each_others_way_cost_more_by_parts_than_alone():
    more = 0
    for problem in map(small, range(15)):
        alone = Levels(*(sum(column) for column in zip(*_cheapest(problem), strict=True)))  # fmt: skip
        more += by_parts(problem, lambda: PATIENCE).comfort - alone.comfort
    assert more > 0


def _cheapest(problem: Problem):
    """What each costs alone: the first by levels, since none here is late or moved."""
    for key in problem.meetings:
        yield min(each.cost for each in options(problem) if each.meeting.id == key)


def test_rows_that_another_says_are_left_out():
    wide, narrow = Row(frozenset({1, 2, 3}), (), 1), Row(frozenset({2, 3}), (), 1)  # fmt: skip
    other = Row(frozenset({2, 3}), (), 2)
    assert set(maximal([narrow, wide, other])) == {wide, other}


def small(seed: int, meetings: int = 3) -> Problem:
    """Two days of three hours, in which a few meetings must all stand; every other at short notice."""
    problem = read_problem(invented(meetings, seed))
    days = problem.timeline.days[:2]
    every = {
        key: replace(each, opens=days[0], due=days[1], minutes=60, slices={})
        for key, each in problem.meetings.items()
    }
    people = {key: replace(each, hours=None, leave=frozenset()) for key, each in problem.people.items()}  # fmt: skip
    today = days[0] if seed % 2 else problem.today
    return replace(problem, today=today, timeline=Timeline(days), meetings=every, people=people, hours=((36, 47),))  # fmt: skip


def by_trying_all(problem: Problem, day: int | None = None) -> Levels:
    """The cost of the best of all months: each meeting everywhere, in every room, or nowhere.

    Of a day, the meetings stand on that day, all of them.
    """
    everywhere: list[list[tuple[Levels, Place | None]]] = []
    for key, each in problem.meetings.items():
        rooms = problem.rooms_for(each)
        found: dict[Place | None, Levels] = {}
        for option in (o for o in options(problem) if o.meeting.id == key):
            if day is not None and (option.place is None or option.place.start // A_DAY != day):  # fmt: skip
                continue
            found[option.place] = option.cost
            for room in rooms if option.place else ():
                if room.place == option.where:
                    found[replace(option.place, room=room.id)] = option.cost
        everywhere.append(sorted(((cost, place) for place, cost in found.items()), key=lambda each: each[0]))  # fmt: skip
    best = [total(problem, greedy(problem)) if day is None else Levels(sys.maxsize)]
    if all(everywhere):
        _try(problem, everywhere, {}, [], best)
    return best[0]


def _try(problem, everywhere, places, costs, best):
    """Go on from the first meetings' places; what breaks a rule or costs too much is left."""
    if places and broken(problem, places, Diaries(problem, places).absent):
        return
    if len(costs) == len(everywhere):
        best[0] = min(best[0], total(problem, places))
        return
    key = list(problem.meetings)[len(costs)]
    rest = [each[0][0] for each in everywhere[len(costs) + 1 :]]
    for cost, place in everywhere[len(costs)]:
        sum_ = Levels(*map(sum, zip(*costs, cost, *rest, strict=True)))
        if sum_ >= best[0]:
            return
        there = {**places, key: place} if place else places
        _try(problem, everywhere, there, [*costs, cost], best)


@cache
def best_of_all(seed: int) -> Levels:
    return by_trying_all(small(seed))


@pytest.mark.parametrize("seed", range(MONTHS))
def test_the_best_of_small_months_is_the_best_of_all(seed):
    bound, best = proved(small(seed))
    assert bound == best == best_of_all(seed)


def begun(problem: Problem, best: Levels, draw: Random) -> tuple[ByDay, int]:
    """Return the days of a month at prices drawn, asked once, and the best that they can come to."""
    proof = _Proof(problem, greedy(problem), lambda: PATIENCE, lambda places: None)
    level = 0
    while level < 2 and sum((alone := proof.alone(level)).values()) == best[level]:
        proof.keep(level, alone)
        level += 1
    alone = proof.alone(level)
    points = {n: proof.options[n].cost[level] - alone[proof.meeting(n)] for n in proof.above}  # fmt: skip
    prices = {key: draw.choice((1, 8, 4000)) * draw.random() for key in alone}
    month = proof.by_day(points, level == 2, prices)
    month.ask(9999, lambda: PATIENCE)
    return month, best[level] - sum(alone.values())


@pytest.mark.parametrize("seed", range(MONTHS))
def test_at_whatever_prices_no_bound_is_above_the_best(seed):
    month, best = begun(small(seed), best_of_all(seed), Random(seed))
    assert 0 <= month.bound <= best


@pytest.mark.parametrize("seed", range(MONTHS))
def test_from_whatever_prices_the_bound_rises_to_the_best_month_and_no_further(seed):
    month, best = begun(small(seed), best_of_all(seed), Random(seed))
    month.bound = max(month.bound, best - 2)
    for bound in range(month.bound + 1, best + 1):
        assert month.rise(lambda: PATIENCE) == [] and month.bound == bound
    assert month.rise(lambda: PATIENCE) and month.bound == best


@pytest.mark.parametrize("seed", range(MONTHS))
def test_a_day_lists_every_set_of_meetings_that_gains_enough(seed):
    problem, draw = small(seed), Random(seed)
    proof = _Proof(problem, {}, lambda: PATIENCE, lambda places: None)
    points = {n: each.cost.comfort for n, each in enumerate(proof.options)}
    prices = {key: draw.randrange(6 * FINE) for key in problem.meetings}
    for day in proof.by_day(points, True, prices).days:
        every = {
            few: sum(prices[each] for each in few) - FINE * cost
            for few, cost in _cheapest_on(problem, day.number).items()
        }
        most = max(every.values())
        slack = most - draw.choice(list(every.values()))
        near = {plan.meetings: plan.gain(prices) for plan in day.near(prices, slack, lambda: PATIENCE)}  # fmt: skip
        assert near == {
            few: gain for few, gain in every.items() if gain >= most - slack
        }


def _cheapest_on(problem: Problem, day: int) -> dict[frozenset[str], int]:
    """The least comfort that each set of meetings costs on a day, of those that fit on it."""
    found = {}
    sizes = range(len(problem.meetings) + 1)
    for few in chain.from_iterable(combinations(problem.meetings, n) for n in sizes):
        alone = replace(problem, meetings={key: problem.meetings[key] for key in few})
        best = by_trying_all(alone, day)
        if best.law == 0:
            found[frozenset(few)] = best.comfort
    return found


@pytest.mark.parametrize("seed", range(8))
def test_what_is_pinned_on_a_room_that_is_taken_takes_no_other(seed):
    problem = small(seed)
    key, place = next((k, p) for k, p in greedy(problem).items() if p.room)
    room, each = problem.rooms[place.room], problem.meetings[key]
    moment = problem.timeline.moment
    taken = Busy(moment(place.start), moment(place.start + each.length))
    rooms = {**problem.rooms, room.id: replace(room, busy=(*room.busy, taken))}
    meetings = {**problem.meetings, key: replace(each, booked=place, pinned=True)}
    problem = replace(problem, rooms=rooms, meetings=meetings)
    bound, best = proved(problem)
    assert bound == best == by_trying_all(problem)


def test_who_is_missed_at_one_meeting_is_missed_at_another_too():
    """X must be at one, and may come to three more: of two at one hour each, one is missed."""
    problem = read_problem(invented(9, 1))
    day, morning, noon = problem.timeline.days[0], (40, 44), (54, 58)
    hours = {"must": (morning,), "either": (morning, noon), "one": (noon,), "other": (noon,)}  # fmt: skip
    some, anybody = next(iter(problem.meetings.values())), next(iter(problem.people.values()))  # fmt: skip
    people = {
        who: replace(anybody, id=who, busy=(), leave=frozenset(), hours={day.weekday(): spells})
        for who, spells in {**hours, "x": (morning, noon)}.items()
    }  # fmt: skip
    meeting = replace(some, minutes=60, opens=day, due=day, chairs=(), usual_chair=None, interpreters=(), mode="online", rooms=None, slices={}, remote=frozenset())  # fmt: skip
    meetings = {
        key: replace(meeting, id=key, required=(key, "x") if key == "must" else (key,), optional=() if key == "must" else ("x",))
        for key in hours
    }  # fmt: skip
    problem = replace(problem, people=people, meetings=meetings, timeline=Timeline((day,)))  # fmt: skip
    assert proved(problem) == (Levels(comfort=2 * MISSING), Levels(comfort=2 * MISSING))
