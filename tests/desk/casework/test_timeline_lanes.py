"""What a timeline's picture is made of: lanes, bands for plans, a shape for each event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from alongside.desk.casework.timeline.lanes import (
    LANE_OF_EVENT,
    SHAPES,
    groups,
    lane_of,
)
from alongside.desk.casework.timeline.stretches import of_stays
from alongside.reckon.events import EVENTS
from tests.desk.casework.drawings import (
    RULES,
    a_year,
    clock,
    drawn,
    event,
    row,
)


def test_only_lanes_with_something_in_them_are_there_in_their_order():
    picture = a_year(
        [event("cp_visit", "2026-01-15"), event("referral_received", "2026-01-05")]
    )
    assert [lane.title for lane in picture.lanes] == [
        "Referral and assessment",
        "Child protection",
    ]
    first, second = picture.lanes
    assert first.y == 60 and second.y == 60 + first.height
    assert picture.height == second.y + second.height


def test_a_plan_is_a_band_from_its_beginning_to_its_end():
    events = [
        event("became_subject_of_plan", "2026-01-05"),
        event("cp_plan_ended", "2026-03-10"),
    ]
    (band,) = a_year(events).lanes[0].bands
    assert (band.x, band.right) == (124.6, 247.4) and band.begins and band.ends
    assert band.said == "Child protection plan, from 5 Jan 2026 to 10 Mar 2026"


def test_a_plan_still_open_goes_up_to_today():
    (band,) = a_year([event("became_subject_of_plan", "2024-01-05")]).lanes[0].bands
    assert (band.x, band.right, band.begins, band.ends) == (0, 740.2, False, False)
    assert band.label == "Child protection plan, from 5 Jan 2024"


def test_placements_follow_one_another_on_a_row():
    events = [
        event("placement_started", "2026-01-05"),
        event("placement_ended", "2026-03-10"),
        event("placement_started", "2026-03-10"),
    ]
    assert drawn(a_year(events), "Placements") == [
        [("stay", 124.6, 247.4)],
        [("stay", 247.4, 740.2)],
    ]


@pytest.mark.parametrize(
    ("opens", "closes", "successive", "pairs"),
    [
        ([1], [5], False, [(1, 5)]),
        ([], [5], False, [(None, 5)]),
        ([7], [5], False, [(None, 5), (7, None)]),
        ([1, 3], [5], False, [(1, 5)]),  # a second beginning within an open state
        ([1, 3], [5], True, [(1, 3), (3, 5)]),  # placements: the next ends the first
        ([1, 5, 9], [5], True, [(1, 5), (5, 9), (9, None)]),
        ([1, 8], [5, 12], False, [(1, 5), (8, 12)]),
        ([1, 5], [5, 12], False, [(1, 5), (5, 12)]),  # the next on the very day
    ],
)
def test_beginnings_are_paired_with_endings(opens, closes, successive, pairs):
    def january(n):
        return n and date(2026, 1, n)

    found = of_stays(map(january, opens), map(january, closes), successive)
    assert found == [(january(first), january(last)) for first, last in pairs]


def test_every_shown_event_has_a_shape_and_no_two_of_a_lane_share_it():
    shown = [name for name, each in EVENTS.items() if each.shown]
    assert set(shown) <= set(SHAPES)
    in_lanes = [(LANE_OF_EVENT[kind], SHAPES[kind]) for kind in shown]
    assert len(in_lanes) == len(set(in_lanes))


def test_every_shape_is_drawn_in_the_template():
    from django.template.loader import get_template

    text = get_template("casework/timeline_shapes.html").template.source
    for shape in {*SHAPES.values(), "tick", "question", "plus"}:
        assert f'id="shape-{shape}"' in text


def test_signs_too_close_to_tell_apart_lie_one_under_the_other():
    events = [
        event("referral_received", "2026-01-05"),
        event("case_closed", "2026-01-07"),
    ]
    signs = row(a_year(events), "Referrals and closing").signs
    assert [(sign.shape, sign.y) for sign in signs] == [("arrow", 16), ("cross", 36)]


def test_a_councils_own_rule_stands_with_what_completes_it():
    own = replace(
        RULES["CP_VISIT_10WD"], code="OWN", title="Own visit", service="local"
    )
    assert lane_of(own) == "child_protection"
    assert lane_of(replace(own, completed_by=(), starts=(), ended_by=())) == "other"


def test_health_checks_stand_with_the_care_they_are_made_in():
    for code in ("CLA_IHA", "CLA_RHA_U5", "CLA_RHA_5P", "CLA_DENTAL"):
        assert lane_of(RULES[code]) == "looked_after"


def test_a_row_is_named_for_all_that_it_holds():
    titles = {code: g.title for g in groups(RULES, ()) for code in g.codes}
    for code in ("CLA_IHA", "CLA_RHA_U5", "CLA_RHA_5P"):
        assert titles[code] == "Health assessment"
    for code in ("CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N"):
        assert titles[code] == "Looked after review"
    assert titles["RCPC_1"] == titles["RCPC_N"] == "Review child protection conference"
    assert titles["CFA_COMPLETE_STATISTICS"] == "Child and family assessment"


def test_an_event_and_a_rule_nobody_knows_are_still_shown():
    local = clock("OLD_LOCAL_RULE", "2026-01-05", "2026-01-12", "open")
    picture = a_year([event("family_meeting", "2026-01-07")], [local])
    assert [r.label for r in picture.lanes[0].rows] == [
        "Other events",
        "OLD_LOCAL_RULE",
    ]
    assert picture.lanes[0].rows[0].signs[0].said == "Family meeting, 7 Jan 2026"


def test_the_story_in_words():
    done = clock(
        "CP_VISIT_10WD", "2026-01-05", "2026-01-19", "late", completed_on="2026-01-20"
    )
    late = clock("CP_VISIT_10WD", "2026-01-20", "2026-02-03", "open")
    assert a_year([event("cp_visit", "2026-01-20")], [done, late]).desc == (
        "Events: Child protection visit (1). Timescales completed: 1, "
        "0 in time and 1 late. Timescales running: 1, 1 overdue."
    )
    assert a_year().desc == "No events. No timescale was completed. Nothing is due."
