"""Situations that a council tells of itself: clocks stopped, days set, events fed, slots.

Each is worked by hand; those that the case system's own dates tell are in
`test_edge_cases.py`.
"""

from dataclasses import replace
from datetime import date

import pytest

from alongside.reckon.clock import Clock
from alongside.reckon.dues import gaps
from tests.reckon.edge_cases import status_of
from tests.story import Story, both_ways, told


class TestStopsAndDaysSet:
    def test_a_clock_that_stood_still(self):
        """Ten working days from 2 March; 9 to 13 March lost: five more, Mon 23 March."""
        story = (
            Story()
            .cp_plan("p", "2026-03-02")
            .stop("CORE_GROUP_1", "2026-03-09", "2026-03-13")
        )
        [due] = [
            d
            for d in both_ways(story.records, date(2026, 3, 17))
            if d.code == "CORE_GROUP_1"
        ]
        assert (str(due.due_on), due.status, due.reason) == (
            "2026-03-23",
            "due",
            "days_left_out",
        )

    @pytest.mark.parametrize(
        ("first", "last", "due", "why"),
        [
            (
                "2026-03-14",
                "2026-03-15",
                "2026-03-16",
                "a weekend loses no working day",
            ),
            ("2026-03-16", "2026-03-18", "2026-03-19", "the last day itself is lost"),
            ("2026-03-17", "2026-03-18", "2026-03-16", "after it nothing is lost"),
            (
                "2026-02-20",
                "2026-03-03",
                "2026-03-17",
                "one day after the start is lost",
            ),
            ("2026-03-13", "2026-03-20", "2026-03-24", "lost days are not counted on"),
        ],
    )
    def test_which_days_are_lost(self, first, last, due, why):
        story = Story().cp_plan("p", "2026-03-02").stop("CORE_GROUP_1", first, last)
        [row] = told(story, "2026-03-02", "CORE_GROUP_1")
        assert row == f"CORE_GROUP_1 2026-03-02 {due} - due", why

    def test_months_lose_every_day(self):
        """Three months from 2 March are 2 June; ten days lost in May: 12 June."""
        story = (
            Story()
            .cp_plan("p", "2026-03-02")
            .stop("RCPC_1", "2026-05-04", "2026-05-13")
        )
        [row] = told(story, "2026-03-02", "RCPC_1")
        assert row == "RCPC_1 2026-03-02 2026-06-12 - due"

    def test_a_stop_that_has_not_ended(self):
        story = Story().cp_plan("p", "2026-03-02").stop("CORE_GROUP_1", "2026-03-09")
        assert status_of(story, "2026-06-01", "CORE_GROUP_1") == (
            "cannot_compute",
            "stopped",
        )

    def test_a_stop_is_of_its_child_rule_and_episode(self):
        story = Story().cp_plan("p", "2026-03-02")
        story.stop("CORE_GROUP_1", "2026-03-09", "2026-03-13", child="B")
        story.stop("RCPC_1", "2026-03-09", "2026-03-13")
        story.stop("CORE_GROUP_1", "2026-03-09", "2026-03-13", episode="another")
        [row] = told(story, "2026-03-02", "CORE_GROUP_1")
        assert row == "CORE_GROUP_1 2026-03-02 2026-03-16 - due"
        story.stop("CORE_GROUP_1", "2026-03-09", "2026-03-13", episode="p")
        [row] = told(story, "2026-03-02", "CORE_GROUP_1")
        assert row == "CORE_GROUP_1 2026-03-02 2026-03-23 - due"

    @pytest.mark.parametrize(
        ("code", "due", "shown", "reason"),
        [
            ("RCPC_1", "2026-04-01", "2026-04-01", "day_set"),
            ("RCPC_1", "2026-08-01", "2026-08-01", "day_set"),
            ("RCPC_1", "2026-03-01", "2026-06-02", ""),
            ("CP_VISIT_10WD", "2026-03-06", "2026-03-06", "day_set"),
            ("CP_VISIT_10WD", "2026-03-20", "2026-03-16", ""),
        ],
    )
    def test_a_day_set_and_of_visits_the_sooner(self, code, due, shown, reason):
        story = Story().cp_plan("p", "2026-03-02").override(code, due, "2026-03-02")
        [found] = [
            d for d in both_ways(story.records, date(2026, 3, 2)) if d.code == code
        ]
        assert (str(found.due_on), found.reason) == (shown, reason)

    def test_a_day_set_for_another_clock_is_not_this_ones(self):
        story = (
            Story()
            .cp_plan("p", "2026-03-02")
            .override("RCPC_1", "2026-04-01", "2026-03-03")
        )
        [row] = told(story, "2026-03-02", "RCPC_1")
        assert row == "RCPC_1 2026-03-02 2026-06-02 - due"

    def test_a_timescale_that_was_decided_not_to_apply(self):
        story = (
            Story()
            .cp_plan("p", "2026-03-02")
            .override("CORE_GROUP_1", None, applies="N")
        )
        assert status_of(story, "2026-06-01", "CORE_GROUP_1") == (
            "not_applicable",
            "waived",
        )

    def test_a_limit_that_the_law_had_lifted(self, rulebook):
        """SI 2020/445: clocks begun from 24 April to 25 September 2020."""
        years = Clock(Clock.england().holidays, date(2020, 1, 1), date(2020, 12, 31))
        rule = rulebook["PF_FIRST_VISIT"]
        begun = ("2020-04-23", "2020-04-24", "2020-09-25", "2020-09-26")
        assert [rule.is_lifted(date.fromisoformat(day)) for day in begun] == [
            False,
            True,
            True,
            False,
        ]
        assert rule.due(date(2020, 4, 23), years) == date(2020, 5, 4)
        lifted = replace(rule.lifted[0], first=date(2026, 3, 2), last=date(2026, 3, 3))
        rules = {**rulebook, rule.code: replace(rule, lifted=(lifted,))}
        story = Story().fed("private_fostering_notified", "2026-03-03", "p")
        story.fed("private_fostering_first_visit", "2026-12-01", "q")
        assert status_of(story, "2026-12-01", "PF_FIRST_VISIT", rules) == (
            "not_applicable",
            "lifted",
        )


class TestSlots:
    def test_the_next_is_counted_from_the_day_it_was_due(self, rulebook):
        """Slots of ten working days from 2 March: 16 and 30 March, 15 and 29 April (Good
        Friday and Easter Monday), 14 May (4 May)."""
        rule = replace(rulebook["CP_VISIT_10WD"], recur_from="due")
        rules = {**rulebook, rule.code: rule}
        visits = ("2026-03-10", "2026-03-12", "2026-04-01", "2026-04-15")
        story = Story().cp_plan("p", "2026-03-02")
        for visit in visits:
            story.cp_visit(visit)
        assert told(story, "2026-04-20", rule.code, rulebook=rules) == [
            "CP_VISIT_10WD 2026-03-02 2026-03-16 2026-03-10 met",
            "CP_VISIT_10WD 2026-03-10 2026-03-30 2026-03-12 met",
            "CP_VISIT_10WD 2026-03-12 2026-03-30 2026-04-01 late",
            "CP_VISIT_10WD 2026-04-01 2026-04-15 2026-04-15 met",
            "CP_VISIT_10WD 2026-04-15 2026-04-29 - due",
        ]

    def test_or_as_a_rule_from_the_day_it_was_done(self):
        story = Story().cp_plan("p", "2026-03-02").cp_visit("2026-03-10")
        assert told(story, "2026-03-20", "CP_VISIT_10WD")[1] == (
            "CP_VISIT_10WD 2026-03-10 2026-03-24 - due"
        )


class TestFed:
    """A timescale that no export carries, told of by the council itself."""

    def test_it_is_reckoned_where_both_its_events_are_told(self, rulebook):
        story = Story().fed("complaint_received", "2026-03-02", "c")
        held = story.records.held()
        assert gaps(rulebook, held)["COMP_S1"].startswith("It needs ")
        assert told(story, "2026-03-31", "COMP_S1") == []
        story.fed("complaint_answered", "2026-03-16", "c")
        assert "COMP_S1" not in gaps(rulebook, story.records.held())
        assert told(story, "2026-03-31", "COMP_S1") == [
            "COMP_S1 2026-03-02 2026-03-16 2026-03-16 met"
        ]

    def test_without_an_episode_it_belongs_to_the_clock_last_begun(self):
        story = Story().referral("r1", "2026-03-02").referral("r2", "2026-03-09")
        story.fed("referral_acknowledged", "2026-03-10")
        assert told(story, "2026-03-12", "REF_ACK") == [
            "REF_ACK 2026-03-02 2026-03-03 - overdue",
            "REF_ACK 2026-03-09 2026-03-10 2026-03-10 met",
        ]

    def test_a_day_that_lies_ahead_runs_from_the_day_it_was_recorded(self):
        """A conference of Tue 24 March, booked on the 4th: two working days before."""
        story = Story().fed(
            "initial_conference_planned", "2026-03-24", "c", "2026-03-04"
        )
        story.fed("conference_report_shared", "2026-03-23", "c")
        row = "ICPC_REPORT 2026-03-04 2026-03-20"
        assert told(story, "2026-03-03", "ICPC_REPORT") == []
        assert told(story, "2026-03-21", "ICPC_REPORT") == [f"{row} - overdue"]
        assert told(story, "2026-03-23", "ICPC_REPORT") == [f"{row} 2026-03-23 late"]

    def test_who_told_it_has_the_clock(self):
        story = Story().fed("complaint_received", "2026-03-02", "c", team="Post room")
        story.fed("complaint_answered", "2026-03-16", "c")
        [due] = both_ways(story.records, date(2026, 3, 31))
        assert due.team == "Post room"

    def test_an_event_that_the_export_tells_is_not_fed(self):
        story = (
            Story()
            .referral("r", "2026-03-02")
            .fed("referral_decided", "2026-03-03", "r")
        )
        assert status_of(story, "2026-03-31", "REF_DECISION") == ("overdue", "")


class TestTwoClocks:
    """Practice counts from one day, published figures from another: both are reckoned."""

    def test_an_assessment_from_its_referral_and_from_its_start(self):
        """45 working days from 2 March, less three holidays, are 7 May; from 9 March 14 May."""
        story = Story().referral("r", "2026-03-02")
        story.assessment("a", "2026-03-09", "r", authorised="2026-05-11")
        assert told(story, "2026-06-01", "CFA_COMPLETE", "CFA_COMPLETE_STATISTICS") == [
            "CFA_COMPLETE 2026-03-02 2026-05-07 2026-05-11 late",
            "CFA_COMPLETE_STATISTICS 2026-03-09 2026-05-14 2026-05-11 met",
        ]

    def test_a_conference_from_the_discussion_and_from_the_enquiry(self):
        story = Story().s47("s", "2026-03-04").discussion("s", "2026-03-02", "Y")
        story.conference("c", "2026-03-24", "s")
        assert told(story, "2026-06-01", "S47_ICPC", "S47_ICPC_STATISTICS") == [
            "S47_ICPC 2026-03-02 2026-03-23 2026-03-24 late",
            "S47_ICPC_STATISTICS 2026-03-04 2026-03-25 2026-03-24 met",
        ]

    @pytest.mark.parametrize("discussed", ["2026-03-02", "2026-03-04", "2026-03-06"])
    def test_what_ends_the_one_ends_the_other(self, discussed):
        story = Story().s47("s", "2026-03-04", nfa="Y").discussion("s", discussed, "Y")
        found = both_ways(story.records, date(2026, 6, 1))
        assert [d.status for d in found] == ["closed_before_due"] * 2

    def test_whoever_is_on_a_plan_already_has_neither(self):
        story = Story().cp_plan("p", "2026-01-05").s47("s", "2026-03-04")
        story.discussion("s", "2026-03-06", "Y")
        rows = told(story, "2026-06-01", "S47_ICPC", "S47_ICPC_STATISTICS")
        assert all(row.endswith("closed_before_due") for row in rows) and len(rows) == 2
