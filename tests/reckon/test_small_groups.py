"""No small group's answers are told, nor can they be worked out from what is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.small_groups import Answers, told


@pytest.mark.parametrize(
    ("groups", "shown", "why"),
    [
        ({"A": (12, 7), "B": (9, 4)}, {"A", "B"}, "both are large, and of two minds"),
        (
            {"A": (12, 7), "B": (9, 4), "C": (3, 1)},
            {"A"},
            "C would be what is left: B goes too",
        ),
        (
            {"A": (12, 7), "B": (9, 4), "C": (3, 1), "D": (4, 2)},
            {"A", "B"},
            "C and D are 7 together",
        ),
        (
            {"A": (12, 7), "B": (9, 9)},
            set(),
            "all nine said yes: then A tells it by subtraction",
        ),
        ({"A": (12, 7), "B": (0, 0)}, {"A"}, "nobody answered in B: nothing to hide"),
        ({"A": (4, 2)}, set(), "too few"),
    ],
)
def test_by_hand(groups, shown, why):
    answers = {name: Answers(*counts) for name, counts in groups.items()}
    assert told(answers)[0] == shown, why


def test_the_total_of_too_few_is_not_told():
    assert told({"A": Answers(2, 1), "B": Answers(2, 1)}) == (set(), False)
    assert told({"A": Answers(3, 1), "B": Answers(3, 1)}) == (set(), True)


counts = st.integers(0, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(groups=st.dictionaries(st.sampled_from("ABCDEFG"), counts, min_size=1))
def test_what_is_left_by_subtraction_could_itself_be_told(groups):
    answers = {name: Answers(*each) for name, each in groups.items()}
    shown, total = told(answers)
    assert all(answers[name].may_be_told() for name in shown)
    rest = sum((a for name, a in answers.items() if name not in shown), Answers(0, 0))
    assert rest.given == 0 or not shown or rest.may_be_told()
    if total:
        assert sum(a.given for a in answers.values()) >= 5
