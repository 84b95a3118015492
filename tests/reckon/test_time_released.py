"""Time of support officers, worked by hand: outside the catalogue, and released."""

from __future__ import annotations

import pytest

from alongside.reckon.time_released import (
    LEAST_DAYS,
    Done,
    OfficerDay,
    Timed,
    difference,
    drawn,
    estimate,
    may_be_told,
    outside,
    released,
)

TEN = [Timed(10, 1), Timed(14, 1), Timed(12, 1), Timed(16, 1), Timed(13, 1)] * 2


def test_a_share_is_of_all_minutes_noted_not_a_mean_of_days():
    """90 of 600, though the mean of the days' own shares is 0.25."""
    found = outside([OfficerDay(60, 150), OfficerDay(0, 350), OfficerDay(30, 100)])
    assert (found.outside, found.noted, found.fraction) == (90, 600, 0.15)


def test_few_days_tell_no_interval():
    days = [OfficerDay(30, 300)] * (LEAST_DAYS - 1)
    assert outside(days).share is None
    assert outside([*days, OfficerDay(0, 0)]).share is None, "a day of nothing is none"
    assert outside([*days, OfficerDay(0, 300)]).share is not None


def test_nothing_noted_has_no_fraction():
    assert outside([]).fraction is None


def test_teams_that_differ_and_teams_that_cannot_be_told_apart():
    much, little = (
        outside([OfficerDay(part, 300), OfficerDay(part + 10, 300)] * 10)
        for part in (120, 20)
    )
    found = difference(much, little)
    assert found is not None
    assert found[0] == pytest.approx(100 / 300)
    assert found[1] > 0
    assert difference(much, outside([])) is None


def test_a_task_keeps_its_reference_until_it_was_timed_ten_times():
    assert estimate(20, TEN[:9]).minutes == 20
    assert estimate(20, TEN[:9]).answers == 9
    found = estimate(20, TEN)
    assert found.minutes == 13
    assert found.answers == 10


def test_an_answer_for_several_times_weighs_as_many():
    """Nine that took 10 each, and one press for 11 times that took 220: 310 over 20."""
    assert estimate(20, [Timed(10, 1)] * 9 + [Timed(220, 11)]).minutes == 15.5


TIMED = {"minutes": estimate(20, TEN).sampled}


def test_hours_released_by_hand():
    """60 times 13 minutes timed, half of 1200 by reference, and 100 minutes said:
    780 + 600 + 100 = 1480 minutes; of these 600, ten hours, rest on the reference alone.

    The mean's error: squares of -3, 1, -1, 3, 0 twice are 40, over 9 and 10: 0.6667; with
    t of 9, 2.262, sixty times: 90.5 minutes either way.
    """
    found = released(
        [
            Done("minutes", 60, 60, 1200, 100, 1.0),
            Done("transport", 40, 40, 1200, 0, 0.5),
        ],
        TIMED,
    )
    assert found.hours == pytest.approx(1480 / 60)
    assert found.by_reference == pytest.approx(10)
    assert found.low == pytest.approx((1480 - 90.48) / 60, abs=0.01)
    assert found.high == pytest.approx((1480 + 90.48) / 60, abs=0.01)


def test_one_task_done_for_two_teams_has_one_error():
    """Errors of one mean add up; they are not drawn anew for each line."""
    once = released([Done("minutes", 60, 60, 1200, 0, 1.0)], TIMED)
    split = released([Done("minutes", 30, 30, 600, 0, 1.0)] * 2, TIMED)
    assert (split.low, split.high) == pytest.approx((once.low, once.high))


def test_two_tasks_timed_apart_have_errors_that_partly_cancel():
    """Of two alike, the error is the root of two, not twice, and known with 18 degrees."""
    both = TIMED | {"letters": TIMED["minutes"]}
    found = released(
        [Done("minutes", 60, 60, 1200, 0, 1.0), Done("letters", 60, 60, 600, 0, 1.0)],
        both,
    )
    assert found.high - found.hours == pytest.approx(
        2.101 * 2**0.5 * 60 * (40 / 90) ** 0.5 / 60, abs=0.001
    )


def test_what_nobody_timed_has_no_interval():
    found = released([Done("transport", 40, 40, 1200, 0, 1.0)], {})
    assert (found.hours, found.low, found.by_reference) == (20, None, 20)


def test_minutes_outside_release_nothing():
    assert released([Done("visit", 0, 0, 0, 90, 0.0)], {}).hours == 0


def test_what_is_drawn_is_drawn_again():
    notes = {"minutes": list(range(50)), "transport": list(range(50, 53))}
    found = drawn(notes, 5, "2026-W02")
    again = {task: keys[::-1] for task, keys in reversed(notes.items())}
    assert drawn(again, 5, "2026-W02") == found
    assert drawn(notes, 5, "2026-W03") != found
    assert len(found) == 8
    assert {50, 51, 52} <= found


def test_every_note_is_as_likely_to_be_drawn():
    counted = [0] * 10
    for week in range(3000):
        for key in drawn({"a": range(10)}, 2, str(week)):
            counted[key] += 1
    assert all(600 - 90 < n < 600 + 90 for n in counted), counted


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ({"a": {1, 2, 3}}, {"a"}),
        ({"a": {1, 2}}, set()),
        ({"a": {1, 2, 3}, "b": set()}, {"a"}),
        # b alone would be the total less a: a goes too.
        ({"a": {1, 2, 3}, "b": {4}}, set()),
        ({"a": {1, 2, 3}, "b": {4}, "c": {5, 6, 7, 8}}, {"c"}),
        ({"a": {1, 2, 3}, "b": {4, 5}, "c": {6}}, {"a"}),
    ],
)
def test_whose_sums_may_be_told(groups, told):
    assert may_be_told(groups) == told
