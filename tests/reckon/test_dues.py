"""One small story a rule, with the rows it must give typed by hand.

Each story is reckoned by the statement and by the plain reckoner, which must agree. The
last days in time are those worked by hand in `tests/law/worked/`, or worked beside them.
"""

from dataclasses import replace
from datetime import date

import pytest

from alongside.reckon.dues import gaps
from alongside.reckon.rulebook import BadRulebook
from tests.story import Story, both_ways, told


@pytest.mark.parametrize(
    ("decided", "closed", "as_at", "row", "why"),
    [
        ("2026-11-23", None, "2026-12-01", "2026-11-23 met", "on the day it is due"),
        ("2026-11-24", None, "2026-12-01", "2026-11-24 late", "the day after"),
        ("2026-11-20", None, "2026-12-01", "2026-11-20 met", "the day of the referral"),
        (None, None, "2026-11-23", "- due", "today is the last day"),
        (None, None, "2026-11-24", "- overdue", "the last day was yesterday"),
        (None, "2026-11-23", "2026-12-01", "- closed_before_due", "closed in time"),
        (None, "2026-11-24", "2026-12-01", "- closed_after_due", "closed too late"),
        ("2026-11-23", "2026-11-23", "2026-12-01", "2026-11-23 met", "decided, closed"),
        ("2026-11-24", "2026-11-23", "2026-12-01", "- closed_before_due", "ended first"),
        ("2026-11-19", None, "2026-12-01", "- invalid_sequence", "decided before it came"),
        ("2026-11-25", None, "2026-11-24", "- overdue", "not yet decided on that day"),
        (None, "2026-11-25", "2026-11-24", "- overdue", "not yet closed on that day"),
    ],
)  # fmt: skip
def test_a_decision_on_a_referral_of_a_friday(decided, closed, as_at, row, why):
    story = Story().referral("r1", "2026-11-20", closed)
    if decided:
        story.decision("r1", decided)
    rows = told(story, as_at, "REF_DECISION")
    assert rows == [f"REF_DECISION 2026-11-20 2026-11-23 {row}"], why


def test_the_first_decision_on_or_after_the_referral_counts():
    story = Story().referral("r1", "2026-11-20").decision("r1", "2026-11-18")
    story.decision("r1", "2026-11-25").decision("r1", "2026-11-23")
    assert told(story, "2026-12-01", "REF_DECISION") == [
        "REF_DECISION 2026-11-20 2026-11-23 2026-11-23 met"
    ]


def test_a_decision_completes_only_its_own_referral():
    story = Story().referral("r1", "2026-11-20").referral("r2", "2026-11-20", child="B")
    story.decision("r2", "2026-11-23", child="B")
    assert told(story, "2026-11-24", "REF_DECISION") == [
        "REF_DECISION 2026-11-20 2026-11-23 - overdue",
        "REF_DECISION 2026-11-20 2026-11-23 2026-11-23 met",
    ]


def test_a_decision_without_a_day_cannot_be_judged():
    story = Story().referral("r1", "2026-11-20").decision("r1", None)
    assert told(story, "2026-12-01", "REF_DECISION") == [
        "REF_DECISION 2026-11-20 2026-11-23 - cannot_compute"
    ]


def test_what_no_extract_holds_cannot_be_judged(rulebook):
    story = Story().referral("r1", "2026-11-20").without("local_referral_decisions")
    assert told(story, "2026-12-01", "REF_DECISION") == [
        "REF_DECISION 2026-11-20 2026-11-23 - cannot_compute"
    ]
    reason = gaps(rulebook, frozenset(story.records.rows))["REF_DECISION"]
    assert reason == "No extract holds local_referral_decisions."


def test_a_referral_after_the_day_asked_about_has_no_clock():
    story = Story().referral("r1", "2026-11-20")
    assert told(story, "2026-11-19", "REF_DECISION") == []
    assert told(story, "2026-11-20", "REF_DECISION") == [
        "REF_DECISION 2026-11-20 2026-11-23 - due"
    ]


def test_a_referral_without_a_day_has_no_clock():
    assert told(Story().referral("r1", None), "2026-12-01", "REF_DECISION") == []


@pytest.mark.parametrize(
    ("tell", "as_at", "row", "why"),
    [
        (lambda s: s.cin_visit("2022-09-22"), "2022-10-01", "2022-09-22 met", "on the day"),
        (lambda s: s.cin_visit("2022-09-23"), "2022-10-01", "2022-09-23 late", "day after"),
        (lambda s: s.cp_visit("2022-09-20"), "2022-10-01", "2022-09-20 met", "any visit"),
        (lambda s: s.visit("2022-09-20"), "2022-10-01", "2022-09-20 met", "any visit"),
        (lambda s: s.cin_visit("2022-09-21", "N"), "2022-09-22", "- due", "not seen"),
        (lambda s: s.cin_visit("2022-09-21", "N"), "2022-09-23", "- overdue", "not seen"),
        (lambda s: s.cin_visit("2022-09-13"), "2022-09-23", "- overdue",
         "a visit before the referral does not count"),
        (lambda s: s.cin_visit("2022-09-14"), "2022-09-23", "2022-09-14 met",
         "a visit on the day of the referral does"),
    ],
)  # fmt: skip
def test_a_child_seen_after_a_referral(tell, as_at, row, why):
    story = Story().referral("r1", "2022-09-14").assessment("a1", "2022-09-15", "r1")
    tell(story)
    rows = told(story, as_at, "CHILD_SEEN")
    assert rows == [f"CHILD_SEEN 2022-09-14 2022-09-22 {row}"], why


def test_a_child_said_to_be_seen_but_not_when_cannot_be_judged():
    story = Story().assessment("a1", "2022-09-14", seen="Y")
    row = "CHILD_SEEN 2022-09-14 2022-09-22"
    assert told(story, "2022-10-01", "CHILD_SEEN") == [f"{row} - cannot_compute"]
    story.cin_visit("2022-09-20")
    assert told(story, "2022-10-01", "CHILD_SEEN") == [f"{row} 2022-09-20 met"]


def test_an_assessment_ended_without_a_visit_ends_the_clock_to_see_the_child():
    story = Story().assessment("a1", "2022-09-14", authorised="2022-09-22")
    story.cin_visit("2022-09-23")
    assert told(story, "2022-10-01", "CHILD_SEEN") == [
        "CHILD_SEEN 2022-09-14 2022-09-22 - closed_before_due"
    ]


def test_seeing_the_child_needs_one_of_the_tables_of_visits(rulebook):
    story = Story().assessment("a1", "2022-09-14").without("ssd_cin_visits")
    story.without("ssd_cp_visits")
    assert told(story, "2022-09-22", "CHILD_SEEN") == [
        "CHILD_SEEN 2022-09-14 2022-09-22 - due"
    ]
    story.without("ssd_cla_visits")
    assert told(story, "2022-09-22", "CHILD_SEEN") == [
        "CHILD_SEEN 2022-09-14 2022-09-22 - cannot_compute"
    ]


def test_an_assessment_of_an_open_case_starts_its_own_clocks():
    """Ten working days 14 to 18 and 21 November: no holiday near."""
    story = Story().referral("r1", "2022-09-14")
    story.assessment("a1", "2022-09-15", "r1", authorised="2022-10-05")
    story.cin_visit("2022-09-20").cin_visit("2022-10-20")
    story.assessment("a2", "2022-11-14", "r1")
    assert told(story, "2022-11-21", "CHILD_SEEN") == [
        "CHILD_SEEN 2022-09-14 2022-09-22 2022-09-20 met",
        "CHILD_SEEN 2022-11-14 2022-11-21 - due",
    ]


@pytest.mark.parametrize(
    ("authorised", "closed", "as_at", "row", "why"),
    [
        ("2024-03-28", None, "2024-05-01", "2024-03-28 met", "Maundy Thursday, the day due"),
        ("2024-03-29", None, "2024-05-01", "2024-03-29 late", "Good Friday, a day late"),
        (None, None, "2024-03-28", "- due", "the last day"),
        (None, None, "2024-03-29", "- overdue", "the day after"),
        (None, "2024-03-28", "2024-05-01", "- closed_before_due", "case closed in time"),
        (None, "2024-04-02", "2024-05-01", "- closed_after_due", "closed too late"),
        (None, "2024-01-26", "2024-05-01", "- overdue",
         "a case closed before the assessment began does not end it"),
    ],
)  # fmt: skip
def test_an_assessment_is_counted_from_the_referral(
    authorised, closed, as_at, row, why
):
    story = Story().referral("r1", "2024-01-25", closed)
    story.assessment("a1", "2024-01-29", "r1", authorised)
    rows = told(story, as_at, "CFA_COMPLETE")
    assert rows == [f"CFA_COMPLETE 2024-01-25 2024-03-28 {row}"], why


def test_an_assessment_begun_when_the_referrals_time_was_up_has_its_own_clock():
    """Nine weeks from Tue 2 April is 4 June; 6 and 27 May add two: Thu 6 June."""
    began = {
        "2024-03-28": "CFA_COMPLETE 2024-01-25 2024-03-28 - overdue",
        "2024-04-02": "CFA_COMPLETE 2024-04-02 2024-06-06 - due",
    }
    for start, row in began.items():
        story = Story().referral("r1", "2024-01-25").assessment("a1", start, "r1")
        assert told(story, "2024-06-06", "CFA_COMPLETE") == [row]


def test_an_assessment_authorised_before_it_began_is_out_of_order():
    story = Story().referral("r1", "2024-01-25")
    story.assessment("a1", "2024-02-05", "r1", authorised="2024-02-01")
    [row] = told(story, "2024-05-01", "CFA_COMPLETE")
    assert row.endswith("- invalid_sequence")


def test_switching_one_rule_off_leaves_the_clock_of_another_where_it_was(rulebook):
    story = Story().referral("r1", "2022-09-14").assessment("a1", "2022-09-15", "r1")
    off = {"CFA_COMPLETE": replace(rulebook["CFA_COMPLETE"], enabled=False)}
    rows = told(
        story, "2022-09-22", "CHILD_SEEN", "CFA_COMPLETE", rulebook=rulebook | off
    )
    assert rows == ["CHILD_SEEN 2022-09-14 2022-09-22 - due"]


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
        [due] = both_ways(story.records, date(2024, 5, 1))
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


def test_a_visit_after_the_child_in_need_plan_does_not_count():
    story = Story().cin_plan("n", "2024-02-01", "2024-02-26").cin_visit("2024-02-27")
    assert told(story, "2024-03-02", "CIN_VISIT_20WD") == [
        "CIN_VISIT_20WD 2024-02-01 2024-02-29 - closed_before_due"
    ]


REVIEWS = ("CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N")


def test_the_first_second_and_later_reviews():
    story = Story().care("c", "2025-03-24")
    first = "CLA_REVIEW_1 2025-03-24 2025-04-23"
    assert told(story, "2025-04-23", *REVIEWS) == [f"{first} - due"]
    assert told(story, "2025-04-24", *REVIEWS) == [f"{first} - overdue"]
    story.review("2025-04-10", cancelled="Y").review("2025-04-23")
    second = "CLA_REVIEW_2 2025-04-23 2025-07-23"
    assert told(story, "2025-07-23", *REVIEWS) == [
        f"{first} 2025-04-23 met",
        f"{second} - due",
    ]
    story.review("2025-07-24")
    later = "CLA_REVIEW_N 2025-07-24 2026-01-24"
    assert told(story, "2026-01-25", *REVIEWS) == [
        f"{first} 2025-04-23 met",
        f"{second} 2025-07-24 late",
        f"{later} - overdue",
    ]
    story.review("2026-01-24")
    assert told(story, "2026-01-25", *REVIEWS) == [
        f"{first} 2025-04-23 met",
        f"{second} 2025-07-24 late",
        f"{later} 2026-01-24 met",
        "CLA_REVIEW_N 2026-01-24 2026-07-24 - due",
    ]


def test_coming_back_into_care_starts_the_reviews_again():
    story = Story().care("c1", "2024-02-04", "2024-03-01").care("c2", "2025-03-24")
    assert told(story, "2025-04-23", *REVIEWS) == [
        "CLA_REVIEW_1 2024-02-04 2024-03-01 - closed_before_due",
        "CLA_REVIEW_1 2025-03-24 2025-04-23 - due",
    ]


def test_care_that_ended_before_the_first_review_but_too_late():
    story = Story().care("c1", "2024-02-04", "2024-03-02")
    assert told(story, "2025-04-23", *REVIEWS) == [
        "CLA_REVIEW_1 2024-02-04 2024-03-01 - closed_after_due"
    ]


def test_a_new_legal_status_or_placement_does_not_start_the_reviews_again():
    story = Story().care("c", "2025-03-24", "2025-04-02").care("c", "2025-04-02")
    story.placement("h1", "2025-03-24", "2025-04-02").placement("h2", "2025-04-02")
    story.visit("2025-03-31").visit("2025-04-10")
    assert told(story, "2025-04-23", *REVIEWS, "CLA_VISIT_1") == [
        "CLA_REVIEW_1 2025-03-24 2025-04-23 - due",
        "CLA_VISIT_1 2025-03-24 2025-03-31 2025-03-31 met",
        "CLA_VISIT_1 2025-04-02 2025-04-09 2025-04-10 late",
    ]


def test_a_placement_that_ended_within_its_week_had_no_visit_to_miss():
    for ended, status in (("2024-03-29", "before"), ("2024-03-30", "after")):
        story = Story().care("c", "2024-03-22").placement("h", "2024-03-22", ended)
        story.visit("2024-03-31")
        assert told(story, "2024-05-01", "CLA_VISIT_1") == [
            f"CLA_VISIT_1 2024-03-22 2024-03-29 - closed_{status}_due"
        ]


@pytest.mark.parametrize(
    ("held", "rows", "why"),
    [
        ("2024-03-01", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 2024-03-01 met",
            "CLA_REVIEW_2 2024-03-01 2024-06-01 - due",
        ], "in time, so the first, whatever else there was"),
        ("2024-03-02", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 - cannot_compute",
            "CLA_REVIEW_2 2024-03-02 2024-06-02 - due",
        ], "late if it was the first; one before it would not be shown"),
        ("2024-05-31", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 - cannot_compute",
            "CLA_REVIEW_2 2024-05-31 2024-08-31 - due",
        ], "before a second was due, so taken as the first: the sooner next"),
        ("2024-06-01", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 - cannot_compute",
            "CLA_REVIEW_N 2024-06-01 2024-12-01 - due",
        ], "a second could be due, so taken as a later one"),
    ],
)  # fmt: skip
def test_where_only_the_latest_review_is_known(held, rows, why):
    story = Story().care("c", "2024-02-04").review(held).latest_only("ssd_cla_reviews")
    assert told(story, "2024-06-01", *REVIEWS) == rows, why


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


def test_the_visiting_interval_is_chosen_by_the_day_of_the_visit():
    """The placement of 8 January 2024 is in its second year from 8 January 2025. Six weeks:
    10 January to 21 February 2024; 7 January to 18 February 2025; 3 March to 14 April."""
    story = Story().care("c", "2024-01-08").permanence("Long-term fostering")
    story.placement("h1", "2024-01-08", "2025-03-03").placement("h2", "2025-03-03")
    story.visit("2024-01-10").visit("2025-01-07").visit("2025-01-08").visit(
        "2025-03-03"
    )
    assert told(story, "2025-04-14", "CLA_VISIT_6W", "CLA_VISIT_LT_3M") == [
        "CLA_VISIT_6W 2024-01-10 2024-02-21 2025-01-07 late",
        "CLA_VISIT_6W 2025-01-07 2025-02-18 2025-01-08 met",
        "CLA_VISIT_6W 2025-03-03 2025-04-14 - due",
        "CLA_VISIT_LT_3M 2025-01-08 2025-04-08 2025-03-03 met",
    ]


@pytest.mark.parametrize(
    ("plans", "code", "due", "why"),
    [
        ([("Long-term fostering", None)], "CLA_VISIT_LT_3M", "2025-06-10", "meant to last"),
        ([("Return home", None)], "CLA_VISIT_6W", "2025-04-21", "not meant to last"),
        ([], "CLA_VISIT_6W", "2025-04-21", "no plan known"),
        ([("Return home", "2024-02-01"), ("Long-term fostering", "2024-09-01")],
         "CLA_VISIT_LT_3M", "2025-06-10", "the latest plan is what is meant"),
        ([("Long-term fostering", "2024-02-01"), ("Adoption", "2025-03-10")],
         "CLA_VISIT_6W", "2025-04-21", "no longer meant to last, from that very day"),
        ([("Long-term fostering", "2024-02-01"), ("Adoption", "2025-03-11")],
         "CLA_VISIT_LT_3M", "2025-06-10", "the change came the day after the visit"),
        ([("Long-term fostering", "2025-03-11")],
         "CLA_VISIT_6W", "2025-04-21", "made the day after the visit"),
    ],
)  # fmt: skip
def test_the_interval_depends_on_the_permanence_plan_of_the_day(plans, code, due, why):
    """A visit on 10 March 2025: six weeks end on 21 April, three months on 10 June."""
    story = Story().care("c", "2024-01-08").placement("h1", "2024-01-08")
    for plan, on in plans:
        story.permanence(plan, on)
    story.visit("2025-03-10")
    rows = told(story, "2025-03-12", "CLA_VISIT_6W", "CLA_VISIT_LT_3M")
    assert rows == [f"{code} 2025-03-10 {due} - due"], why


def test_without_tables_of_placements_or_plans_visits_are_six_weekly():
    story = Story().care("c", "2024-01-08").visit("2025-03-10")
    story.without("ssd_cla_placement", "ssd_permanence")
    rows = told(story, "2025-04-22", "CLA_VISIT_1", "CLA_VISIT_6W", "CLA_VISIT_LT_3M")
    assert rows == ["CLA_VISIT_6W 2025-03-10 2025-04-21 - overdue"]


def test_leaving_care_ends_the_visits():
    story = Story().care("c", "2024-01-08", "2025-04-21").visit("2025-03-10")
    assert told(story, "2025-05-01", "CLA_VISIT_6W") == [
        "CLA_VISIT_6W 2025-03-10 2025-04-21 - closed_before_due"
    ]


def test_an_open_clock_is_with_who_has_the_child_now_and_a_closed_one_with_who_had():
    story = Story().cp_plan("p", "2024-03-18", team="North", worker="w1")
    story.cp_visit("2024-04-03").professional("w2", "Asha Rao")
    story.allocated("w0", "West", "2023-01-01", "2024-03-20")
    story.allocated("w1", "North", "2024-03-20", "2024-04-05")
    story.allocated("w2", "South", "2024-04-05")
    story.allocated("w3", "East", "2024-04-08", role="SUP")

    def people(as_at):
        found = both_ways(story.records, date.fromisoformat(as_at))
        return [
            (due.team, due.worker_id, due.worker)
            for due in found
            if due.code == "CP_VISIT_10WD"
        ]

    closed = ("North", "w1", "w1")
    assert people("2024-04-04") == [closed, ("North", "w1", "w1")]
    assert people("2024-04-05") == [closed, ("South", "w2", "Asha Rao")]
    assert people("2024-04-10") == [closed, ("South", "w2", "Asha Rao")]


def test_of_two_open_allocations_the_later_has_the_child():
    story = Story().referral("r1", "2026-11-20")
    story.allocated("w1", "North", "2026-11-01").allocated("w2", "South", "2026-11-10")
    [due] = both_ways(story.records, date(2026, 11, 20))
    assert (due.team, due.worker_id) == ("South", "w2")
    [due] = both_ways(story.records, date(2026, 11, 23))
    assert due.status == "due"


def test_a_start_where_the_calendar_ends_cannot_be_counted():
    """The calendar of these tests ends with 2026; ten working days pass its edge."""
    story = Story().cp_plan("p", "2026-12-21").cp_plan("q", "2021-12-20")
    assert told(story, "2026-12-30", "CP_VISIT_10WD", "RCPC_1") == [
        "CP_VISIT_10WD 2021-12-20 - - cannot_compute",
        "CP_VISIT_10WD 2026-12-21 - - cannot_compute",
        "RCPC_1 2021-12-20 - - cannot_compute",
        "RCPC_1 2026-12-21 2027-03-21 - due",
    ]


def test_a_rule_not_yet_or_no_longer_in_force_has_no_clock(rulebook):
    first, last = date(2024, 3, 1), date(2024, 3, 31)
    rule = replace(rulebook["REF_DECISION"], first=first, last=last)
    story = Story()
    for day in ("2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01"):
        story.referral(day, day)
    rows = told(
        story, "2024-03-01", "REF_DECISION", rulebook={**rulebook, rule.code: rule}
    )
    assert rows == ["REF_DECISION 2024-03-01 2024-03-04 - due"]
    rows = told(
        story, "2024-04-02", "REF_DECISION", rulebook={**rulebook, rule.code: rule}
    )
    assert [row.split()[1] for row in rows] == ["2024-03-01", "2024-03-31"]


def test_a_rule_that_names_no_event_of_ours_is_refused(rulebook):
    for key in ("starts", "completed_by", "ended_by"):
        rule = replace(rulebook["REF_DECISION"], **{key: ("tea_served",)})
        with pytest.raises(BadRulebook, match=f"REF_DECISION: {key}: .*'tea_served'"):
            told(Story(), "2024-04-02", rulebook={**rulebook, rule.code: rule})


def test_the_reasons_why_rules_cannot_be_reckoned(rulebook):
    off = {"S47_ICPC": replace(rulebook["S47_ICPC"], enabled=False)}
    reasons = gaps(rulebook | off, frozenset({"ssd_cla_episodes"}))
    assert reasons["S47_ICPC"] == "It is switched off in this council's rulebook."
    assert reasons["CLA_VISIT_4W"].startswith("It needs whether the placement is under")
    assert reasons["CLA_VISIT_6W"] == "No extract holds ssd_cla_visits."
    assert reasons["CLA_VISIT_1"] == (
        "No extract holds ssd_cla_placement and ssd_cla_visits."
    )
    assert reasons["CHILD_SEEN"] == (
        "No extract holds ssd_cin_visits or ssd_cla_visits or ssd_cp_visits."
    )
    assert "PLACEMENT_YEAR_1" not in reasons
