"""How far an answer hangs on its weights: areas, crossings and break-evens by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alongside.reckon.figures import rounded
from alongside.reckon.money.option_sensitivity import (
    break_evens,
    cost_switch,
    first_at_rates,
    first_by_all_weights,
    switches,
)
from alongside.reckon.money.options import Appraisal, Benefit, Discount, Option

FLAT = Discount(D(0), "none")


def scored(**options):
    """Options by their scores, the first doing nothing, over criteria of equal weight."""
    count = len(next(iter(options.values())))
    made = tuple(
        Option(
            name, (D(0),), does_nothing=not at,
            scores={f"c{n}": D(score) for n, score in enumerate(scores)},
        )
        for at, (name, scores) in enumerate(options.items())
    )  # fmt: skip
    weights = {f"c{n}": D(100 // count) for n in range(count)}
    weights["c0"] += 100 - sum(weights.values())
    return Appraisal(made, 1, FLAT, weights)


# Shares of the area of all weights, worked by hand.
AREAS = [
    ({"a": (100, 0), "b": (0, 100)}, {"a": 1 / 2}, "half the line"),
    ({"a": (100, 40), "b": (80, 60)}, {"a": 1 / 2}, "level at a weight of a half"),
    ({"a": (100, 0), "b": (50, 50)}, {"b": 1 / 2}, "level where w = 1 - w"),
    ({"a": (30, 90), "b": (50, 50)}, {"b": 1 / 3}, "level where 20w = 40(1 - w)"),
    ({"a": (100, 0, 0, 0), "b": (0, 100, 100, 100)}, {"a": 1 / 8}, "(1 - 1/2) cubed"),
    ({"a": (80,), "b": (60,)}, {"a": 1}, "one criterion: the better always"),
    ({"a": (50, 50), "b": (50, 50)}, {"a": 1 / 2, "b": 1 / 2}, "ties share"),
    ({"a": (10, 20), "b": (30, 40), "c": (20, 30)}, {"b": 1}, "never outdone"),
]  # fmt: skip


@pytest.mark.parametrize("options, share, why", AREAS)
def test_how_often_each_comes_first_over_all_weights(options, share, why):
    found = first_by_all_weights(scored(**options))
    assert abs(sum(found.values()) - 1) < 1e-9
    for name, expected in share.items():
        assert found[name] == pytest.approx(expected, abs=0.01), why


def test_of_three_the_corners_and_the_middle():
    corners = {"a": (100, 0, 0, 0), "b": (0, 100, 0, 0), "c": (0, 0, 100, 0), "d": (0, 0, 0, 100)}  # fmt: skip
    found = first_by_all_weights(scored(**corners))
    assert all(share == pytest.approx(1 / 4, abs=0.01) for share in found.values())
    # A triangle: a leads where w1 > (1 - w1) / 2, so beyond a third: (2/3) squared.
    middle = first_by_all_weights(Appraisal(
        tuple(Option(name, (D(0),), does_nothing=name == "b", scores=dict(zip("xyz", s, strict=True)))
              for name, s in {"a": (D(100), D(0), D(0)), "b": (D(0), D(50), D(50))}.items()),
        1, FLAT, {"x": D(20), "y": D(30), "z": D(50)},
    ))  # fmt: skip
    assert middle["a"] == pytest.approx(4 / 9, abs=0.01)


def test_without_criteria_none_comes_first():
    assert first_by_all_weights(replace(scored(a=(1,), b=(2,)), criteria={})) == {"a": 0, "b": 0}  # fmt: skip


def test_the_nearest_weights_at_which_another_comes_first():
    # Posts lead at Care 70; Agency at 44.4 to 60, where 60 = 80c + 30(1 - c) at 60.
    three = Appraisal(
        (
            Option("Nothing", None, "x", True, scores={"Care": D(10), "Ease": D(100)}),
            Option("Posts", None, "x", scores={"Care": D(80), "Ease": D(30)}),
            Option("Agency", None, "x", scores={"Care": D(60), "Ease": D(60)}),
        ), 1, FLAT, {"Care": D(70), "Ease": D(30)},
    )  # fmt: skip
    found = switches(three)
    assert [(each.criterion, each.at, each.to) for each in found] == [
        ("Care", 60, "Agency"), ("Ease", 40, "Agency"),
    ]  # fmt: skip


def test_a_weight_that_changes_nothing_has_no_switch():
    assert switches(scored(a=(10, 20), b=(30, 40))) == []
    assert switches(scored(a=(10,), b=(30,))) == []


WHOLE = st.integers(0, 10).map(lambda each: each * 10)


def at_weight(appraisal, weight):
    """The same with the first criterion at this weight, the other two alike."""
    weight = rounded(weight, 6)
    half = (100 - weight) / 2
    return replace(appraisal, criteria={"c0": weight, "c1": half, "c2": half})


@given(
    st.lists(st.tuples(WHOLE, WHOLE, WHOLE), min_size=2, max_size=4),
    st.integers(1, 9).map(lambda each: D(each * 10)),
)
def test_between_two_switches_the_same_comes_first(rows, weight):
    """The other way: weights are put in, and the scores worked out anew."""
    options = scored(**{f"o{n}": row for n, row in enumerate(rows)})
    weighed = at_weight(options, weight)
    first, second, *_ = weighed.by_score()
    assume(weighed.score(first) > weighed.score(second))  # of a tie both come first
    ends = [each.at for each in switches(weighed) if each.criterion == "c0"]
    low = max((end for end in ends if end < weight), default=D("0.1"))
    high = min((end for end in ends if end > weight), default=D("99.9"))
    for part in (D("0.01"), D("0.5"), D("0.99")):
        there = at_weight(weighed, low + (high - low) * part)
        most = max(there.score(each) for each in there.options)
        assert most - there.score(first) < D("1e-9")
    for end in ends:
        beyond = end + (D("0.01") if end > weight else D("-0.01"))
        if 0 < beyond < 100:
            there = at_weight(weighed, beyond)
            assert there.score(there.by_score()[0]) > there.score(first)


HOURS = Benefit("time", "hours", D(100), D(300), D(500), "a pilot", pounds=D(20))
NONE = Option("Do nothing", (D(1_000), D(1_000)), does_nothing=True)


def with_costs(*costs, **change):
    posts = Option("Posts", tuple(D(each) for each in costs), benefits=(replace(HOURS, **change),))  # fmt: skip
    return Appraisal((NONE, posts), 2, FLAT), posts


@pytest.mark.parametrize(
    "costs, change, units, where",
    [
        # £40 is what an hour a year comes to over two years; £2,000 is nothing's own cost.
        ((5_000, 5_000), {}, 200, "within"),
        ((2_000, 3_000), {}, 75, "below"),
        ((15_000, 9_000), {}, 550, "above"),
        ((5_000, 5_000), {"first": 1}, 400, "within"),
        ((3_000, 3_000), {}, 100, "within"),
    ],
)
def test_what_makes_an_option_break_even(costs, change, units, where):
    found = break_evens(*with_costs(*costs, **change))
    assert [(each.units, each.where, each.against) for each in found] == [
        (units, where, "Do nothing")
    ]


def test_what_has_no_price_has_no_break_even():
    assert break_evens(*with_costs(1, 1, pounds=None)) == []
    weighed, _ = with_costs(1, 1)
    assert break_evens(weighed, NONE) == []
    uncosted = replace(NONE, costs=None, not_costed="nobody knows")
    posts = weighed.options[1]
    assert break_evens(replace(weighed, options=(uncosted, posts)), posts) == []


def test_how_far_costs_may_rise_before_another_is_worth_more():
    weighed, posts = with_costs(5_000, 5_000)
    first, then, share = cost_switch(weighed)
    assert (first, then) == (posts, NONE)
    # Worth 12,000 - 10,000 against -2,000: 4,000 ahead, on costs of 10,000.
    assert share == D("0.4")
    dearer = tuple(each * (1 + share) for each in posts.costs)
    level = replace(weighed, options=(NONE, replace(posts, costs=dearer)))
    nets = [level.worth(each).net for each in level.options]
    assert all(a == b for a, b in pairwise(nets))
    assert rounded(nets[0], 2) == -2_000


def test_which_is_worth_most_at_other_rates():
    # £1,000 now, or £1,100 next year: later costs less from a rate of 10% on.
    now = Option("Now", (D(1_000), D(0)), does_nothing=True)
    later = Option("Later", (D(0), D(1_100)))
    slow = Appraisal((now, later), 2, Discount(D("0.035"), "any"))
    assert first_at_rates(slow) == {"Now": [0, D("0.07")]}
    quick = Appraisal((now, later), 2, Discount(D("0.06"), "any"))
    assert first_at_rates(quick) == {"Now": [0], "Later": [D("0.12")]}
    none = replace(later, costs=None, not_costed="x")
    both = Appraisal((replace(now, costs=None, not_costed="x"), none), 2)
    assert first_at_rates(both) == {}


def test_nothing_switches_where_the_first_costs_nothing_or_stands_alone():
    free = replace(NONE, costs=(D(0), D(0)))
    weighed, posts = with_costs(50_000, 50_000)
    assert cost_switch(replace(weighed, options=(free, posts))) is None
    uncosted = replace(posts, costs=None, not_costed="nobody knows")
    assert cost_switch(replace(weighed, options=(NONE, uncosted))) is None
