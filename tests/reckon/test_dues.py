"""One small story a rule, with the rows it must give typed by hand.

Each story is reckoned by the statement and by the plain reckoner, which must agree. The
last days in time are those worked by hand in `rulebook/worked/`, or worked beside them.
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
    assert reason == "The export has no list of decisions on referrals."


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


def test_who_gave_a_child_up_that_day_has_the_child_no_longer():
    story = Story().referral("r1", "2026-11-20", team="Front door", worker="w9")
    story.allocated("w1", "North", "2026-11-01", "2026-11-23")
    [due] = both_ways(story.records, date(2026, 11, 22))
    assert (due.team, due.worker_id) == ("North", "w1")
    [due] = both_ways(story.records, date(2026, 11, 23))
    assert (due.team, due.worker_id) == ("Front door", "w9")


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
    assert (
        reasons["CLA_VISIT_6W"]
        == "The export has no list of visits to looked after children."
    )
    assert reasons["CLA_VISIT_1"] == (
        "The export has no list of placements or visits to looked after children."
    )
    assert reasons["CHILD_SEEN"] == (
        "The export has no list of child protection visits, visits to children in need "
        "or visits to looked after children."
    )
    assert "PLACEMENT_YEAR_1" not in reasons
