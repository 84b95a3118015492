"""Where everything on a timeline's picture is drawn, worked by hand.

The day is 22 November 2026 and the window from 1 November 2025 to the end of February
2027: 485 days over 930 units.
"""

from __future__ import annotations

import pytest

from alongside.desk.casework.timeline import window
from alongside.desk.casework.timeline.history import months
from alongside.desk.casework.timeline.picture import pack
from tests.desk.casework.drawings import (
    RULES,
    TODAY,
    a_year,
    clock,
    day,
    drawn,
    event,
    row,
)


def test_the_usual_window_is_a_year_back_and_three_months_ahead():
    shown = window("1y", TODAY, [day("2020-01-01")])
    assert (shown.first, shown.end) == (day("2025-11-01"), day("2027-03-01"))


@pytest.mark.parametrize(
    ("span", "earliest", "first", "end"),
    [
        ("6m", "2020-01-01", "2026-05-01", "2027-03-01"),
        ("2y", "2020-01-01", "2024-11-01", "2027-03-01"),
        ("all", "2020-01-09", "2020-01-01", "2027-11-01"),  # 82 months back, 11 ahead
        ("1y", "2026-10-26", "2026-10-01", "2027-03-01"),  # nothing before: not shown
    ],
)
def test_windows(span, earliest, first, end):
    shown = window(span, TODAY, [day(earliest)])
    assert (shown.first, shown.end) == (day(first), day(end))


def test_days_lie_in_proportion_and_outside_days_on_the_edge():
    shown = window("1y", TODAY, [day("2020-01-01")])
    assert shown.x(day("2025-11-01")) == 0
    assert shown.x(TODAY) == 740.2  # 386 of 485 days
    assert shown.x(day("2019-01-01")) == 0
    assert shown.x(day("2030-01-01")) == 930


def test_months_are_named_while_they_fit_then_quarters_then_years():
    def names(span, earliest):
        shown = window(span, TODAY, [day(earliest)])
        return [(tick.month, tick.year) for tick in shown.ticks()]

    assert names("1y", "2020-01-01")[:3] == [
        ("Nov", "2025"),
        ("Dec", ""),
        ("Jan", "2026"),
    ]
    assert names("all", "2023-02-01")[:2] == [("Apr", "2023"), ("Jul", "")]
    assert names("all", "2012-05-01")[:2] == [("", "2013"), ("", "2014")]
    assert len(names("all", "1900-01-01")) <= 32


@pytest.mark.parametrize(
    ("due", "pieces"),
    [
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "met", completed_on="2026-02-10"),
            [("run", 124.6, 193.7), ("spare", 193.7, 247.4)],  # days 65, 101, 129
        ),
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "late", completed_on="2026-03-30"),
            [("run", 124.6, 247.4), ("over", 247.4, 285.7)],  # to day 149
        ),
        (
            clock("CFA_COMPLETE", "2026-11-02", "2027-01-06", "open"),
            [("ahead", 701.8, 826.5)],  # days 366, 431
        ),
        (
            clock("CFA_COMPLETE", "2026-09-01", "2026-11-04", "open"),
            [("ahead", 582.9, 705.6), ("over", 705.6, 740.2)],  # overdue, up to today
        ),
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "closed_before_due", ended_on="2026-02-10"),
            [("left", 124.6, 193.7)],
        ),
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "closed_after_due", ended_on="2026-03-30"),
            [("left", 124.6, 247.4), ("over", 247.4, 285.7)],
        ),
    ],
    ids=["in time", "late", "running", "overdue", "ended", "ended overdue"],
)  # fmt: skip
def test_a_clock_is_drawn_by_what_became_of_it(due, pieces):
    assert drawn(a_year(dues=[due]), "Child and family assessment") == [pieces]


def test_lateness_of_a_day_is_still_seen():
    visit = clock(
        "CP_VISIT_10WD", "2026-01-05", "2026-01-19", "late", completed_on="2026-01-20"
    )
    (pieces,) = drawn(a_year(dues=[visit]), "Child protection visit")
    kind, left, right = pieces[-1]
    assert (kind, right) == ("over", 153.4) and right - left == pytest.approx(6)


def test_a_bar_is_cut_at_the_edge_of_the_picture():
    before = clock("RCPC_N", "2025-06-01", "2027-09-01", "open")
    picture = a_year(dues=[before])
    assert drawn(picture, "Review child protection conference") == [[("ahead", 0, 930)]]
    words = row(picture, "Review child protection conference").bars[0].words
    assert (words.text, words.anchor, words.x) == ("Due 1 Sep", "end", 924)


def test_clocks_over_before_the_picture_begins_are_not_drawn():
    old = clock(
        "CFA_COMPLETE", "2024-01-05", "2024-03-10", "met", completed_on="2024-02-10"
    )
    assert a_year(dues=[old]).lanes == []


def test_recurring_clocks_share_one_row_without_their_spare_time():
    dues = [
        clock("CP_VISIT_10WD", "2026-01-05", "2026-01-19", "met", completed_on="2026-01-15"),
        clock("CP_VISIT_10WD", "2026-01-15", "2026-01-29", "met", completed_on="2026-01-28"),
        clock("CP_VISIT_10WD", "2026-01-28", "2026-02-11", "open"),
    ]  # fmt: skip
    picture = a_year(
        [event("cp_visit", "2026-01-15"), event("cp_visit", "2026-01-28")], dues
    )
    visits = row(picture, "Child protection visit")
    assert {bar.y for bar in visits.bars} == {16} and visits.height == 32
    assert [(s.shape, s.x, s.y) for s in visits.signs] == [
        ("circle", 143.8, 16),
        ("circle", 168.7, 16),
    ]


def test_first_and_later_rules_of_one_kind_share_a_row():
    dues = [
        clock("CORE_GROUP_1", "2026-01-05", "2026-01-19", "met", completed_on="2026-01-15"),
        clock("CORE_GROUP_N", "2026-01-15", "2026-02-26", "met", completed_on="2026-02-20"),
    ]  # fmt: skip
    assert len(drawn(a_year(dues=dues), "Core group")) == 2


def test_clocks_of_one_time_lie_one_under_the_other():
    dues = [
        clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "met", completed_on="2026-03-01"),
        clock("CFA_COMPLETE", "2026-01-20", "2026-03-24", "met", completed_on="2026-02-20"),
    ]  # fmt: skip
    done = [
        event("assessment_authorised", "2026-03-01"),
        event("assessment_authorised", "2026-02-20"),
    ]
    found = row(a_year(done, dues), "Child and family assessment")
    assert [bar.y for bar in found.bars] == [16, 36] and found.height == 52
    assert [sign.y for sign in found.signs] == [36, 16], "each on its own clock"


def test_packing_lets_what_touches_share_a_level():
    assert pack([(0, 10), (10, 20), (15, 30), (20, 25)]) == [0, 0, 1, 0]


def test_a_clock_done_by_what_the_picture_does_not_show_gets_a_tick():
    seen = clock(
        "CHILD_SEEN", "2026-01-05", "2026-01-12", "met", completed_on="2026-01-09"
    )
    signs = row(a_year(dues=[seen]), "Child seen during assessment").signs
    assert [sign.shape for sign in signs] == ["tick"]


def test_a_clock_done_by_an_event_that_is_shown_gets_no_tick_besides():
    visit = clock(
        "CP_VISIT_10WD", "2026-01-05", "2026-01-19", "met", completed_on="2026-01-15"
    )
    signs = row(
        a_year([event("cp_visit", "2026-01-15")], [visit]), "Child protection visit"
    ).signs
    assert [sign.shape for sign in signs] == ["circle"]


def test_a_clock_that_cannot_be_told_gets_a_question_mark():
    unclear = clock("CHILD_SEEN", "2026-01-05", "2026-01-12", "cannot_compute")
    seen = row(a_year(dues=[unclear]), "Child seen during assessment")
    assert [sign.shape for sign in seen.signs] == ["question"] and not seen.bars


def test_running_clocks_say_when_they_are_due():
    soon = clock("CP_VISIT_10WD", "2026-11-16", "2026-11-30", "open")
    late = clock("CORE_GROUP_N", "2026-10-01", "2026-11-12", "open")
    picture = a_year(dues=[soon, late])
    words = [
        row(picture, label).bars[0].words
        for label in ("Child protection visit", "Core group")
    ]
    assert [(w.text, w.x, w.anchor) for w in words] == [
        ("Due 30 Nov", 761.5, "start"),
        ("Overdue", 746.2, "start"),
    ]


def test_what_is_due_today_is_not_overdue():
    today = clock("CP_VISIT_10WD", "2026-11-09", "2026-11-22", "open")
    picture = a_year(dues=[today])
    assert row(picture, "Child protection visit").bars[0].words.text == "Due 22 Nov"
    assert "0 overdue" in picture.desc
    shown = window("1y", TODAY, [day("2020-01-01")])
    assert months([], [today], RULES, shown, TODAY) == []
