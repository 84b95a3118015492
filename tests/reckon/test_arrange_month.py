"""A month at once: greedy and the solver keep every rule that an independent checker knows."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.reckon.arrange import solver
from alongside.reckon.arrange.check import broken
from alongside.reckon.arrange.costs import Levels, Scale, of_month, scale, total
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.invented import invented
from alongside.reckon.arrange.problem import Place
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.arrange.solver import arrange
from alongside.reckon.arrange.timeline import A_DAY

seeds = st.integers(0, 10_000)
few = settings(deadline=None, max_examples=4)


@cache
def month(seed, meetings=15):
    return read_problem(invented(meetings, seed))


def what_is_broken(problem, places):
    return broken(problem, places, Diaries(problem, places).absent)


@given(seed=seeds)
@few
def test_greedy_never_breaks_a_rule(seed):
    problem = month(seed)
    places = greedy(problem)
    assert len(places) > 10
    assert what_is_broken(problem, places) == []


@given(seed=seeds)
@few
def test_moving_all_times_by_a_week_changes_nothing(seed):
    later = shifted(invented(15, seed), timedelta(days=7))
    assert greedy(read_problem(later)) == greedy(month(seed))
    assert total(read_problem(later), greedy(month(seed))) == total(
        month(seed), greedy(month(seed))
    )


def shifted(thing, by):
    """Return a file's content with every day and time in it moved."""
    if isinstance(thing, dict):
        return {key: shifted(each, by) for key, each in thing.items()}
    if isinstance(thing, list):
        return [shifted(each, by) for each in thing]
    if isinstance(thing, str) and thing[:2] == "20":
        moved = datetime.fromisoformat(thing) + by
        return moved.isoformat() if "T" in thing else str(moved.date())
    return thing


@given(seed=seeds)
@few
def test_the_checker_finds_what_is_planted(seed):
    problem = month(seed)
    places = greedy(problem)
    one, other = sorted(places)[:2]
    midnight = {**places, one: replace(places[one], start=0)}
    assert any(
        "outside the hours" in said for said in what_is_broken(problem, midnight)
    )
    worker = problem.meetings[one].required[0]
    twin = next(
        (k for k in places if k != one and worker in problem.meetings[k].required), None
    )
    if twin:
        at_once = {**places, twin: replace(places[twin], start=places[one].start)}
        said = what_is_broken(problem, at_once)
        assert any(f"{worker} is wanted at" in each for each in said)
    in_one_room = {
        **places,
        other: replace(places[one], chair=places[other].chair, interpreter=places[other].interpreter),
    }  # fmt: skip
    assert any("room" in said for said in what_is_broken(problem, in_one_room))
    chaired = next(k for k in places if problem.meetings[k].chairs)
    nobody = {**places, chaired: replace(places[chaired], chair=None)}
    assert any("as its chair" in said for said in what_is_broken(problem, nobody))


@given(
    st.tuples(*[st.integers(0, 500)] * 3).map(lambda each: Levels(*each)),
    st.tuples(*[st.integers(0, 500)] * 3).map(lambda each: Levels(*each)),
)
@few
def test_the_levels_are_never_traded(one, other):
    weights = Scale(501 * 501, 501)
    assert (weights.of(one) < weights.of(other)) == (one < other)
    assert weights.apart(weights.of(one)) == one


def test_no_month_outweighs_the_level_above():
    problem = month(3)
    worst = total(problem, {})
    weights = scale(problem)
    everything = total(problem, greedy(problem))
    assert everything.comfort < weights.disruption
    assert everything.disruption * weights.disruption < weights.law
    assert worst.law > 0 == worst.comfort


def test_what_a_month_costs_is_told_meeting_by_meeting():
    problem = month(4)
    places = greedy(problem)
    told = of_month(problem, places)
    assert set(told) == set(problem.meetings)
    assert sum(t.points for terms in told.values() for t in terms) == sum(
        total(problem, places)
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_short_notice_costs_a_month_what_its_dates_say(seed):
    early = month(seed)
    days = early.timeline.days
    late = replace(early, today=days[0] - timedelta(days=2))
    places = greedy(late)
    costs = 0
    for key, place in places.items():
        stands = days[place.start // A_DAY]
        short = [day for day in days if stands <= day < late.today + timedelta(days=7)]
        if late.meetings[key].kind not in ("supervision", "strategy discussion"):
            costs += 2 * len(short)
    assert costs > 0
    assert total(late, places).comfort - total(early, places).comfort == costs
    assert what_is_broken(late, places) == []


def pinned_at(problem, key, place):
    meeting = replace(problem.meetings[key], booked=place, pinned=True)
    return replace(problem, meetings={**problem.meetings, key: meeting})


@pytest.mark.parametrize("seconds", [0, 2])
def test_the_pinned_never_move(seconds):
    problem = month(5)
    key, place = next(iter(greedy(problem).items()))
    late = replace(place, start=place.start % A_DAY + 19 * A_DAY)
    found = arrange(pinned_at(problem, key, late), seconds, workers=1)
    assert found.places[key] == late


def test_two_pinned_on_one_room_are_refused_before_anything_moves():
    problem = month(5)
    (one, place), (other, there) = list(greedy(problem).items())[:2]
    same = replace(there, start=place.start, room=place.room)
    clash = pinned_at(pinned_at(problem, one, place), other, same)
    with pytest.raises(Unreadable, match="at once. Unpin one of them"):
        arrange(clash, 0)


def test_the_booked_stay_where_nothing_forces_them():
    problem = month(6)
    booked = {
        key: replace(problem.meetings[key], booked=place)
        for key, place in greedy(problem).items()
    }
    stands = replace(problem, meetings={**problem.meetings, **booked})
    assert arrange(stands, 2, workers=1).cost.disruption == 0


def test_no_part_of_it_goes_on_after_its_time():
    """In seconds of the processor, which a busy machine counts as an idle one does."""
    began = process_time()
    found = arrange(month(2, 200), 4, workers=1, clock=process_time)
    assert process_time() - began < 4 + 1
    assert found.cost < total(month(2, 200), greedy(month(2, 200)))
    assert Levels() < found.bound < found.cost
    assert what_is_broken(month(2, 200), found.places) == []


@pytest.mark.slow
def test_the_solver_is_never_worse_than_greedy_and_proves_a_small_month():
    problem = month(7, 8)
    told = []
    found = arrange(problem, 30, progress=told.append, workers=1)
    assert told[0].method == "greedy" and told[0].cost >= found.cost
    assert [each.cost for each in told] == sorted({each.cost for each in told})[::-1]
    assert what_is_broken(problem, found.places) == []
    assert found.proved and found.bound == found.cost


def test_without_or_tools_nothing_is_proved_and_the_month_is_no_worse(monkeypatch):
    monkeypatch.setattr(solver, "find_spec", lambda name: None)
    found = arrange(month(8), 1)
    assert found.bound is None and not found.proved
    assert found.cost <= total(month(8), greedy(month(8)))
    assert what_is_broken(month(8), found.places) == []


def test_of_a_chain_of_optional_meetings_the_fewest_are_lost():
    problem = month(9)
    keys = list(problem.meetings)[:3]
    chain = {
        key: replace(
            problem.meetings[key], required=(f"family {n + 1}",),
            optional=("partner 1",), mode="online", chairs=(), interpreters=(),
            usual_chair=None, minutes=60, remote=frozenset(),
        )
        for n, key in enumerate(keys)
    }  # fmt: skip
    free = replace(problem.people["partner 1"], busy=(), leave=frozenset(), hours=None)
    people = {**problem.people, "partner 1": free}
    three = replace(problem, meetings=chain, people=people)
    a, b, c = keys
    # The second overlaps the first and the third, which do not overlap one another.
    places = {b: Place(43), a: Place(40), c: Place(46)}
    assert Diaries(three, places).absent == {a: set(), b: {"partner 1"}, c: set()}
