"""Enquiries, plans, visits and conferences: a small story a rule, rows typed by hand.

Each story is reckoned by the statement and by the plain reckoner, which must agree.
"""

from datetime import date

import pytest

from tests.story import Story, both_ways, told


@pytest.mark.parametrize(
    ("tell", "as_at", "row", "why"),
    [
        (lambda s: s.conference("i", "2024-04-17", "s"), "2024-05-01", "2024-04-17 met",
         "on the fifteenth working day"),
        (lambda s: s.conference("i", "2024-04-18", "s"), "2024-05-01", "2024-04-18 late",
         "on the sixteenth"),
        (lambda s: s.conference("i", "2024-03-25", "s"), "2024-05-01", "2024-03-25 met",
         "no days at all"),
        (lambda s: s, "2024-04-17", "- due", "the last day"),
        (lambda s: s, "2024-04-18", "- overdue", "the day after"),
        (lambda s: s.conference("i", "2024-03-22", "s"), "2024-05-01",
         "- invalid_sequence", "before the discussion that led to it"),
        (lambda s: s.conference("i", "2024-04-10"), "2024-05-01", "- overdue",
         "a conference of no enquiry, a transfer in"),
        (lambda s: s.cp_plan("p", "2024-01-10"), "2024-05-01", "- closed_before_due",
         "already on a plan"),
        (lambda s: s.cp_plan("p", "2024-01-10", "2024-03-25"), "2024-05-01",
         "- closed_before_due", "on a plan that ended that day"),
        (lambda s: s.cp_plan("p", "2024-01-10", "2024-03-24"), "2024-05-01",
         "- overdue", "on a plan that ended the day before"),
        (lambda s: s.cp_plan("p", "2024-03-25"), "2024-05-01", "- overdue",
         "a plan begun that day is not a plan already there"),
        (lambda s: s.cp_plan("p", "2024-01-10", child="B"), "2024-05-01", "- overdue",
         "a brother's plan is not the child's"),
        (lambda s: s.referral("r", "2024-03-01", "2024-04-17"), "2024-05-01",
         "- closed_before_due", "case closed on the last day"),
        (lambda s: s.referral("r", "2024-03-01", "2024-04-18"), "2024-05-01",
         "- closed_after_due", "case closed the day after"),
        (lambda s: s.referral("r", "2024-03-01", "2024-03-24"), "2024-05-01",
         "- overdue", "an earlier closure is of another time"),
    ],
)  # fmt: skip
def test_a_conference_after_an_enquiry(tell, as_at, row, why):
    story = tell(Story().s47("s", "2024-03-25", referral="r"))
    rows = told(story, as_at, "S47_ICPC")
    assert rows == [f"S47_ICPC 2024-03-25 2024-04-17 {row}"], why


def test_an_enquiry_that_needs_no_conference_ends_its_clock():
    for ended in ("2024-04-10", None):
        story = Story().s47("s", "2024-03-25", ended, nfa="Y")
        dues = both_ways(story.records, date(2024, 5, 1))
        assert [due.code for due in dues] == ["S47_ICPC", "S47_ICPC_STATISTICS"]
        for due in dues:
            assert (due.status, due.ended_on) == (
                "closed_before_due",
                date.fromisoformat(ended or "2024-03-25"),
            )


def test_each_of_two_siblings_has_a_clock_and_a_conference_of_their_own():
    story = Story().s47("s1", "2024-03-25").s47("s2", "2024-03-25", child="B")
    story.conference("i2", "2024-04-17", "s2", child="B")
    assert told(story, "2024-04-18", "S47_ICPC") == [
        "S47_ICPC 2024-03-25 2024-04-17 - overdue",
        "S47_ICPC 2024-03-25 2024-04-17 2024-04-17 met",
    ]


def test_core_groups_follow_the_conference_and_then_one_another():
    """10 working days from 21 March: 8 April. Six weeks: 20 May; and from 21 May, 2 July."""
    story = Story().conference("i", "2024-03-21").cp_plan("p", "2024-03-25", None, "i")
    story.core_group("2024-04-08").core_group("2024-05-21")
    first = "CORE_GROUP_1 2024-03-21 2024-04-08 2024-04-08 met"
    second = "CORE_GROUP_N 2024-04-08 2024-05-20 2024-05-21 late"
    codes = ("CORE_GROUP_1", "CORE_GROUP_N")
    for as_at, status in (("2024-07-02", "due"), ("2024-07-03", "overdue")):
        assert told(story, as_at, *codes) == [
            first,
            second,
            f"CORE_GROUP_N 2024-05-21 2024-07-02 - {status}",
        ]


def test_a_plan_that_ends_ends_its_clocks():
    for ended, status in (("2024-05-20", "before"), ("2024-05-21", "after")):
        story = Story().cp_plan("p", "2024-03-21", ended).core_group("2024-04-08")
        assert told(story, "2024-09-01", "CORE_GROUP_N") == [
            f"CORE_GROUP_N 2024-04-08 2024-05-20 - closed_{status}_due"
        ]


def test_without_a_table_of_core_groups_none_can_be_judged():
    story = Story().cp_plan("p", "2024-03-21").without("local_core_groups")
    assert told(story, "2024-09-01", "CORE_GROUP_1", "RCPC_1") == [
        "CORE_GROUP_1 2024-03-21 2024-04-08 - cannot_compute",
        "RCPC_1 2024-03-21 2024-06-21 - overdue",
    ]


def test_without_a_table_of_conferences_the_plan_itself_starts_the_clock():
    story = Story().cp_plan("p", "2024-03-21", None, "i").core_group("2024-04-08")
    story.without("ssd_initial_cp_conference")
    assert told(story, "2024-04-08", "CORE_GROUP_1") == [
        "CORE_GROUP_1 2024-03-21 2024-04-08 2024-04-08 met"
    ]


def test_review_conferences():
    story = Story().conference("i", "2023-11-30").cp_plan("p", "2023-12-04", None, "i")
    story.cp_review("2024-02-20", quorate="N").cp_review("2024-02-29")
    codes = ("RCPC_1", "RCPC_N")
    for as_at, status in (("2024-08-29", "due"), ("2024-08-30", "overdue")):
        assert told(story, as_at, *codes) == [
            "RCPC_1 2023-11-30 2024-02-29 2024-02-29 met",
            f"RCPC_N 2024-02-29 2024-08-29 - {status}",
        ]
    story.cp_review("2024-08-30")
    assert told(story, "2024-09-01", *codes)[1:] == [
        "RCPC_N 2024-02-29 2024-08-29 2024-08-30 late",
        "RCPC_N 2024-08-30 2025-02-28 - due",
    ]


def test_visits_under_a_protection_plan():
    """From 18 March, 3 April; from Wed 3 April, with no holiday, Wed 17 April."""
    story = Story().cp_plan("p", "2024-03-18").cp_visit("2024-03-25", seen="N")
    row = "CP_VISIT_10WD 2024-03-18 2024-04-03"
    assert told(story, "2024-04-03", "CP_VISIT_10WD") == [f"{row} - due"]
    assert told(story, "2024-04-04", "CP_VISIT_10WD") == [f"{row} - overdue"]
    story.cp_visit("2024-04-03", seen="Y")
    assert told(story, "2024-04-17", "CP_VISIT_10WD") == [
        f"{row} 2024-04-03 met",
        "CP_VISIT_10WD 2024-04-03 2024-04-17 - due",
    ]


def test_a_visit_on_the_day_the_plan_began_starts_the_next_and_completes_none():
    story = Story().cp_plan("p", "2024-03-18").cp_visit("2024-03-18")
    story.cp_visit("2024-04-04").cp_visit("2024-04-04")
    assert told(story, "2024-04-18", "CP_VISIT_10WD") == [
        "CP_VISIT_10WD 2024-03-18 2024-04-03 2024-04-04 late",
        "CP_VISIT_10WD 2024-04-04 2024-04-18 - due",
    ]


def test_a_plan_that_ends_the_day_the_next_begins():
    """From 11 March: 12-15 days 1-4, 18-22 days 5-9, 25 day 10. The visit of the 18th is
    the old plan's last and the new plan's first; the review reviews the old plan alone."""
    story = (
        Story().cp_plan("p1", "2024-01-08", "2024-03-18").cp_plan("p2", "2024-03-18")
    )
    story.cp_visit("2024-03-11").cp_visit("2024-03-18").cp_review("2024-03-18")
    assert told(story, "2024-04-03", "CP_VISIT_10WD", "RCPC_1", "RCPC_N") == [
        "CP_VISIT_10WD 2024-01-08 2024-01-22 2024-03-11 late",
        "CP_VISIT_10WD 2024-03-11 2024-03-25 2024-03-18 met",
        "CP_VISIT_10WD 2024-03-18 2024-04-03 - closed_before_due",
        "CP_VISIT_10WD 2024-03-18 2024-04-03 - due",
        "RCPC_1 2024-01-08 2024-04-08 2024-03-18 met",
        "RCPC_1 2024-03-18 2024-06-18 - due",
        "RCPC_N 2024-03-18 2024-09-18 - closed_before_due",
    ]


@pytest.mark.parametrize(
    ("visited", "as_at", "row"),
    [
        ("2024-02-29", "2024-03-01", "2024-02-29 met"),
        ("2024-03-01", "2024-03-02", "2024-03-01 late"),
        (None, "2024-02-29", "- due"),
        (None, "2024-03-01", "- overdue"),
    ],
)
def test_a_first_visit_under_a_child_in_need_plan(visited, as_at, row):
    story = Story().cin_plan("n", "2024-02-01")
    if visited:
        story.cin_visit(visited)
    rows = told(story, as_at, "CIN_VISIT_20WD")
    assert rows[0] == f"CIN_VISIT_20WD 2024-02-01 2024-02-29 {row}"


def test_a_visit_at_which_the_child_in_need_was_not_seen_does_not_count():
    story = Story().cin_plan("n", "2024-02-01").cin_visit("2024-02-20", seen="N")
    assert told(story, "2024-03-01", "CIN_VISIT_20WD") == [
        "CIN_VISIT_20WD 2024-02-01 2024-02-29 - overdue"
    ]


def test_a_visit_after_the_child_in_need_plan_does_not_count():
    story = Story().cin_plan("n", "2024-02-01", "2024-02-26").cin_visit("2024-02-27")
    assert told(story, "2024-03-02", "CIN_VISIT_20WD") == [
        "CIN_VISIT_20WD 2024-02-01 2024-02-29 - closed_before_due"
    ]


def test_where_only_the_latest_visit_is_known_a_late_one_may_hide_one_in_time():
    story = Story().cp_plan("p", "2024-03-18").latest_only("ssd_cp_visits")
    story.cp_visit("2024-04-04")
    assert told(story, "2024-04-19", "CP_VISIT_10WD") == [
        "CP_VISIT_10WD 2024-03-18 2024-04-03 - cannot_compute",
        "CP_VISIT_10WD 2024-04-04 2024-04-18 - overdue",
    ]


def test_where_only_the_latest_visit_is_known_a_later_plans_hides_an_earlier_plans():
    story = (
        Story().cp_plan("p1", "2023-01-09", "2023-06-05").cp_plan("p2", "2024-03-18")
    )
    story.cp_visit("2024-03-25").latest_only("ssd_cp_visits")
    assert told(story, "2024-04-01", "CP_VISIT_10WD")[0] == (
        "CP_VISIT_10WD 2023-01-09 2023-01-23 - cannot_compute"
    )
    story.records.latest_only.clear()
    assert told(story, "2024-04-01", "CP_VISIT_10WD")[0] == (
        "CP_VISIT_10WD 2023-01-09 2023-01-23 - closed_after_due"
    )


def test_a_latest_visit_known_to_be_in_the_plan_shows_that_none_followed():
    """From Mon 16 January 2023, two plain weeks: 30 January."""
    story = Story().cp_plan("p1", "2023-01-09", "2023-06-05").cp_visit("2023-01-16")
    story.latest_only("ssd_cp_visits")
    assert told(story, "2024-04-01", "CP_VISIT_10WD") == [
        "CP_VISIT_10WD 2023-01-09 2023-01-23 2023-01-16 met",
        "CP_VISIT_10WD 2023-01-16 2023-01-30 - closed_after_due",
    ]
