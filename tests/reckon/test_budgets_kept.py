"""Budgets: nothing is lost, whatever moves; sums done by hand; and gaps by their name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.money.budgets import (
    Move,
    Refused,
    Released,
    after,
    budgets,
    in_all,
)
from alongside.reckon.money.forecast import forecast, year_of
from alongside.reckon.money.funded import Gap, Share, gaps, most, paid

HEADS = ["care", "chief", "reserve"]
pence = st.integers(1, 50_000_00).map(lambda n: D(n) / 100)
moves = st.builds(Move, st.sampled_from(HEADS), pence, st.sampled_from([None, *HEADS]))


@given(st.lists(moves, max_size=40))
def test_parts_and_total_agree_through_any_sequence_of_transfers(asked):
    """Refused moves leave all as it was; the total is what was set, to the penny."""
    found, was_set = {}, D(0)
    for move in asked:
        before = found
        try:
            found = after(found, move)
        except Refused:
            assert found == before
            continue
        was_set += move.pounds if move.source is None else 0
        assert in_all(found) == was_set
        assert sum(b.set for b in found.values()) == was_set
        assert sum(b.came for b in found.values()) == sum(
            b.went for b in found.values()
        )
        assert all(b.stands >= 0 for b in found.values())


def test_a_transfer_has_two_sides():
    found = budgets([Move("care", D(1_096_504)), Move("chief", D(92_476), "care")])
    assert (found["care"].stands, found["chief"].stands) == (D(1_004_028), D(92_476))
    assert found["care"].went == found["chief"].came == D(92_476)


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (Move("chief", D("100.01"), "care"), "more than the £100.00"),
        (Move("care", D(1), "care"), "which other budget"),
        (Move("chief", D(0), "care"), "not an amount above 0"),
        (Move("chief", D("0.005"), "care"), "whole pence"),
        (Move("chief", D(1), "nowhere"), "more than the £0.00"),
    ],
)
def test_what_cannot_move_says_why(move, told):
    with pytest.raises(Refused, match=told):
        after(budgets([Move("care", D(100))]), move)


def test_what_four_posts_release_and_what_of_it_is_left():
    """4 x 26,744 is 106,976; 4 x 23,119 is 92,476; 14,500 nobody has spoken of."""
    found = Released(D(4 * 26_744)).use(D(4 * 23_119))
    assert (found.pounds, found.used, found.left) == (106_976, 92_476, 14_500)
    with pytest.raises(Refused, match="£14,500.00 of the £106,976.00 released is left"):
        found.use(D("14500.01"))


def test_437_000_against_206_000_is_231_000_without_a_budget():
    booked = dict.fromkeys(year_of(2015)[:6], D(206_000) / 6)
    expected = dict.fromkeys(year_of(2015)[6:], D(231_000) / 6)
    found = forecast(D(206_000), 2015, booked, expected)
    assert round(found.outturn, 6) == 437_000
    assert found.said == "£231,000 for which there is no budget"


def test_a_month_not_known_is_the_mean_of_those_booked_and_says_so():
    """100 and 300 are booked: ten months at 200 and 400 make 2,400."""
    year = year_of(2025)
    found = forecast(D(3_000), 2025, {year[0]: D(100), year[1]: D(300)})
    assert found.outturn == 2_400 and found.spent == 400
    assert found.months[2].how == "the mean of 2 months booked"
    assert [month.spent for month in found.months[:3]] == [100, 400, None]
    assert found.months[2].budget == 750
    assert found.said == "£600 of the budget not needed"


def test_a_gap_is_what_a_reader_finds_from_the_two_printed_figures():
    """Seven months at 14,166.67 make twelve of 170,000.04: as budgeted, to the pound; and
    £1,200.60 against £1,000.20 are printed as 1,201 and 1,000."""
    booked = dict.fromkeys(year_of(2025)[:7], D("14166.67"))
    found = forecast(D(170_000), 2025, booked)
    assert found.gap > 0 and found.said == "As budgeted"
    apart = forecast(D("1000.20"), 2025, {}, dict.fromkeys(year_of(2025), D("100.05")))
    assert apart.said == "£201 for which there is no budget"


def test_with_nothing_booked_a_twelfth_of_the_budget_is_taken():
    found = forecast(D(1_200), 2025, {})
    assert found.said == "As budgeted" and "twelfth" in found.months[0].how


def test_what_is_booked_stands_before_what_was_expected_and_a_credit_counts():
    year = year_of(2025)
    found = forecast(D(0), 2025, {year[0]: D(-50)}, {m: D(10) for m in year})
    assert found.outturn == 60 and found.months[0].booked


MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 1)


def test_a_permanent_post_on_a_grant_lacks_its_pay_from_the_day_after():
    grant = Share("grant", D(1), date(2025, 4, 1), MARCH)
    assert gaps([grant], date(2025, 4, 1), None) == [Gap(APRIL, None, D(1))]
    assert gaps([grant], date(2025, 4, 1), MARCH) == []


def test_half_of_it_goes_on():
    shares = [
        Share("grant", D("0.5"), date(2025, 4, 1), MARCH),
        Share("base", D("0.5"), date(2025, 4, 1), None),
    ]
    assert paid(shares, MARCH) == 1 and paid(shares, APRIL) == D("0.5")
    assert gaps(shares, date(2025, 4, 1), None) == [Gap(APRIL, None, D("0.5"))]
    assert most([*shares, Share("more", D("0.2"), MARCH, MARCH)]) == D("1.2")


DAYS = st.integers(0, 60).map(lambda n: date.fromordinal(APRIL.toordinal() + n))


@given(
    st.lists(
        st.tuples(st.sampled_from([D("0.25"), D("0.5")]), DAYS, st.none() | DAYS),
        max_size=4,
    ),
    DAYS,
    st.none() | DAYS,
)
def test_gaps_agree_with_walking_day_by_day(told, first, last):
    shares = [Share(f"{n}", *each) for n, each in enumerate(told)]
    found = gaps(shares, first, last)
    for n in range(first.toordinal(), APRIL.toordinal() + 90):
        day = date.fromordinal(n)
        lacking = max(D(0), 1 - paid(shares, day))
        expected = lacking if last is None or day <= last else D(0)
        told_of = [
            g.share
            for g in found
            if g.first <= day and (g.last is None or day <= g.last)
        ]
        assert sum(told_of, D(0)) == expected, day
        assert len(told_of) <= 1
