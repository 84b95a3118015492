"""Situations in which counting goes wrong, one after another, each worked by hand.

The list is that of the specification; its words name each test. What no export can tell
is said in docs/explanation/situations.md, and is not here.
"""

from dataclasses import replace
from datetime import date

import pytest

from alongside.reckon.clock import Clock
from alongside.reckon.dues import prepare
from alongside.reckon.stores import connect
from tests.reckon.edge_cases import status_of
from tests.story import Story, agreed, both_ways, told


def grown_up(story, as_at, rulebook):
    """Return the clocks of some rules, by a calendar that knows when the child was born."""
    codes = (
        "CP_VISIT_10WD",
        "CORE_GROUP_1",
        "RCPC_1",
        "COMP_S1",
        "EIGHTEENTH_BIRTHDAY",
    )
    rules = {code: rulebook[code] for code in codes}
    years = Clock(Clock.england().holidays, date(2008, 1, 1), date(2026, 12, 31))
    with connect("sqlite://") as store:
        prepare(store, story.records, rules, years)
        return agreed(store, story.records, date.fromisoformat(as_at), rules)


class TestMoving:
    def test_a_child_on_a_plan_moves_out(self):
        """Ten working days from Mon 2 March are Mon 16: the move is nothing until the end."""
        story = Story().cp_plan("p", "2026-03-02")
        story.referral("r", "2026-02-02", closed="2026-03-05")
        assert status_of(story, "2026-03-17", "CP_VISIT_10WD") == ("overdue", "")
        story = Story().cp_plan("p", "2026-03-02", ended="2026-03-16")
        [row] = told(story, "2026-03-17", "CP_VISIT_10WD")
        assert row == "CP_VISIT_10WD 2026-03-02 2026-03-16 - closed_before_due"

    @pytest.mark.parametrize(
        ("held", "row"),
        [
            ("2026-03-23", "2026-03-23 met"),
            ("2026-03-24", "2026-03-24 late"),
            (None, "- overdue"),
        ],
    )
    def test_a_child_on_a_plan_moves_in(self, held, row):
        """Fifteen working days from the notice of Mon 2 March are Mon 23 March."""
        story = Story().fed("moved_in_on_plan", "2026-03-02")
        story._tell(
            "ssd_initial_cp_conference", "icpc", icpc_id="c", person_id="A",
            icpc_date=held, icpc_transfer_in="Y", cp_plan_id="p",
        )  # fmt: skip
        assert told(story, "2026-03-31", "TRANSFER_IN_ICPC") == [
            f"TRANSFER_IN_ICPC 2026-03-02 2026-03-23 {row}"
        ]

    def test_its_conference_counts_as_an_initial_one(self):
        """Three months from the conference of 20 March are 20 June."""
        story = Story().cp_plan("p", "2026-03-21", conference="c")
        story._tell(
            "ssd_initial_cp_conference", "icpc", icpc_id="c", person_id="A",
            icpc_date="2026-03-20", icpc_transfer_in="Y", cp_plan_id="p",
        )  # fmt: skip
        assert told(story, "2026-06-20", "RCPC_1") == [
            "RCPC_1 2026-03-20 2026-06-20 - due"
        ]

    def test_a_looked_after_child_placed_out_of_area(self):
        story = Story().care("c", "2026-03-02")
        story._tell(
            "ssd_cla_placement", "clap", cla_placement_id="h", person_id="A",
            cla_placement_start_date="2026-03-02", cla_placement_postcode="AB1 2CD",
        )  # fmt: skip
        assert told(story, "2026-03-09", "CLA_REVIEW_1", "CLA_VISIT_1") == [
            "CLA_REVIEW_1 2026-03-02 2026-03-30 - due",
            "CLA_VISIT_1 2026-03-02 2026-03-09 - due",
        ]

    def test_a_placement_move(self):
        """It starts the visits again, and not the reviews: 20 working days from 2 March."""
        story = (
            Story().care("c", "2026-03-02").placement("h1", "2026-03-02", "2026-03-06")
        )
        story.placement("h2", "2026-03-06")
        assert told(story, "2026-03-10", "CLA_REVIEW_1", "CLA_VISIT_1") == [
            "CLA_REVIEW_1 2026-03-02 2026-03-30 - due",
            "CLA_VISIT_1 2026-03-02 2026-03-09 - closed_before_due",
            "CLA_VISIT_1 2026-03-06 2026-03-13 - due",
        ]

    def test_a_legal_status_change(self):
        story = Story().care("c", "2026-03-02", "2026-03-10").care("c", "2026-03-10")
        story.legal_status("E1", "2026-03-02", "2026-03-10").legal_status(
            "C2", "2026-03-10"
        )
        assert told(story, "2026-03-30", "CLA_REVIEW_1") == [
            "CLA_REVIEW_1 2026-03-02 2026-03-30 - due"
        ]


class TestBeforeBirth:
    def test_an_unborn_child(self):
        """Referral, assessment and enquiry run by the expected date's record alone."""
        story = Story().referral("r", "2026-03-02").s47("s", "2026-03-02", referral="r")
        story.assessment("a", "2026-03-02", "r")
        story._tell("ssd_person", "pers", person_id="A", expected_dob="2026-07-01")
        rows = told(story, "2026-03-10", "CFA_COMPLETE", "S47_ICPC")
        assert rows == [
            "CFA_COMPLETE 2026-03-02 2026-05-07 - due",
            "S47_ICPC 2026-03-02 2026-03-23 - due",
        ]

    def test_the_review_after_birth_is_due_by_the_earlier_of_two(self, rulebook):
        """Plan of 2 March: three months, 2 June. Born 1 April: ten working days, less
        Good Friday and Easter Monday, are Fri 17 April."""
        on = replace(rulebook["RCPC_PREBIRTH_10WD"], enabled=True)
        story = Story().cp_plan("p", "2026-03-02").born("2026-04-01")
        rules = {**rulebook, on.code: on}
        rows = told(story, "2026-04-18", "RCPC_1", "RCPC_PREBIRTH_10WD", rulebook=rules)
        assert rows == [
            "RCPC_1 2026-03-02 2026-06-02 - due",
            "RCPC_PREBIRTH_10WD 2026-04-01 2026-04-17 - overdue",
        ]


class TestSeveralAtOnce:
    def test_a_sibling_group(self):
        """A joint core group completes the clocks of the children it names."""
        story = (
            Story().cp_plan("p1", "2026-03-02").cp_plan("p2", "2026-03-02", child="B")
        )
        story.core_group("2026-03-10")
        rows = told(story, "2026-03-17", "CORE_GROUP_1")
        assert rows == [
            "CORE_GROUP_1 2026-03-02 2026-03-16 2026-03-10 met",
            "CORE_GROUP_1 2026-03-02 2026-03-16 - overdue",
        ]

    def test_step_up_to_child_protection(self):
        """45 working days from 2 March, less Easter's two and 4 May, are 7 May."""
        story = Story().referral("r", "2026-03-02").assessment("a", "2026-03-03", "r")
        story.s47("s", "2026-03-16", referral="r")
        assert told(story, "2026-03-17", "CFA_COMPLETE", "S47_ICPC") == [
            "CFA_COMPLETE 2026-03-02 2026-05-07 - due",
            "S47_ICPC 2026-03-16 2026-04-08 - due",
        ]

    def test_step_down_to_child_in_need(self):
        story = Story().cp_plan("p", "2026-03-02", ended="2026-03-12")
        story.cin_plan("n", "2026-03-12").cp_visit("2026-03-09")
        rows = told(
            story,
            "2026-03-24",
            "CP_VISIT_10WD",
            "CORE_GROUP_1",
            "RCPC_1",
            "CIN_VISIT_20WD",
        )
        assert rows == [
            "CIN_VISIT_20WD 2026-03-12 2026-04-13 - due",
            "CORE_GROUP_1 2026-03-02 2026-03-16 - closed_before_due",
            "CP_VISIT_10WD 2026-03-02 2026-03-16 2026-03-09 met",
            "CP_VISIT_10WD 2026-03-09 2026-03-23 - closed_before_due",
            "RCPC_1 2026-03-02 2026-06-02 - closed_before_due",
        ]  # fmt: skip

    def test_plan_and_looked_after_together(self, rulebook):
        """Both run; where a council says so, coming into care ends those of the plan."""
        story = Story().cp_plan("p", "2026-03-02").care("c", "2026-03-05")
        codes = ("CP_VISIT_10WD", "CLA_REVIEW_1")
        assert told(story, "2026-03-10", *codes) == [
            "CLA_REVIEW_1 2026-03-05 2026-04-02 - due",
            "CP_VISIT_10WD 2026-03-02 2026-03-16 - due",
        ]
        ends = ("cp_plan_ended", "looked_after_during_plan")
        rule = replace(rulebook["CP_VISIT_10WD"], ended_by=ends)
        rows = told(story, "2026-03-10", *codes, rulebook={**rulebook, rule.code: rule})
        assert rows[1] == "CP_VISIT_10WD 2026-03-02 2026-03-16 - closed_before_due"

    def test_several_strategy_discussions(self, rulebook):
        """By default the one that began the enquiry; a council may count from another."""
        story = Story().s47("s", "2026-03-04")
        for on, began in (
            ("2026-03-02", None),
            ("2026-03-03", "Y"),
            ("2026-03-09", None),
        ):
            story.discussion("s", on, began)
        due = {
            "strategy_discussion_initiating_s47": "2026-03-03 2026-03-24",
            "first_strategy_discussion": "2026-03-02 2026-03-23",
            "last_strategy_discussion": "2026-03-09 2026-03-30",
            "s47_enquiry_started": "2026-03-04 2026-03-25",
        }
        for event, days in due.items():
            rule = replace(rulebook["S47_ICPC"], starts=(event,))
            rows = told(
                story, "2026-03-09", "S47_ICPC", rulebook={**rulebook, "S47_ICPC": rule}
            )
            assert rows == [f"S47_ICPC {days} - due"], event
        rule = replace(rulebook["S47_ICPC"], starts=tuple(due))
        found = both_ways(
            story.records, date(2026, 3, 9), {**rulebook, "S47_ICPC": rule}
        )
        ours = [(d.started_on.day, d.status) for d in found if d.code == "S47_ICPC"]
        assert ours == [
            (2, "due"),
            (3, "superseded"),
            (4, "superseded"),
            (9, "superseded"),
        ]

    def test_several_referrals_at_once(self):
        story = Story().referral("r1", "2026-03-02").referral("r2", "2026-03-02")
        story.decision("r2", "2026-03-03")
        assert told(story, "2026-03-04", "REF_DECISION") == [
            "REF_DECISION 2026-03-02 2026-03-03 - overdue",
            "REF_DECISION 2026-03-02 2026-03-03 2026-03-03 met",
        ]

    def test_merged_or_duplicate_records(self):
        """A complaint told of twice is one clock, of the day first told."""
        story = Story().fed("complaint_received", "2026-03-02", "c1")
        story.fed("complaint_received", "2026-03-04", "c1")
        story.fed("complaint_answered", "2026-03-16", "c1")
        found = both_ways(story.records, date(2026, 3, 31))
        assert [
            (d.started_on.day, d.status, d.reason) for d in found if d.code == "COMP_S1"
        ] == [
            (2, "met", ""),
            (4, "superseded", "already_running"),
        ]
        assert [d.due_on for d in found if d.status == "superseded"] == [None]


class TestEnds:
    def test_case_closes_before_deadline(self):
        story = Story().referral("r", "2026-03-02", closed="2026-03-03")
        assert status_of(story, "2026-03-31", "REF_DECISION") == (
            "closed_before_due",
            "",
        )

    @pytest.mark.parametrize(
        ("tell", "ended"),
        [
            (lambda s: s.born("2008-03-10"), "2026-03-10"),
            (lambda s: s.died("2026-03-10"), "2026-03-10"),
            (lambda s: s.adoption(order_date="2026-03-10"), "2026-03-10"),
            (lambda s: s.born("2008-03-02"), "2026-03-02"),
        ],
    )
    def test_child_turns_18_dies_or_is_adopted(self, rulebook, tell, ended):
        """Every clock of a child closes on that day; a complaint about them does not."""
        story = (
            Story().cp_plan("p", "2026-03-02").fed("complaint_received", "2026-03-02")
        )
        tell(story.fed("complaint_answered", "2020-03-02", "another"))
        closed = {
            due.code: (due.status, str(due.ended_on))
            for due in grown_up(story, "2026-03-17", rulebook)
        }
        assert closed.pop("COMP_S1") == ("overdue", "None")
        assert closed.keys() == {"CP_VISIT_10WD", "CORE_GROUP_1", "RCPC_1"}
        assert set(closed.values()) == {("closed_before_due", ended)}

    def test_it_is_looked_at_where_a_clock_begins_after_that(self, rulebook):
        story = Story().cp_plan("p", "2026-03-02").born("2008-03-01")
        assert {
            (due.status, due.reason) for due in grown_up(story, "2026-03-10", rulebook)
        } == {("invalid_sequence", "after_childhood")}

    def test_leaves_care_before_day_20(self):
        story = Story().care("c", "2026-03-02", "2026-03-20")
        assert told(story, "2026-03-31", "CLA_REVIEW_1") == [
            "CLA_REVIEW_1 2026-03-02 2026-03-30 - closed_before_due"
        ]

    def test_sealed_adoption_record(self):
        """The old identity's clocks are closed, and nothing is known of the new one."""
        story = Story().care("c", "2024-03-02").review("2024-03-20")
        story.adoption(order_date="2024-05-10", placed_date="2024-04-01")
        found = both_ways(story.records, date(2026, 3, 10))
        assert found and all(d.status not in ("due", "overdue") for d in found)
        assert {d.child_id for d in found} == {"A"}


class TestRecordedLate:
    def test_an_event_recorded_late(self):
        """Judged by the day it happened; before it was recorded it was not known."""
        story = Story().referral("r", "2026-03-02")
        story.fed("referral_acknowledged", "2026-03-03", "r", recorded="2026-03-10")
        row = "REF_ACK 2026-03-02 2026-03-03"
        assert told(story, "2026-03-09", "REF_ACK") == [f"{row} - overdue"]
        assert told(story, "2026-03-10", "REF_ACK") == [f"{row} 2026-03-03 met"]

    @pytest.mark.parametrize(
        ("recorded", "status"),
        [
            ("2026-03-16", "overdue"),
            ("2026-03-17", "late_on_arrival"),
            (None, "overdue"),
        ],
    )
    def test_a_retrospective_trigger(self, recorded, status):
        """Ten working days from 2 March are 16 March: recorded by then, it is just late."""
        story = Story().fed("complaint_received", "2026-03-02", "c", recorded)
        story.fed("complaint_answered", "2020-03-02", "another")
        [due] = both_ways(story.records, date(2026, 3, 20))
        assert (due.code, str(due.due_on), due.status) == (
            "COMP_S1",
            "2026-03-16",
            status,
        )

    def test_what_was_recorded_after_it_was_done_is_late_or_met_as_any(self):
        story = Story().fed("complaint_received", "2026-03-02", "c", "2026-03-17")
        story.fed("complaint_answered", "2026-03-18", "c")
        assert status_of(story, "2026-03-20", "COMP_S1") == ("late", "")

    def test_a_date_corrected(self):
        """Reckoned anew; what was shown before is the desk's to keep."""
        before = Story().s47("s", "2026-03-02")
        after = Story().s47("s", "2026-03-03")
        assert told(before, "2026-03-10", "S47_ICPC") == [
            "S47_ICPC 2026-03-02 2026-03-23 - due"
        ]
        assert told(after, "2026-03-10", "S47_ICPC") == [
            "S47_ICPC 2026-03-03 2026-03-24 - due"
        ]

    def test_a_visit_dated_ahead_hides_the_one_before_it(self):
        """Of visits the export gives the latest: without it nothing can be said."""
        story = Story().cp_plan("p", "2026-01-05").cp_visit("2026-04-11")
        story.latest_only("ssd_cp_visits")
        assert status_of(story, "2026-03-31", "CP_VISIT_10WD") == (
            "cannot_compute",
            "ahead",
        )
        story.records.latest_only.clear()
        assert status_of(story, "2026-03-31", "CP_VISIT_10WD") == ("overdue", "")


class TestSameDayAndBefore:
    def test_same_day_completion(self):
        story = Story().referral("r", "2026-03-02").decision("r", "2026-03-02")
        assert status_of(story, "2026-03-31", "REF_DECISION") == ("met", "")

    def test_completed_before_trigger(self):
        story = Story().referral("r", "2026-03-02").decision("r", "2026-02-27")
        assert status_of(story, "2026-03-31", "REF_DECISION") == (
            "invalid_sequence",
            "done_before_start",
        )

    def test_conference_on_a_weekend(self):
        """It is counted on its day (the census rejects it; reading it warns of nothing)."""
        story = Story().s47("s", "2026-03-02").conference("c", "2026-03-21", "s")
        assert told(story, "2026-03-31", "S47_ICPC") == [
            "S47_ICPC 2026-03-02 2026-03-23 2026-03-21 met"
        ]

    def test_inquorate_or_cancelled_meeting(self, rulebook):
        story = Story().cp_plan("p", "2026-01-05").cp_review("2026-03-20", quorate="N")
        assert status_of(story, "2026-04-06", "RCPC_1") == ("overdue", "")
        counts = ("review_conference_held", "review_conference_inquorate")
        rule = replace(rulebook["RCPC_1"], completed_by=counts)
        assert status_of(
            story, "2026-04-06", "RCPC_1", {**rulebook, "RCPC_1": rule}
        ) == ("met", "")
        story = Story().care("c", "2026-03-02").review("2026-03-20", cancelled="Y")
        assert status_of(story, "2026-03-31", "CLA_REVIEW_1") == ("overdue", "")

    def test_visit_attempted_child_not_seen(self, rulebook):
        story = Story().cp_plan("p", "2026-03-02").cp_visit("2026-03-10", seen="N")
        assert status_of(story, "2026-03-17", "CP_VISIT_10WD") == ("overdue", "")
        counts = ("cp_visit", "cp_visit_attempted")
        rule = replace(rulebook["CP_VISIT_10WD"], completed_by=counts)
        rules = {**rulebook, rule.code: rule}
        assert status_of(story, "2026-03-17", "CP_VISIT_10WD", rules) == ("met", "")

    @pytest.mark.parametrize("kind", ["cin", "cla"])
    def test_an_attempt_can_be_made_to_count_elsewhere_too(self, rulebook, kind):
        if kind == "cin":
            story, code = Story().cin_plan("n", "2026-03-02"), "CIN_VISIT_20WD"
            story.cin_visit("2026-03-10", seen="N")
            attempt = "cin_visit_attempted"
        else:
            story, code = (
                Story().care("c", "2026-03-02").visit("2026-03-03"),
                "CLA_VISIT_6W",
            )
            story.visit("2026-03-10", seen="N")
            attempt = "looked_after_visit_attempted"
        rule = rulebook[code]
        counting = replace(rule, completed_by=(*rule.completed_by, attempt))
        assert status_of(story, "2026-03-11", code) == ("due", "")
        assert status_of(story, "2026-03-11", code, {**rulebook, code: counting}) == (
            "met",
            "",
        )

    def test_interview_offered_and_declined(self, rulebook):
        """An outcome of its own, which ends the clock; a council may say it completes it."""
        on = replace(rulebook["RHI_72H"], enabled=True)
        story = Story().missing("2026-03-01", "2026-03-02", "Y", "N")
        rules = {**rulebook, "RHI_72H": on}
        assert status_of(story, "2026-03-31", "RHI_72H", rules) == (
            "closed_before_due",
            "",
        )
        met = replace(on, completed_by=(*on.completed_by, *on.ended_by), ended_by=())
        rules = {**rulebook, "RHI_72H": met}
        assert status_of(story, "2026-03-31", "RHI_72H", rules)[0] == "met"


class TestInCare:
    def test_accommodated_under_24_hours(self):
        story = Story().care("c", "2026-03-02", "2026-03-02")
        story.placement("h", "2026-03-02", "2026-03-02")
        assert both_ways(story.records, date(2026, 3, 31)) == []
        story = Story().care("c", "2026-03-02", "2026-03-03")
        assert {d.status for d in both_ways(story.records, date(2026, 3, 31))} == {
            "closed_before_due"
        }

    def test_leaves_and_re_enters_care(self):
        story = Story().care("c1", "2026-01-05", "2026-02-20").review("2026-01-20")
        story.care("c2", "2026-03-02")
        rows = told(story, "2026-03-10", "CLA_REVIEW_1", "CLA_REVIEW_2")
        assert rows == [
            "CLA_REVIEW_1 2026-01-05 2026-02-02 2026-01-20 met",
            "CLA_REVIEW_1 2026-03-02 2026-03-30 - due",
            "CLA_REVIEW_2 2026-01-20 2026-04-20 - closed_before_due",
        ]

    def test_first_placement_anniversary(self):
        """Six weeks from Mon 12 January are 23 February; the year ends between, on 1
        February, and does not lengthen the clock that runs. The next is three months."""
        story = Story().care("c", "2025-02-01").placement("h", "2025-02-01")
        story.permanence("Long-term fostering", "2025-06-01").visit("2026-01-12")
        story.visit("2026-02-20")
        rows = told(story, "2026-03-01", "CLA_VISIT_6W", "CLA_VISIT_LT_3M")
        assert rows == [
            "CLA_VISIT_6W 2026-01-12 2026-02-23 2026-02-20 met",
            "CLA_VISIT_LT_3M 2026-02-20 2026-05-20 - due",
        ]

    def test_fifth_birthday_between_health_assessments(self):
        """Six months from 10 December 2026 end on 10 June 2027: where that is after the
        birthday, twelve."""
        for born, row in (
            ("2022-06-09", "CLA_RHA_5P 2026-12-10 2027-12-10 - due"),
            ("2022-06-10", "CLA_RHA_U5 2026-12-10 2027-06-10 - due"),
        ):
            story = Story().born(born).care("c", "2026-12-01").check("2026-12-10")
            assert told(story, "2026-12-31", "CLA_RHA_U5", "CLA_RHA_5P") == [row]

    def test_short_break_series(self):
        story = Story().care("c", "2026-03-02", "2026-03-09")
        story.legal_status("V4", "2026-03-02")
        found = both_ways(story.records, date(2026, 3, 31))
        assert [d.code for d in found] == []
        story.care("d", "2026-03-12").legal_status("C2", "2026-03-12")
        story.records.rows["ssd_legal_status"][0]["lega_legal_status_end_date"] = date(
            2026, 3, 9
        )
        assert told(story, "2026-03-31", "CLA_REVIEW_1") == [
            "CLA_REVIEW_1 2026-03-12 2026-04-13 - due"
        ]

    def test_it_has_the_rules_of_short_breaks(self):
        """Three months from the first break of 2 March are 2 June."""
        story = Story().fed("short_break_began", "2026-03-02")
        story.fed("short_break_reviewed", "2026-06-03").fed(
            "short_break_visited", "2026-06-02"
        )
        rows = told(story, "2026-06-30", "SHORTBREAK_REVIEW_1", "SHORTBREAK_VISIT_1")
        assert rows == [
            "SHORTBREAK_REVIEW_1 2026-03-02 2026-06-02 2026-06-03 late",
            "SHORTBREAK_VISIT_1 2026-03-02 2026-06-02 2026-06-02 met",
        ]


class TestDays:
    def test_deadline_on_a_weekend_christmas_or_bank_holiday(self):
        """Six months from 25 June end on Christmas Day, and there it stays."""
        story = Story().cp_plan("p", "2026-01-05").cp_review("2026-06-25")
        [row] = told(story, "2026-12-25", "RCPC_N")
        assert row == "RCPC_N 2026-06-25 2026-12-25 - due"

    def test_only_subject_access_rolls(self):
        """A month from Mon 25 May 2026 is Thu 25 June; from Thu 26 March, Sun 26 April,
        which rolls to Monday 27."""
        for start, due in (("2026-05-25", "2026-06-25"), ("2026-03-26", "2026-04-27")):
            story = Story().fed("own_records_requested", start, "q")
            story.fed("own_records_given", "2026-12-01", "q")
            [row] = told(story, "2026-12-01", "SAR_1M")
            assert row.startswith(f"SAR_1M {start} {due} ")

    @pytest.mark.parametrize(
        ("start", "due"), [("2026-03-07", "2026-03-09"), ("2025-12-25", "2025-12-29")]
    )
    def test_trigger_on_a_weekend_or_christmas_day(self, start, due):
        story = Story().referral("r", start)
        assert told(story, due, "REF_DECISION") == [f"REF_DECISION {start} {due} - due"]

    def test_office_shutdown(self):
        """24 December 2025 to 2 January 2026: only three of the days are holidays."""
        story = Story().fed("complaint_received", "2025-12-19", "c")
        story.fed("complaint_answered", "2026-02-01", "c")
        [row] = told(story, "2026-02-01", "COMP_S1")
        assert row.startswith("COMP_S1 2025-12-19 2026-01-07 ")

    def test_leap_day(self):
        story = Story().cp_plan("p", "2023-11-29").cp_review("2024-02-29")
        rows = told(story, "2024-06-30", "RCPC_1", "RCPC_N")
        assert rows == [
            "RCPC_1 2023-11-29 2024-02-29 2024-02-29 met",
            "RCPC_N 2024-02-29 2024-08-29 - due",
        ]

    def test_clock_change(self, rulebook, clock):
        """The hour that the clocks lose on 29 March 2026 moves the moment, not the day."""
        from datetime import datetime

        from alongside.reckon.clock import LONDON

        start = datetime(2026, 3, 27, 16, tzinfo=LONDON)
        assert rulebook["RHI_72H"].due(start, clock) == datetime(
            2026, 3, 30, 17, tzinfo=LONDON
        )
        assert rulebook["RHI_72H"].due(start.date(), clock) == date(2026, 3, 30)

    def test_open_at_census_date(self):
        """Fifteen working days from 9 March end on 30 March, from 10 March on the 31st."""
        for start, status in (("2026-03-09", "overdue"), ("2026-03-10", "due")):
            story = Story().s47("s", start)
            assert status_of(story, "2026-03-31", "S47_ICPC") == (status, "")

    def test_missing_trigger_date(self):
        """Without a start there is no clock to show; a thing done on no day is one."""
        story = Story().referral("r", None).decision("r", "2026-03-03")
        assert both_ways(story.records, date(2026, 3, 31)) == []
        story = Story().referral("r", "2026-03-02").decision("r", None)
        assert status_of(story, "2026-03-31", "REF_DECISION") == (
            "cannot_compute",
            "undated",
        )
