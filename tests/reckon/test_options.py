"""Options weighed: worked by hand, and by factors that the Treasury prints."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.figures import rounded
from alongside.reckon.money.option_checks import findings
from alongside.reckon.money.options import (
    Appraisal,
    Benefit,
    Discount,
    NotAnAppraisal,
    Option,
    Risk,
)

FLAT = Discount(D(0), "none, for sums that can be done in the head")
HOURS = Benefit(
    "time released", "hours", D(100), D(300), D(500), "a pilot of 2025", pounds=D(20)
)
NOTHING = Option(
    "Do nothing", (D(0),) * 3, does_nothing=True, scores={"Care": D(10), "Ease": D(100)}
)
POSTS = Option(
    "Two posts",
    (D(5_000), D(4_000), D(4_000)),
    benefits=(HOURS,),
    risks=(Risk("posts stay empty", D("0.2"), D(2_000), answer="advertise early"),),
    scores={"Care": D(80), "Ease": D(30)},
)
AGENCY = Option(
    "Agency",
    (D(9_000), D(9_000), D(9_000)),
    benefits=(replace(HOURS, cash=True, first=1),),
    scores={"Care": D(60), "Ease": D(60)},
)
WEIGHTS = {"Care": D(70), "Ease": D(30)}
WEIGHED = Appraisal((NOTHING, POSTS, AGENCY), 3, FLAT, WEIGHTS)


def codes(found):
    return [each.code for each in found]


# The discount factors of the Green Book's annex: year, at 3.5%.
PRINTED = [(0, "1.0000"), (1, "0.9662"), (2, "0.9335"), (5, "0.8420"), (10, "0.7089"), (30, "0.3563")]  # fmt: skip


@pytest.mark.parametrize("year, printed", PRINTED)
def test_the_factors_are_those_the_treasury_prints(year, printed):
    assert rounded(Discount().factor(year), 4) == D(printed)


def test_prices_as_they_will_be_paid_are_taken_back_by_inflation_first():
    rising = Discount(D("0.035"), "a rate", nominal=True, inflation=D("0.02"))
    paid = [D(100), D(102), D("104.04")]
    assert rounded(rising.present(paid) - Discount().present([D(100)] * 3), 10) == 0


def test_an_option_is_worth_its_benefits_less_costs_and_likely_risks():
    # 300 hours x 3 years x £20, less £13,000, less a fifth of £2,000.
    worth = WEIGHED.worth(POSTS)
    assert (worth.expected, worth.costs, worth.risks) == (18_000, 13_000, 400)
    assert (worth.net_low, worth.net, worth.net_high) == (-7_400, 4_600, 16_600)


def test_a_benefit_counts_from_its_first_year_and_time_is_no_cash():
    assert WEIGHED.worth(AGENCY).expected == 12_000  # two years of three
    assert WEIGHED.worth(AGENCY, cash_only=True).expected == 12_000
    assert WEIGHED.worth(POSTS, cash_only=True).net == -13_400


def test_a_risk_of_a_later_year_counts_for_less():
    late = replace(POSTS, risks=(Risk("lease ends", D("0.5"), D(1_000), 2),))
    found = Appraisal((NOTHING, late), 3).worth(late)
    assert rounded(found.risks, 2) == D("466.76")  # 500 x 0.93351


def test_scores_and_places():
    # Care 70, Ease 30: nothing 7 + 30, posts 56 + 9, agency 42 + 18.
    assert [WEIGHED.score(each) for each in WEIGHED.options] == [37, 65, 60]
    assert [each.name for each in WEIGHED.by_score()] == ["Two posts", "Agency", "Do nothing"]  # fmt: skip
    assert [each.name for each in WEIGHED.by_net()] == ["Two posts", "Do nothing", "Agency"]  # fmt: skip


@pytest.mark.parametrize(
    "change, words",
    [
        ({"options": (NOTHING,)}, "one alone is no choice"),
        ({"options": (POSTS, AGENCY)}, "which one option is to do nothing"),
        ({"options": (NOTHING, replace(AGENCY, does_nothing=True))}, "do nothing"),
        ({"options": (NOTHING, POSTS, POSTS)}, "2 options are called “Two posts”"),
        ({"years": 2}, "costs of 3 years, and the appraisal is of 2"),
        ({"years": 32}, "1 to 31 years, not 32"),
        ({"criteria": {"Care": D(70), "Ease": D(31)}}, "weights come to 101"),
        ({"criteria": {"Care": D(100), "Ease": D(0)}}, "each above 0"),
        ({"criteria": {"Care": D(60), "Cost": D(40)}}, "has no score for Cost"),
    ],
)
def test_what_cannot_be_weighed_is_refused_in_words(change, words):
    with pytest.raises(NotAnAppraisal, match=words):
        replace(WEIGHED, **change)


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda: Option("Posts", None), "give its costs, or say why not"),
        (lambda: replace(POSTS, scores={"Care": D(101)}), "from 0 to 100"),
        (lambda: replace(HOURS, low=D(301)), "does not lie between"),
        (lambda: replace(HOURS, high=D(299)), "does not lie between"),
        (lambda: Risk("floods", D("1.1"), D(1)), "from 0% to 100%"),
        (lambda: Discount(D("3.5")), "a share of 1"),
        (lambda: Discount(source=" "), "whose discount rate"),
        (lambda: Discount(inflation=D("0.02")), "no inflation to take out"),
    ],
)
def test_what_cannot_be_typed_is_refused_in_words(make, words):
    with pytest.raises(NotAnAppraisal, match=words):
        make()


def test_an_option_that_is_not_costed_is_scored_and_not_priced():
    other = Option("Later", None, "no evaluation yet", scores={"Care": D(90), "Ease": D(90)})  # fmt: skip
    both = replace(WEIGHED, options=(*WEIGHED.options, other))
    assert both.by_score()[0] is other and other not in both.by_net()
    with pytest.raises(NotAnAppraisal, match="no evaluation yet"):
        both.worth(other)


def test_a_preferred_option_without_reason_is_found_and_a_good_one_is_not():
    assert codes(findings(WEIGHED)) == ["none_preferred"]
    assert codes(findings(WEIGHED, "Two posts")) == ["no_reason"]
    assert findings(WEIGHED, "Two posts", "It is worth most.") == []


def test_a_preferred_option_that_is_not_first_is_told_by_worth_and_by_score():
    found = findings(WEIGHED, "Agency", "It is quick.")
    assert codes(found) == ["not_first_by_worth", "not_first_by_score"]
    # Agency leads where 60 > 80c + 30(1 - c) and 60 > 10c + 100(1 - c): c from 4/9 to 3/5.
    assert "for 16%" in found[1].what


def test_an_option_that_another_outdoes_is_told():
    worse = replace(POSTS, name="Three posts", costs=(D(6_000), D(5_000), D(5_000)))
    found = findings(
        replace(WEIGHED, options=(NOTHING, POSTS, worse)), "Three posts", "More."
    )
    assert codes(found) == ["outdone", "not_first_by_worth"]


def test_what_is_hoped_unsourced_or_unanswered_is_told():
    loose = replace(
        POSTS,
        benefits=(replace(HOURS, low=D(0), source=" "),),
        risks=(Risk("floods", D("0.1"), D(1)),),
    )
    later = Option("Later", None, "no evaluation yet", scores=POSTS.scores)
    found = findings(replace(WEIGHED, options=(NOTHING, loose, later)), loose.name, "x")
    assert codes(found) == [
        "not_costed", "may_bring_nothing", "no_source", "risk_unanswered",
    ]  # fmt: skip


POUNDS = st.integers(0, 10**7).map(D)
RATES = st.integers(0, 200).map(lambda each: D(each) / 1000)


@given(st.lists(POUNDS, min_size=1, max_size=31), RATES)
def test_parts_and_whole_agree_and_a_higher_rate_never_makes_a_cost_larger(years, rate):
    discount = Discount(rate, "any")
    apart = [discount.present([D(0)] * at + [each]) for at, each in enumerate(years)]
    assert abs(sum(apart) - discount.present(years)) < D("1e-12")
    higher = Discount(rate + D("0.01"), "any")
    assert higher.present(years) <= discount.present(years) <= sum(years)
